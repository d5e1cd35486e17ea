/** Orders of the partner: place at once or later, list, read, pay, cancel. */

import { encodeCursor } from '@frontage/dto-mapping';
import { idempotencyKey } from '@frontage/http-server/input';
import { Accepted, Reply, type InputOf } from '@frontage/http-server';
import type { Order, OrderQuery } from '@frontage/orders-client';
import { orderId } from '@frontage/orders-client/input';
import { permission, tierOf, type Principal } from '@frontage/policy';
import type { OperationViews } from '../../operations/operation-views.ts';
import { maxBulk, placeLater } from '../../operations/place-later.ts';
import { z } from 'zod';
import { defineEndpoint } from '../../deps.ts';
import { samples } from '../../samples.ts';
import type { Query } from '../../representation/links.ts';
import { location } from '../../representation/location.ts';
import { asPartner } from '../../partner.ts';
import type { PagingViews } from '../../representation/paging.ts';
import type { Representation, Version } from '../../version.ts';
import type { NewOrder } from './orders.input.ts';

export interface OrderList {
  readonly orders: readonly Order[];
  /** Query of the request for this page; `next` is the cursor of the next page. */
  readonly query: Query;
  readonly next: string | undefined;
}

/** Terms of a list that a client may set: its parameters, and how the service is told of them. */
export interface OrderTerms {
  readonly parameters: z.ZodRawShape;
  readonly termsOf: (query: object) => Pick<OrderQuery, 'sort' | 'status'>;
}

/** Representations that a version gives of orders. Their links depend on what the principal may do. */
export interface OrderViews {
  readonly order: Representation<[order: Order, principal: Principal]>;
  readonly orderList: Representation<[list: OrderList, principal: Principal]>;
  /** Further terms of the list. Default: all orders, newest first. */
  readonly orderTerms?: OrderTerms;
  /** New order as clients write it. */
  readonly newOrder: z.ZodType<NewOrder>;
}

const headers = z.object({ 'idempotency-key': idempotencyKey });
const params = z.object({ id: orderId });

/** `Prefer` (RFC 7240): `respond-async` alone is of interest, and every other preference is ignored. */
const prefer = z
  .string()
  .max(1_000)
  .regex(/^[\t -~\x80-\xff]*$/)
  .default('')
  .transform((header) => header.split(',').some((each) => /^\s*respond-async\s*(;|$)/i.test(each)))
  .meta({ description: '`respond-async` (RFC 7240): the order is placed later, and the answer is 202.' });

const bulkOf = (newOrder: z.ZodType<NewOrder>) =>
  z
    .strictObject({
      orders: z
        .array(newOrder)
        .min(1)
        .max(maxBulk)
        .meta({ description: 'Orders, each of which is placed or refused by itself.' }),
    })
    .meta({ description: 'Several orders.' });

/** Order as the service takes it. */
const toRequest = ({ lines, currency }: NewOrder, principal: Principal) => ({
  lines: lines.map(({ product, quantity }) => ({ productId: product, quantity })),
  currency,
  tier: tierOf(principal),
});

const patientHeaders = headers.extend({ prefer });

/** Placing an order: at once, and in versions with operations also later. */
const placeOrder = ({ views, link }: Version<OrderViews & Partial<OperationViews>>) => {
  const { operation } = views;
  const input = {
    headers: operation ? patientHeaders : (headers as unknown as typeof patientHeaders),
    body: views.newOrder,
  };
  return defineEndpoint({
    name: 'placeOrder',
    summary: 'Places an order',
    ...(operation && {
      description:
        'With `Prefer: respond-async` it is accepted, and placed as soon as that is possible, however long it takes.',
      accepted: operation.view,
    }),
    method: 'POST',
    path: '/orders',
    access: permission('order:place', ({ body }: InputOf<typeof input>) => ({ currency: body.currency })),
    budget: { ms: 5_000, calls: 1 },
    input,
    view: views.order.view,
    status: 201,
    headers: location(),
    example: () => ({
      parameters: samples.key,
      body: { currency: 'EUR', lines: samples.lines },
      answer: views.order.of(samples.placed, samples.partner),
      ...(operation && { accepted: operation.of({ ...samples.pending, items: samples.pending.items.slice(0, 1) }) }),
    }),
    handle: async ({ input, principal, call }, { orders, operations }) => {
      const request = toRequest(input.body, principal);
      const idempotencyKey = input.headers['idempotency-key'];
      // A preference: without messaging, the order is placed at once.
      if (operation && input.headers.prefer && operations.canWait) {
        const { id: partnerId, mode } = asPartner(principal);
        const later = { partnerId, mode, requests: [request], idempotencyKey };
        const begun = await placeLater(operations, later, call);
        return new Accepted(operation.of(begun), {
          Location: link(`/operations/${begun.id}`).href,
          'Preference-Applied': 'respond-async',
        });
      }
      const order = await orders.place({ ...request, idempotencyKey }, call);
      return new Reply(views.order.of(order, principal), { headers: { Location: link(`/orders/${order.id}`).href } });
    },
  });
};

