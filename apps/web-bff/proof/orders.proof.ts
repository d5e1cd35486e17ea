/** Proof of orders and of checkout. */

import {
  aCheckout,
  aMove,
  graphqlAttempt,
  parse,
  toldByErrors,
  type Fixtures,
  type GraphqlFeatureProof,
} from '@frontage/proof';
import { randomUUID } from 'node:crypto';

const who = 'ada';
const currency = 'EUR';
const ada = { kind: 'customer', id: who } as const;

const pastOrder = async (fixtures: Fixtures) => ({ variables: { id: (await fixtures.pastOrder(ada)).id } });
const move = (to: 'PAID' | 'CANCELLED') => async (fixtures: Fixtures) => {
  const { effect, ...variables } = await aMove(fixtures, ada, to);
  return { variables, effect };
};
const placing: GraphqlFeatureProof['scenarios'][string] = {
  budget: { calls: 5, waves: 4 },
  who,
  requires: ['pricing', 'inventory', 'customers', 'orders'],
  request: async (fixtures) => {
    const { effect, ...variables } = await aCheckout(fixtures, who);
    return { variables: { ...variables, currency }, effect };
  },
};
const tryToMove = (mutation: string) =>
  graphqlAttempt(
    `mutation ($id: ID!, $key: String!) { ${mutation}(input: { orderId: $id, idempotencyKey: $key }) { order { id } } }`,
    ({ order }) => ({ id: order.id, key: randomUUID() }),
  );

export const proof = {
  scenarios: {
    Orders: { budget: { calls: 1, waves: 1 }, who, requires: ['orders'] },
    Order: { budget: { calls: 2, waves: 2 }, who, requires: ['orders'], request: pastOrder },
    OrderChanged: { budget: { calls: 1, waves: 1 }, who, requires: ['orders'], request: pastOrder },
    SupportOrder: { budget: { calls: 2, waves: 2 }, who: 'sam', requires: ['orders'], request: pastOrder },
    CheckoutPage: {
      budget: { calls: 5, waves: 3 },
      who,
      requires: ['customers'],
      request: async (fixtures) => {
        await fixtures.fillCart(who, 2);
        return { variables: { currency } };
      },
    },
    Checkout: { ...placing, budget: { calls: 4, waves: 4 } },
    PlaceOrder: placing,
    PayOrder: { budget: { calls: 1, waves: 1 }, who, requires: ['inventory', 'orders'], request: move('PAID') },
    CancelOrder: { budget: { calls: 1, waves: 1 }, who, requires: ['orders'], request: move('CANCELLED') },
  },
  attempts: {
    'order:list': graphqlAttempt('{ orders(first: 1) { edges { cursor } } }'),
    'order:read': graphqlAttempt('query ($id: ID!) { order(id: $id) { id } }', ({ order }) => ({ id: order.id })),
    'order:notes': async (client, { order }) => {
      const query = 'query ($id: ID!) { order(id: $id) { internalNotes { text } } }';
      const answer = await client({ method: 'POST', path: '/graphql', body: { query, variables: { id: order.id } } });
      const { data } = parse(answer.text) as { readonly data?: { readonly order?: object } };
      return data?.order ? toldByErrors(answer, 2) : undefined;
    },
    'order:place': graphqlAttempt(
      'mutation ($key: String!, $currency: Currency!) { checkout(input: { idempotencyKey: $key, currency: $currency }) { order { id } } }',
      (fixtures) => ({ key: randomUUID(), currency: fixtures.currency }),
    ),
    'order:pay': tryToMove('payOrder'),
    'order:cancel': tryToMove('cancelOrder'),
  },
} satisfies GraphqlFeatureProof;
