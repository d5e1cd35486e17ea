/** Order: what was bought, and how far it is, which arrives by itself. */

import { useEffect, useRef, useState, type ReactElement } from 'react';
import { Link, useLocation, useParams } from 'react-router';
import { actionSentence } from '../../parts/failure-notice/action-sentence.ts';
import { createAttempts } from '../../graphql/attempts.ts';
import { useLive, type LiveState } from '../../graphql/live.ts';
import { mutate } from '../../graphql/mutate.ts';
import { usePageData } from '../../graphql/use-page-data.ts';
import { announce } from '../../parts/announcer/announcer.tsx';
import { FailureNotice } from '../../parts/failure-notice/failure-notice.tsx';
import { Line, Lines, Sum } from '../../parts/lines/lines.tsx';
import { formatMoney } from '../../parts/money/money.ts';
import { DegradedNotice } from '../../parts/notice/degraded-notice.tsx';
import { OrderBadge } from '../../parts/order-status/order-badge.tsx';
import { isFinal, momentOf, statusName } from '../../parts/order-status/order-status.ts';
import { PageTitle } from '../../parts/page-title/page-title.tsx';
import { useKeptFocus } from '../../parts/page-title/use-kept-focus.ts';
import { here, loginUrl } from '../../session.ts';
import { sharedStorage } from '../../storage.ts';
import {
  CancelOrderDocument,
  OrderChangedDocument,
  OrderDocument,
  PayOrderDocument,
  type OrderQuery,
} from './order.documents.ts';
import { moveRefusal, stepsOf, timeLeft } from './order.view.ts';
import css from './order.module.css';

type Order = NonNullable<OrderQuery['order']>;

interface PartProps {
  readonly order: Order;
}

const attempts = createAttempts(sharedStorage, () => crypto.randomUUID());

/** Said by the checkout: an order that was just placed, maybe at another price than the one that was shown there. */
interface Arrival {
  readonly isNew?: boolean;
  readonly isAsAgreed?: boolean;
}

export function Page(): ReactElement {
  const { id = '' } = useParams();
  const { data, degraded, required } = usePageData(OrderDocument, { id }, { isReadAgain: true });
  const order = required(data.order);
  const { isNew = false, isAsAgreed = true } = (useLocation().state ?? {}) as Arrival;
  const live = useLive(OrderChangedDocument, { id }, !isFinal(order.status));
  useAnnouncedStatus(order);
  // The buttons for what was done go away with it.
  useKeptFocus(order.status);
  return (
    <>
      <div className={css['head']}>
        <PageTitle>{`Order ${id}`}</PageTitle>
        <OrderBadge status={order.status} />
      </div>
      <p className={css['quiet']}>
        Placed <time dateTime={order.placedAt}>{momentOf(order.placedAt)}</time>
      </p>
      {isNew && order.status === 'PENDING' && (
        <p className="notice good" role="status">
          Thank you: your order is placed. Pay it, and it is on its way.
        </p>
      )}
      {!isAsAgreed && order.status === 'PENDING' && (
        <p className="notice warn">
          A price changed while you ordered: the total is {formatMoney(order.total)}. You can still cancel.
        </p>
      )}
      <DegradedNotice parts={degraded} />
      <div className={css['columns']}>
        <section aria-labelledby="lines">
          <h2 id="lines">What you ordered</h2>
          <Lines>
            {order.lines.map((line) => (
              <Line key={line.productId} {...line} />
            ))}
          </Lines>
          <Sum total={order.total} />
        </section>
        <section aria-labelledby="steps" className="card">
          <h2 id="steps">How far it is</h2>
          <Timeline order={order} />
          {!isFinal(order.status) && (
            <>
              <Actions order={order} />
              <LiveNote state={live} />
            </>
          )}
        </section>
      </div>
      <p>
        <Link to="/orders">All your orders</Link>
      </p>
    </>
  );
}

/** Says each change of the status, but not the status that there was. */
function useAnnouncedStatus({ status }: Order): void {
  const before = useRef(status);
  useEffect(() => {
    if (before.current !== status) announce(`Your order: ${statusName(status)}.`);
    before.current = status;
  }, [status]);
}

