/** How each action is tried at each BFF that offers it, on one order, and what the answer says of permission. */

import type { Currency } from '@frontage/dto-mapping';
import type { Order } from '@frontage/orders-client';
import type { Action, Principal, Verdict } from '@frontage/policy';
import { randomUUID } from 'node:crypto';
import type { BffName } from '../src/rows.ts';
import type { Answer, House } from './house.ts';

/** What is tried: an order that is there, and the currency of one that is to be placed. */
export interface Target {
  readonly order: Order;
  readonly currency: Currency;
}

/** What a caller is told. `undefined`: the answer says nothing of this action. */
export type Told = Verdict | 'unauthenticated' | undefined;

export type Attempt = (house: House, who: Principal, target: Target) => Promise<Told>;

type Attempts = Partial<Record<Action, Attempt>>;

const key = (): string => randomUUID();

/** A refusal of the domain (no such price, an illegal move) is no matter of permission. */
function ofStatus({ status }: Answer): Told {
  if (status === 401) return 'unauthenticated';
  if (status === 403) return 'denied';
  if (status === 404) return 'hidden';
  if (status < 500) return 'granted';
  throw new Error(`answered ${status}`);
}

interface GraphqlBody {
  readonly errors?: readonly { readonly path?: readonly unknown[]; readonly extensions: { readonly code: string } }[];
}

const ofCode: Readonly<Record<string, Told>> = {
  UNAUTHENTICATED: 'unauthenticated',
  FORBIDDEN: 'denied',
  NOT_FOUND: 'hidden',
};

/** The code of the error of this root field, or of the whole operation. */
function ofGraphql({ status, body }: Answer, depth = 1): Told {
  const error = (body as GraphqlBody).errors?.find(({ path = [] }) => path.length <= depth);
  if (status >= 500) throw new Error(`answered ${status}`);
  return error ? (ofCode[error.extensions.code] ?? 'granted') : 'granted';
}

const query =
  (document: string, variables: (target: Target) => object = () => ({})): Attempt =>
  async (house, who, target) =>
    ofGraphql(await house.graphql(who, document, variables(target)));

const rest =
  (
    bff: Exclude<BffName, 'web-bff'>,
    method: string,
    path: (target: Target) => string,
    more: (target: Target) => { readonly headers?: Record<string, string>; readonly body?: object } = () => ({}),
  ): Attempt =>
  async (house, who, target) =>
    ofStatus(await house.rest(bff, who, { method, path: path(target), ...more(target) }));

const keyed = () => ({ headers: { 'Idempotency-Key': key() } });
const move = (name: string): string =>
  `mutation ($id: ID!, $key: String!) { ${name}(input: { orderId: $id, idempotencyKey: $key }) { order { id } } }`;
const ofOrder = ({ order }: Target) => ({ id: order.id, key: key() });

/** By BFF, the actions that depend on more than who asks, and a few that do not. */
export const attempts: Readonly<Record<BffName, Attempts>> = {
  'web-bff': {
    'cart:use': query('{ cart { updatedAt } }'),
    'order:list': query('{ orders(first: 1) { edges { cursor } } }'),
    'order:read': query('query ($id: ID!) { order(id: $id) { id } }', ({ order }) => ({ id: order.id })),
    'order:notes': async (house, who, { order }) => {
      const answer = await house.graphql(who, 'query ($id: ID!) { order(id: $id) { internalNotes { text } } }', {
        id: order.id,
      });
      const { data } = answer.body as { data?: { order?: { internalNotes?: unknown } | null } | null };
      return data?.order ? ofGraphql(answer, 2) : undefined;
    },
    'order:place': query(
      'mutation ($key: String!, $currency: Currency!) { checkout(input: { idempotencyKey: $key, currency: $currency }) { order { id } } }',
      ({ currency }) => ({ key: key(), currency }),
    ),
    'order:pay': query(move('payOrder'), ofOrder),
    'order:cancel': query(move('cancelOrder'), ofOrder),
  },
  'mobile-bff': {
    'cart:use': rest('mobile-bff', 'GET', () => '/cart'),
    'order:list': rest('mobile-bff', 'GET', () => '/orders?limit=1'),
    'order:read': rest('mobile-bff', 'GET', ({ order }) => `/orders/${order.id}`),
    'order:notes': async (house, who, { order }) => {
      const { status, body } = await house.rest('mobile-bff', who, { method: 'GET', path: `/orders/${order.id}` });
      if (status !== 200) return undefined;
      return 'notes' in body ? 'granted' : 'denied';
    },
    'order:place': rest(
      'mobile-bff',
      'POST',
      () => '/checkout',
      ({ currency }) => ({ headers: { 'Idempotency-Key': key(), 'Accept-Currency': currency } }),
    ),
    'order:pay': rest('mobile-bff', 'POST', ({ order }) => `/orders/${order.id}/pay`, keyed),
    'order:cancel': rest('mobile-bff', 'POST', ({ order }) => `/orders/${order.id}/cancel`, keyed),
  },
  'partner-bff': {
    'partner:enter': rest('partner-bff', 'GET', () => '/v2'),
    'partner:catalog': rest('partner-bff', 'GET', () => '/v2/categories'),
    'order:list': rest('partner-bff', 'GET', () => '/v2/orders?limit=1'),
    'order:read': rest('partner-bff', 'GET', ({ order }) => `/v2/orders/${order.id}`),
    'order:place': rest(
      'partner-bff',
      'POST',
      () => '/v2/orders',
      // Nothing that is sold: what may be placed is refused by the domain.
      ({ currency }) => ({ ...keyed(), body: { currency, lines: [{ product: 'nothing', quantity: 1 }] } }),
    ),
    'order:pay': rest('partner-bff', 'POST', ({ order }) => `/v2/orders/${order.id}/pay`, keyed),
    'order:cancel': rest('partner-bff', 'POST', ({ order }) => `/v2/orders/${order.id}/cancel`, keyed),
  },
};
