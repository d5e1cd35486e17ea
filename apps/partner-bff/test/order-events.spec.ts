/** Events of orders: what a partner reads is what its webhooks tell. */

import { orderOfEvent } from '@frontage/orders-client/events';
import { randomUUID } from 'node:crypto';
import { toOrderEvents } from '../src/webhooks/order-events.ts';
import { v2 } from '../src/versions.ts';
import { startPartnerHouse, type PartnerHouse } from './harness.ts';

let house: PartnerHouse;
beforeAll(async () => {
  house = await startPartnerHouse();
});
afterEach(() => house.recover());
afterAll(() => house.close());

const get = (href: string, who = 'acme') => house.api.get(href).set('Authorization', house.as(who));
const post = (href: string, body: object = {}) =>
  house.api
    .post(href)
    .set({ Authorization: house.as('acme'), 'Idempotency-Key': randomUUID() })
    .send(body);

interface Event {
  readonly id: string;
  readonly type: string;
  readonly timestamp: string;
  readonly data: object;
  readonly _links: Readonly<Record<string, { readonly href: string }>>;
}
const eventsOf = async (order: { readonly _links: { readonly events: { readonly href: string } } }) =>
  (await get(order._links.events.href).expect(200)).body._embedded.events as readonly Event[];
const anOrder = async () => (await post('/v2/orders', { lines: [{ product: 'p-001', quantity: 2 }] }).expect(201)).body;

describe('events of an order', () => {
  it('come one by one, oldest first, and stay as they were', async () => {
    const placed = await anOrder();
    const [created] = await eventsOf(placed);
    const { body: paid } = await post(placed._links.pay.href).expect(200);
    const { body: cancelled } = await post(paid._links.cancel.href).expect(200);
    const events = await eventsOf(cancelled);
    expect(events.map(({ type }) => type)).toEqual(['order.created', 'order.paid', 'order.cancelled']);
    expect(events[0]).toEqual(created);
    expect(events[1]).toMatchObject({
      timestamp: paid.updatedAt,
      data: {
        id: placed.id,
        status: 'PAID',
        total: placed.total,
        placedAt: placed.placedAt,
        updatedAt: paid.updatedAt,
        _links: { self: placed._links.self },
      },
    });
    expect(new Set(events.map(({ id }) => id)).size).toBe(3);
  });

  it('are reached from the order, and lead back to it', async () => {
    const placed = await anOrder();
    const [event] = await eventsOf(placed);
    const { body } = await get(event!._links['self']!.href).expect(200);
    const profile = { href: '/docs/resources#order-event' };
    expect(body).toEqual({ ...event, _links: { ...event!._links, profile } });
    expect(event!._links['order']).toEqual(placed._links.self);
    await get(`${placed._links.events.href}/${event!.id}x`).expect(404);
    await get(`${placed._links.events.href}/a%20b`).expect(400);
  });

  it('have id, type, time and data of the webhook', async () => {
    const placed = await anOrder();
    const [event] = await eventsOf(placed);
    const money = { amount_minor: Number(placed.total.amount.replace('.', '')), currency_code: 'EUR' } as const;
    const order = {
      order_id: placed.id,
      owner: { owner_kind: 'partner', owner_id: 'acme' },
      status: 'PENDING',
      line_items: [],
      grand_total: money,
      timeline: { placed_at: placed.placedAt, updated_at: placed.updatedAt, steps: [] },
      allowed_moves: [],
    };
    expect(orderOfEvent({ order }).id).toBe(placed.id);
    const message = { id: event!.id, topic: 'order.created', key: placed.id, at: placed.placedAt, data: { order } };
    const [webhook] = toOrderEvents(message, v2);
    const { id, type, timestamp, data } = event!;
    expect({ id: webhook!.id, ...JSON.parse(webhook!.body) }).toEqual({ id, type, timestamp, mode: 'live', data });
  });

  it('of another partner, or of the other mode, are not there', async () => {
    const placed = await anOrder();
    const [event] = await eventsOf(placed);
    for (const href of [placed._links.events.href, event!._links['self']!.href]) {
      const { body } = await get(href, 'globex').expect(404);
      expect(body).not.toHaveProperty('reason');
      await house.api.get(href).set('Authorization', house.as('acme', 'test')).expect(404);
    }
    await get('/v2/orders/o-none/events').expect(404);
  });

  it('are not there for keys that may not read orders, nor in version 1', async () => {
    const placed = await anOrder();
    const { body: key } = await house.api
      .post('/v2/keys')
      .set('Authorization', house.as('acme'))
      .send({ scopes: ['orders:write'], addresses: [] })
      .expect(201);
    const { headers } = await house.api
      .get(placed._links.events.href)
      .set('Authorization', `Bearer ${String(key.key)}`)
      .expect(403);
    expect(headers['www-authenticate']).toContain('scope="orders:read"');
    await get(`/v1/orders/${placed.id}/events`).expect(404);
  });

  it.each([
    [{ status: 503 }, 503],
    [{ down: true }, 502],
    [{ corrupt: true }, 502],
  ])('need the orders service: %j is %i', async (faults, status) => {
    const placed = await anOrder();
    house.domain.services.orders.faults.set(faults);
    await get(placed._links.events.href).expect(status);
  });
});
