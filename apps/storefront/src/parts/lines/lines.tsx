/** Lines of a cart or an order, and their sum. */

import type { ReactElement, ReactNode } from 'react';
import { Link } from 'react-router';
import { formatMoney, type Money } from '../money/money.ts';
import { ProductImage } from '../product-image/product-image.tsx';
import type { LineProductFragment } from './lines.documents.ts';
import css from './lines.module.css';

export interface LineProps {
  readonly productId: string;
  /** Product as it is now; null when it is no longer sold, or nobody can say. */
  readonly product: LineProductFragment | null;
  readonly quantity: number;
  /** Price of one piece; null when nobody can say. */
  readonly unit: Money | null;
  readonly total: Money | null;
  /** True while the total is not that of this quantity yet. Default false. */
  readonly isPending?: boolean;
  /** Content below the name, such as a field for the quantity. Default the quantity and the price of a piece. */
  readonly children?: ReactNode;
}

export const Line = ({
  productId,
  product,
  quantity,
  unit,
  total,
  isPending = false,
  children,
}: LineProps): ReactElement => (
  <li className={css['line']}>
    <div className={css['image']}>
      <ProductImage image={product?.images[0]} alt="" place="thumbnail" />
    </div>
    <p className={css['name']}>
      {product ? <Link to={`/products/${productId}`}>{product.name}</Link> : `Article ${productId}`}
    </p>
    <p className={css['total']} aria-busy={isPending}>
      {total ? formatMoney(total) : '–'}
    </p>
    <div className={css['below']}>
      {children ?? (
        <p className="hint">
          {quantity}
          {unit && ` × ${formatMoney(unit)}`}
        </p>
      )}
    </div>
  </li>
);

export const Lines = ({ children }: { readonly children: ReactNode }): ReactElement => (
  <ul className={css['lines']}>{children}</ul>
);

/** Sum of all lines. */
export const Sum = ({ total }: { readonly total: Money | null }): ReactElement => (
  <p className={css['sum']}>
    <span>Total</span>
    <span>{total ? formatMoney(total) : 'not known right now'}</span>
  </p>
);