const placeOrders = ({ views, link }: Version<OrderViews & OperationViews>) =>
  defineEndpoint({
    name: 'placeOrders',
    summary: `Accepts up to ${maxBulk} orders, which are placed later, one after the other`,
    method: 'POST',
    path: '/orders/bulk',
    access: permission('order:place', 'demanded'),
    budget: { ms: 5_000, calls: 0 },
    input: { headers, body: bulkOf(views.newOrder) },
    maxBodyBytes: 1_000_000,
    view: views.operation.view,
    status: 202,
    failures: ['UNAVAILABLE', 'UNPROCESSABLE'],
    headers: location(),
    example: () => ({
      parameters: samples.key,
      body: {
        orders: [
          { currency: 'EUR', lines: samples.lines },
          { currency: 'EUR', lines: [{ product: 'p-002', quantity: 900 }] },
        ],
      },
      answer: views.operation.of(samples.pending),
    }),
    handle: async ({ input: { headers, body }, principal, demand, call }, { operations }) => {
      for (const currency of new Set(body.orders.map((each) => each.currency))) demand({ currency });
      const { id: partnerId, mode } = asPartner(principal);
      const operation = await placeLater(
        operations,
        {
          partnerId,
          mode,
          requests: body.orders.map((order) => toRequest(order, principal)),
          idempotencyKey: headers['idempotency-key'],
        },
        call,
      );
      return new Reply(views.operation.of(operation), {
        headers: { Location: link(`/operations/${operation.id}`).href },
      });
    },
  });

const listOrders = ({ views }: Version<OrderViews & PagingViews>) =>
  defineEndpoint({
    name: 'listOrders',
    summary: views.orderTerms ? 'The orders of this partner' : 'The orders of this partner, newest first',
    method: 'GET',
    path: '/orders',
    access: permission('order:list'),
    budget: { ms: 2_000, calls: 1 },
    input: {
      query: z.object({ ...views.orderTerms?.parameters, ...views.paging.parameters }),
    },
    etag: true,
    view: views.orderList.view,
    example: () => ({
      answer: views.orderList.of({ orders: [samples.placed], query: {}, next: undefined }, samples.partner),
    }),
    handle: async ({ input: { query }, principal, call }, { orders }) => {
      const { id, mode } = asPartner(principal);
      const owner = { kind: 'partner', id, ...(mode === 'test' && { mode }) } as const;
      const { sort, status } = views.orderTerms?.termsOf(query) ?? {};
      // Newest first is the order that cursors without a name for it are of.
      const list = ['orders', mode, id, status, sort === 'placedAt' && sort].filter(Boolean).join(' ');
      const page = await orders.list({ owner, sort, status, ...views.paging.pageOf(list, query) }, call);
      const next = page.next === undefined ? undefined : encodeCursor(list, page.next);
      return views.orderList.of({ orders: page.orders, query: query as Query, next }, principal);
    },
  });

const getOrder = ({ views }: Version<OrderViews>) =>
  defineEndpoint({
    name: 'getOrder',
    summary: 'One order',
    method: 'GET',
    path: '/orders/{id}',
    access: permission('order:read', 'demanded'),
    budget: { ms: 2_000, calls: 1 },
    input: { params },
    etag: true,
    view: views.order.view,
    example: () => ({ parameters: { id: samples.placed.id }, answer: views.order.of(samples.placed, samples.partner) }),
    handle: async ({ input, principal, demand, call }, { orders }) => {
      const order = await orders.order(input.params.id, call);
      demand(order);
      return views.order.of(order, principal);
    },
  });

const payOrder = ({ views }: Version<OrderViews>) =>
  defineEndpoint({
    name: 'payOrder',
    summary: 'Pays an order',
    method: 'POST',
    path: '/orders/{id}/pay',
    access: permission('order:pay', 'demanded'),
    budget: { ms: 5_000, calls: 2 },
    input: { params, headers },
    view: views.order.view,
    example: () => ({
      parameters: { id: samples.placed.id, ...samples.key },
      answer: views.order.of(samples.moved('PAID', ['cancel']), samples.partner),
    }),
    handle: async ({ input, principal, demand, call }, { orders }) => {
      const move = { id: input.params.id, idempotencyKey: input.headers['idempotency-key'] };
      // Permission to pay depends on the total of the order.
      demand(await orders.order(move.id, call));
      return views.order.of(await orders.pay(move, call), principal);
    },
  });

const cancelOrder = ({ views }: Version<OrderViews>) =>
  defineEndpoint({
    name: 'cancelOrder',
    summary: 'Cancels an order that has not been shipped',
    method: 'POST',
    path: '/orders/{id}/cancel',
    access: permission('order:cancel', 'demanded'),
    budget: { ms: 5_000, calls: 1 },
    input: { params, headers },
    view: views.order.view,
    example: () => ({
      parameters: { id: samples.placed.id, ...samples.key },
      answer: views.order.of(samples.moved('CANCELLED', []), samples.partner),
    }),
    handle: async ({ input, principal, demand, call }, { orders }) => {
      const move = { id: input.params.id, idempotencyKey: input.headers['idempotency-key'] };
      // Ownership is checked by the orders service. It answers 404 for an order of another partner.
      const order = await orders.cancel(move, call);
      demand(order);
      return views.order.of(order, principal);
    },
  });

export const orderEndpoints = (version: Version<OrderViews & PagingViews & Partial<OperationViews>>) => [
  placeOrder(version),
  listOrders(version),
  getOrder(version),
  payOrder(version),
  cancelOrder(version),
];

/** Several orders at once, for versions with operations. */
export const bulkEndpoints = (version: Version<OrderViews & OperationViews>) => [placeOrders(version)];
