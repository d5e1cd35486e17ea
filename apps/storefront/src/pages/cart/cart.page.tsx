/** Cart: of a customer, as web-bff has it, or of a visitor, as the browser has it. */

import { useDeferredValue, useId, useState, type ReactElement } from 'react';
import { Link } from 'react-router';
import { useCurrency } from '../../currency/use-currency.ts';
import { CartDocument, type CartLinesFragment } from '../../cart/cart.documents.ts';
import { piecesText } from '../../cart/cart.view.ts';
import { readPieces, shortageSentence } from '../../cart/quantity.ts';
import { useCart } from '../../cart/use-cart.tsx';
import { maxPieces } from '../../cart/visitor-cart.ts';
import { VisitDocument } from '../../frame/frame.documents.ts';
import { usePageData } from '../../graphql/use-page-data.ts';
import { announce } from '../../parts/announcer/announcer.tsx';
import { Line, Lines, Sum } from '../../parts/lines/lines.tsx';
import { formatMoney, type Money } from '../../parts/money/money.ts';
import { DegradedNotice } from '../../parts/notice/degraded-notice.tsx';
import { PageTitle } from '../../parts/page-title/page-title.tsx';
import { loginUrl } from '../../session.ts';
import { VisitorCartDocument } from './cart-page.documents.ts';
import css from './cart.module.css';

export function Page(): ReactElement {
  const { data } = usePageData(VisitDocument, {});
  const { leftOut } = useCart();
  return (
    <div className={css['cart']}>
      <PageTitle>Your cart</PageTitle>
      {leftOut !== undefined && <p className="notice warn">{leftOut}</p>}
      {data.viewer ? <CustomersCart /> : <VisitorsCart />}
    </div>
  );
}

function CustomersCart(): ReactElement {
  const { data, degraded, required } = usePageData(CartDocument, { currency: useCurrency() }, { isReadAgain: true });
  const { items, total } = required(data.cart);
  return (
    <>
      <DegradedNotice parts={degraded} />
      <Content items={items} total={total}>
        <Link className="button" to="/checkout">
          Go to checkout
        </Link>
      </Content>
    </>
  );
}

function VisitorsCart(): ReactElement {
  const { lines = [] } = useCart();
  // The prices of before are shown until those of the new quantities are there.
  const items = useDeferredValue(lines);
  const { data, degraded, required } = usePageData(VisitorCartDocument, {
    items: [...items],
    currency: useCurrency(),
  });
  const cart = required(data.visitorCart);
  return (
    <>
      <DegradedNotice parts={degraded} />
      <Content items={cart.items} total={cart.total}>
        <a className="button" href={loginUrl('/checkout')}>
          Log in and order
        </a>
        <p className="hint">Your cart stays as it is.</p>
      </Content>
    </>
  );
}

type Item = Omit<CartLinesFragment['items'][number], 'addedAt' | '__typename'>;

interface ContentProps {
  readonly items: readonly Item[];
  readonly total: Money | null;
  /** Ways on. */
  readonly children: readonly ReactElement[] | ReactElement;
}

function Content({ items, total, children }: ContentProps): ReactElement {
  const { lines = [] } = useCart();
  const wanted = new Map(lines.map(({ productId, quantity }) => [productId, quantity]));
  const shown = items.filter(({ productId }) => wanted.has(productId));
  if (shown.length === 0)
    return (
      <p>
        There is nothing in it yet. <Link to="/search">Look around</Link>
      </p>
    );
  return (
    <>
      <Lines>
        {shown.map((item) => (
          <CartLine key={item.productId} item={item} wanted={wanted.get(item.productId)!} />
        ))}
      </Lines>
      <Sum total={total} />
      <div className={`row ${css['ways']}`}>{children}</div>
    </>
  );
}

interface CartLineProps {
  readonly item: Item;
  /** Pieces that are wanted, maybe not written yet. */
  readonly wanted: number;
}

function CartLine({ item, wanted }: CartLineProps): ReactElement {
  const { productId, product, unit, total, quantity } = item;
  const { put, refusals } = useCart();
  const id = useId();
  // Text that is being typed; undefined when the field shows what is wanted.
  const [typed, setTyped] = useState<string>();
  const [mistake, setMistake] = useState<string>();
  const name = product?.name ?? `article ${productId}`;
  const said = mistake ?? refusals.get(productId) ?? shortageSentence(wanted, product?.stock);
  const change = async (text: string): Promise<void> => {
    setTyped(text);
    const pieces = readPieces(text);
    setMistake(pieces === undefined ? `Choose from 1 to ${maxPieces} pieces.` : undefined);
    if (pieces === undefined || pieces === wanted) return;
    const refusal = await put(productId, pieces);
    announce(refusal ?? `${name}: ${piecesText(pieces)}.`);
  };
  const remove = async (): Promise<void> => {
    const refusal = await put(productId, 0);
    announce(refusal ?? `${name} is no longer in your cart.`);
  };
  // The button goes away with its line: the heading of the page is where to go on.
  const removeAndLeave = (): void => {
    void remove();
    document.querySelector('h1')?.focus();
  };
  return (
    <Line
      productId={productId}
      product={product}
      quantity={wanted}
      unit={unit}
      total={total}
      isPending={quantity !== wanted}
    >
      <div className={css['quantity']}>
        <label htmlFor={`${id}q`} className="visually-hidden">
          Pieces of {name}
        </label>
        <input
          id={`${id}q`}
          type="number"
          inputMode="numeric"
          min={1}
          max={maxPieces}
          value={typed ?? wanted}
          onChange={({ currentTarget }) => void change(currentTarget.value)}
          onBlur={() => {
            setTyped(undefined);
            setMistake(undefined);
          }}
          aria-invalid={said !== undefined}
          aria-describedby={`${id}s`}
        />
        {unit && <span className={css['each']}>{formatMoney(unit)} each</span>}
        <button type="button" className="quiet" onClick={removeAndLeave}>
          Remove<span className="visually-hidden"> {name}</span>
        </button>
      </div>
      <p id={`${id}s`} className={`error ${css['said']}`}>
        {said}
      </p>
    </Line>
  );
}
