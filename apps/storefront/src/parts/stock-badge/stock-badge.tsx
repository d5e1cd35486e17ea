/** Level of the stock of a product. */

import type { ReactElement } from 'react';

export interface StockBadgeProps {
  /** Stock; null when nobody can say, which is shown as nothing. */
  readonly stock: { readonly status: 'IN_STOCK' | 'LOW' | 'OUT_OF_STOCK'; readonly available: number } | null;
}

export function StockBadge({ stock }: StockBadgeProps): ReactElement | null {
  switch (stock?.status) {
    case 'IN_STOCK':
      return <span className="badge good">In stock</span>;
    case 'LOW':
      return <span className="badge warn">Only {stock.available} left</span>;
    case 'OUT_OF_STOCK':
      return <span className="badge bad">Sold out</span>;
    case undefined:
      return null;
  }
}