const Timeline = ({ order }: PartProps): ReactElement => (
  <ol className={css['steps']}>
    {stepsOf(order).map(({ status, name, state, at }) => (
      <li
        key={status}
        className={css['step']}
        data-state={state}
        {...(state === 'now' && { 'aria-current': 'step' as const })}
      >
        {state === 'now' ? <strong>{name}</strong> : name}
        {state === 'to come' && <span className="visually-hidden"> (to come)</span>}
        {at === null ? (
          <small>&nbsp;</small>
        ) : (
          <time dateTime={at}>
            {state === 'to come' && 'expected '}
            {momentOf(at)}
          </time>
        )}
      </li>
    ))}
  </ol>
);

const LiveNote = ({ state }: { readonly state: LiveState }): ReactElement => (
  <p className={`hint ${css['live']}`}>
    {state === 'live' && 'Changes arrive here by themselves.'}
    {state === 'connecting' && 'Looking for changes …'}
    {state === 'over' && (
      <>
        Changes no longer arrive by themselves. <a href={loginUrl(here())}>Look again</a>
      </>
    )}
  </p>
);

type Move = 'PAY' | 'CANCEL';
interface Message {
  readonly text: string;
  readonly requestId?: string | undefined;
}

function Actions({ order }: PartProps): ReactElement {
  const { id, actions, payBy } = order;
  const [moving, setMoving] = useState<Move>();
  const [said, setSaid] = useState<Message>();
  const move = async (action: Move): Promise<void> => {
    if (moving) return;
    setMoving(action);
    setSaid(undefined);
    setSaid(await run(action, id));
    setMoving(undefined);
  };
  return (
    <>
      {said && <FailureNotice requestId={said.requestId}>{said.text}</FailureNotice>}
      {payBy !== null && <Countdown until={payBy} />}
      <p className={`row ${css['actions']}`}>
        {actions.includes('PAY') && (
          <button type="button" aria-disabled={moving !== undefined} onClick={() => void move('PAY')}>
            {moving === 'PAY' ? 'Paying …' : `Pay ${formatMoney(order.total)}`}
          </button>
        )}
        {actions.includes('CANCEL') && (
          <button
            type="button"
            className="quiet"
            aria-disabled={moving !== undefined}
            onClick={() => void move('CANCEL')}
          >
            {moving === 'CANCEL' ? 'Cancelling …' : 'Cancel the order'}
          </button>
        )}
      </p>
    </>
  );
}

/** Pays or cancels: once, however often it is tried. Resolves with what to say when nothing was done. */
async function run(action: Move, id: string): Promise<Message | undefined> {
  const name = `${action} ${id}`;
  const variables = { id, key: attempts.keyOf(name) };
  const { payload, failure } = action === 'PAY' ? await pay(variables) : await cancel(variables);
  // Without an answer the next try has the same key.
  if (payload) attempts.end(name);
  const [refusal] = payload?.errors ?? [];
  if (refusal) return { text: moveRefusal(refusal.code) };
  return payload ? undefined : { text: actionSentence(failure?.code ?? ''), requestId: failure?.requestId };
}

async function pay(variables: { readonly id: string; readonly key: string }) {
  const { data, failure } = await mutate(PayOrderDocument, variables);
  return { payload: data?.payOrder, failure };
}

async function cancel(variables: { readonly id: string; readonly key: string }) {
  const { data, failure } = await mutate(CancelOrderDocument, variables);
  return { payload: data?.cancelOrder, failure };
}

/** Time that is left to pay: for eyes each second, for screen readers when they ask. */
function Countdown({ until }: { readonly until: string }): ReactElement {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const left = timeLeft(until, now);
  return (
    <p>
      {left === undefined ? (
        'The time to pay is over.'
      ) : (
        <>
          Pay within{' '}
          <strong role="timer" aria-live="off" className="number">
            {left}
          </strong>
          , or the order is cancelled.
        </>
      )}
    </p>
  );
}
