/** Way into the cart from a tile: one by one. */

import type { ReactElement } from 'react';
import { piecesOf } from '../../cart/cart.view.ts';
import { useCart } from '../../cart/use-cart.tsx';
import css from './add-one-to-cart.module.css';

export interface AddToCartProps {
  readonly product: {
    readonly id: string;
    readonly name: string;
    readonly price: object | null;
    readonly stock: { readonly status: 'IN_STOCK' | 'LOW' | 'OUT_OF_STOCK'; readonly available: number } | null;
  };
}

/** Asks whether a product can be bought, as far as anybody knows: it has a price, and is not sold out. */
export const isBuyable = ({ price, stock }: AddToCartProps['product']): boolean =>
  price !== null && stock?.status !== 'OUT_OF_STOCK';

/** Button of a tile, which keeps its room for products that cannot be bought. */
export function AddOneToCart({ product }: AddToCartProps): ReactElement {
  const cart = useCart();
  const inCart = piecesOf(cart.lines ?? [], product.id);
  const refusal = cart.refusals.get(product.id);
  return (
    <div className={css['tile']}>
      {cart.isOpen && isBuyable(product) && (
        <button type="button" className="quiet" onClick={() => void cart.add(product, 1)}>
          Add<span className="visually-hidden"> {product.name} to the cart</span>
          {inCart > 0 && <span className="hint"> {inCart} in cart</span>}
        </button>
      )}
      {refusal !== undefined && <p className="error">{refusal}</p>}
    </div>
  );
}
