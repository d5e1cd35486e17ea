/** Checkout: what is ordered, what it costs, where it goes; then one order, however often the button is pressed. */

import { useEffect, useRef, useState, type ReactElement } from 'react';
import { Link, useNavigate } from 'react-router';
import { nameOfCurrency } from '../../currency/currency-choice.ts';
import { currency } from '../../currency/currency.ts';
import { useCurrency } from '../../currency/use-currency.ts';
import { CartDocument } from '../../cart/cart.documents.ts';
import { shortageSentence } from '../../cart/quantity.ts';
import { actionSentence } from '../../parts/failure-notice/action-sentence.ts';
import { client } from '../../graphql/apollo.ts';
import { createAttempts } from '../../graphql/attempts.ts';
import { mutate } from '../../graphql/mutate.ts';
import { usePageData } from '../../graphql/use-page-data.ts';
import { Address } from '../../parts/address/address.tsx';
import { FailureNotice } from '../../parts/failure-notice/failure-notice.tsx';
import { Line, Lines, Sum } from '../../parts/lines/lines.tsx';
import type { Money } from '../../parts/money/money.ts';
import { DegradedNotice } from '../../parts/notice/degraded-notice.tsx';
import { PageTitle } from '../../parts/page-title/page-title.tsx';
import { sharedStorage } from '../../storage.ts';
import { CheckoutPageDocument, PlaceOrderDocument, type CheckoutPageQuery } from './checkout.documents.ts';
import { priceSentence, refusalSentence } from './checkout.view.ts';
import { placeOrder, type Placing, type PlacingAnswer } from './place-order.ts';
import css from './checkout.module.css';

const attempts = createAttempts(sharedStorage, () => crypto.randomUUID());

/** Time between two looks at a try that is under way, in milliseconds. */
const lookMs = 1_000;

export function Page(): ReactElement {
  const paidIn = useCurrency();
  const { data, degraded, required } = usePageData(CheckoutPageDocument, { currency: paidIn }, { isReadAgain: true });
  const { items, total } = required(data.cart);
  const viewer = required(data.viewer);
  const { said, isOrdering, isWaiting, order } = useOrdering(viewer.id, total);
  // A price that was not seen is not agreed to. A try that waits for its answer was agreed to before.
  const canOrder = total !== null || isWaiting;
  return (
    <>
      <PageTitle>Checkout</PageTitle>
      <DegradedNotice parts={degraded} />
      {isWaiting && (
        <p className="notice warn">
          Your last order got no answer. Order again to find out: it becomes one order, not two.
        </p>
      )}
      {items.length === 0 ? (
        <>
          <Said said={said} />
          {isWaiting && (
            <p>
              <button type="button" aria-disabled={isOrdering} onClick={() => void order()}>
                Order again
              </button>
            </p>
          )}
          <p>
            There is nothing in your cart. <Link to="/orders">Your orders</Link>
          </p>
        </>
      ) : (
        <div className={css['columns']}>
          <section aria-labelledby="lines">
            <h2 id="lines">Your order</h2>
            <Lines>
              {items.map((item) => (
                <Line key={item.productId} {...item}>
                  <ItemNotes item={item} />
                </Line>
              ))}
            </Lines>
            <p>
              <Link to="/cart">Change the cart</Link>
            </p>
          </section>
          <div className="card">
            <Destination profile={viewer.profile} />
            <Sum total={total} />
            <Said said={said} />
            <button
              type="button"
              className={css['order']}
              aria-disabled={isOrdering || !canOrder}
              aria-describedby="ordering"
              onClick={() => canOrder && void order()}
            >
              {isOrdering ? 'Ordering …' : 'Place the order'}
            </button>
            <p id="ordering" className="hint">
              {canOrder
                ? `You pay in the next step, in ${nameOfCurrency(paidIn)}. Until then nothing is lost.`
                : 'You can order as soon as every price is known.'}
            </p>
          </div>
        </div>
      )}
    </>
  );
}

type Item = NonNullable<CheckoutPageQuery['cart']>['items'][number];

function ItemNotes({ item: { quantity, product } }: { readonly item: Item }): ReactElement {
  const shortage = shortageSentence(quantity, product?.stock);
  return (
    <>
      <p className="hint">{quantity === 1 ? '1 piece' : `${quantity} pieces`}</p>
      {shortage !== undefined && <p className="error">{shortage}</p>}
    </>
  );
}

