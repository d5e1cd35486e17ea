/** Way into the cart from a product's page: with a number of pieces. */

import { useId, useRef, useState, type FormEvent, type ReactElement } from 'react';
import { Link } from 'react-router';
import { piecesOf, piecesText } from '../../cart/cart.view.ts';
import { readPieces } from '../../cart/quantity.ts';
import { useCart } from '../../cart/use-cart.tsx';
import { maxPieces } from '../../cart/visitor-cart.ts';
import { isBuyable, type AddToCartProps } from './add-one-to-cart.tsx';
import css from './add-to-cart.module.css';

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
