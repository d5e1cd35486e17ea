/** Price of a product: what is paid, and what it was before. */

import type { ReactElement } from 'react';
import { formatMoney, type Money } from '../money/money.ts';
import css from './price.module.css';

export interface PriceProps {
  /** Price to show; null when nobody can say. */
  readonly price: {
    readonly list: Money;
    readonly net: Money;
    readonly promotion: { readonly label: string } | null;
  } | null;
  /** True when the price is older than it should be. */
  readonly isStale?: boolean;
}

export function Price({ price, isStale = false }: PriceProps): ReactElement {
  if (!price) return <p className={css['price']}>No price right now</p>;
  const isReduced = price.list.amount > price.net.amount;
  return (
    <p className={css['price']}>
      <span className="visually-hidden">{isReduced ? 'Price now: ' : 'Price: '}</span>
      <strong>{formatMoney(price.net)}</strong>
      {isReduced && (
        <>
          {' '}
          <span className="visually-hidden">before: </span>
          <s className={css['before']}>{formatMoney(price.list)}</s>
        </>
      )}
      {price.promotion && <span className="badge good">{price.promotion.label}</span>}
      {isStale && <span className="badge warn">may have changed</span>}
    </p>
  );
}
