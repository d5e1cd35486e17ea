/** Ways into the cart: with a number of pieces on the product's page, one by one from a tile. */

import { useId, useRef, useState, type FormEvent, type ReactElement } from 'react';
import { Link } from 'react-router';
import { piecesOf, piecesText, readPieces } from '../../cart/cart.view.ts';
import { useCart } from '../../cart/use-cart.tsx';
import { maxPieces } from '../../cart/visitor-cart.ts';
import css from './add-to-cart.module.css';

export interface AddToCartProps {
  readonly product: {
    readonly id: string;
    readonly name: string;
    readonly price: object | null;
    readonly stock: { readonly status: 'IN_STOCK' | 'LOW' | 'OUT_OF_STOCK'; readonly available: number } | null;
  };
}

/** Asks whether a product can be bought, as far as anybody knows: it has a price, and is not sold out. */
const isBuyable = ({ price, stock }: AddToCartProps['product']): boolean =>
  price !== null && stock?.status !== 'OUT_OF_STOCK';

/** Form of the product's page. */
export function AddToCart({ product }: AddToCartProps): ReactElement | null {
  const cart = useCart();
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const [text, setText] = useState('1');
  const [refusal, setRefusal] = useState<string>();
  if (!cart.isOpen || !isBuyable(product)) return null;
  const inCart = piecesOf(cart.lines ?? [], product.id);
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const pieces = readPieces(text);
    if (pieces === undefined) {
      setRefusal(`Choose from 1 to ${maxPieces} pieces.`);
      field.current?.focus();
      return;
    }
    setRefusal(undefined);
    setRefusal(await cart.add(product, pieces));
  };
  return (
    <form className={css['add']} onSubmit={(event) => void add(event)} noValidate>
      <div className={css['pieces']}>
        <label htmlFor={`${id}pieces`}>Pieces</label>
        <input
          ref={field}
          id={`${id}pieces`}
          type="number"
          inputMode="numeric"
          min={1}
          max={maxPieces}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          aria-invalid={refusal !== undefined}
          aria-describedby={`${id}said`}
        />
      </div>
      <button>Add to cart</button>
      <p id={`${id}said`} className={css['said']}>
        {refusal !== undefined && <span className="error">{refusal} </span>}
        {inCart > 0 && (
          <>
            {piecesText(inCart)} in <Link to="/cart">your cart</Link>
          </>
        )}
      </p>
    </form>
  );
}

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