interface DestinationProps {
  readonly profile: NonNullable<CheckoutPageQuery['viewer']>['profile'];
}

function Destination({ profile }: DestinationProps): ReactElement {
  const address = profile?.addresses.find(({ isDefault }) => isDefault);
  return (
    <>
      <h2>Delivery</h2>
      {address ? (
        <Address address={address} />
      ) : (
        <p>{profile ? 'There is no address yet.' : 'Your address cannot be shown right now.'}</p>
      )}
      <p>
        <Link to="/addresses">{address ? 'Choose another address' : 'To your addresses'}</Link>
      </p>
    </>
  );
}

/** Message about a try; a new one takes the focus of screen readers by its role. */
interface Message {
  readonly text: string;
  readonly requestId?: string | undefined;
}

const Said = ({ said }: { readonly said: Message | undefined }): ReactElement => (
  <div className={css['said']}>{said && <FailureNotice requestId={said.requestId}>{said.text}</FailureNotice>}</div>
);

interface Ordering {
  readonly said: Message | undefined;
  readonly isOrdering: boolean;
  /** True while an earlier try waits for its answer. */
  readonly isWaiting: boolean;
  readonly order: () => Promise<void>;
}

function useOrdering(person: string, total: Money | null): Ordering {
  const navigate = useNavigate();
  const [said, setSaid] = useState<Message>();
  const [isOrdering, setOrdering] = useState(false);
  const isBusy = useRef(false);
  const name = `checkout ${person}`;
  const [isWaiting, setWaiting] = useState(() => attempts.isOpen(name));

  const order = async (): Promise<void> => {
    // A second click while the first is under way.
    if (isBusy.current) return;
    isBusy.current = true;
    setOrdering(true);
    setSaid(undefined);
    const wait = () => new Promise<void>((resolve) => setTimeout(resolve, lookMs));
    const agreed = isWaiting ? null : total;
    const result = await placeOrder({ name, attempts, agreed, readTotal, place, wait });
    isBusy.current = false;
    setOrdering(false);
    setWaiting(attempts.isOpen(name));
    if (result.kind === 'placed') {
      const isAsAgreed = !total || (total.amount === result.total.amount && total.currency === result.total.currency);
      // Back leads to the cart, not to an order that is placed.
      void navigate(`/orders/${result.id}`, { replace: true, state: { isNew: true, isAsAgreed } });
      return;
    }
    setSaid(messageOf(result, total));
    if (result.kind === 'refused') void readTotal();
  };

  // In another tab the attempt may end meanwhile.
  useEffect(() => {
    const look = (): void => setWaiting(attempts.isOpen(name) && !isBusy.current);
    globalThis.addEventListener('storage', look);
    return () => globalThis.removeEventListener('storage', look);
  }, [name]);
  return { said, isOrdering, isWaiting: isWaiting && !isOrdering, order };
}

function messageOf(result: Exclude<Placing, { kind: 'placed' }>, shown: Money | null): Message {
  switch (result.kind) {
    case 'refused':
      return { text: refusalSentence(result.code) };
    case 'price changed':
      return { text: shown ? priceSentence(shown, result.total) : 'Prices have changed. Have a look, then order.' };
    case 'placed before':
      return { text: 'An earlier order went through. It is among your orders; this cart is still here.' };
    case 'unknown':
      return { text: actionSentence(result.failure.code), requestId: result.failure.requestId };
  }
}

/** Total of the cart now; the pages have its lines then, too. */
async function readTotal(): Promise<Money | null | undefined> {
  try {
    const { data } = await client.query({
      query: CartDocument,
      variables: { currency: currency.current() },
      fetchPolicy: 'network-only',
    });
    return data?.cart ? data.cart.total : undefined;
  } catch {
    return undefined;
  }
}

async function place(key: string): Promise<PlacingAnswer> {
  const { data, failure } = await mutate(PlaceOrderDocument, { key, currency: currency.current() });
  const { order, errors = [] } = data?.placeOrder ?? {};
  if (order) client.cache.evict({ id: 'ROOT_QUERY', fieldName: 'orders' });
  return { order: order ?? undefined, refusals: errors.map(({ code }) => code), failure };
}
