/** A day in the house: on each BFF somebody logs in, browses, orders and pays. */

import type { House } from '@frontage/runner';
import { randomUUID } from 'node:crypto';
import { browserOf, partnerOf, phoneOf } from '../src/clients.ts';

interface Tile {
  readonly id: string;
  readonly stock?: string;
}

interface Order {
  readonly id: string;
  readonly status: string;
}

export function describeWalk(house: () => House): void {
  describe('somebody', () => {
    it('shops by phone, from login to a paid order', async () => {
      const phone = await phoneOf(house(), 'ada');
      const home = await phone.get<{ featured: Tile[] }>('/home');
      const { id } = home.body.featured.find(({ stock }) => stock === 'IN_STOCK')!;
      await phone.send('PUT', `/cart/items/${id}`, { quantity: 2 });
      const placed = await phone.send<Order>('POST', '/checkout', undefined, { 'idempotency-key': randomUUID() });
      expect([placed.status, placed.body.status]).toEqual([201, 'PENDING']);
      const key = { 'idempotency-key': randomUUID() };
      const paid = await phone.send<Order>('POST', `/orders/${placed.body.id}/pay`, undefined, key);
      expect(paid.body.status).toBe('PAID');
      const mine = await phone.get<{ items: Order[] }>('/orders');
      expect(mine.body.items[0]).toMatchObject({ id: placed.body.id, status: 'PAID' });
    });

    it('shops in the browser, from login to a paid order, and sees it on the phone', async () => {
      const browser = await browserOf(house(), 'bob@example.test');
      const { body: viewed } = await browser.query<{ viewer: { id: string } }>('{ viewer { id } }');
      expect(viewed.data.viewer.id).toBe('bob');
      const listed = await browser.query<{
        products: { edges: { node: { id: string; stock: { status: string } } }[] };
      }>('{ products(first: 50) { edges { node { id stock { status } } } } }');
      const { id } = listed.body.data.products.edges.find(({ node }) => node.stock.status === 'IN_STOCK')!.node;
      await browser.query(
        'mutation ($id: ID!) { putCartItem(input: { productId: $id, quantity: 1 }) { cart { updatedAt } } }',
        { id },
      );
      const placed = await browser.query<{ checkout: { order: Order } }>(
        'mutation ($key: String!) { checkout(input: { idempotencyKey: $key }) { order { id status } } }',
        { key: randomUUID() },
      );
      const { order } = placed.body.data.checkout;
      const paid = await browser.query<{ payOrder: { order: Order } }>(
        'mutation ($id: ID!, $key: String!) { payOrder(input: { orderId: $id, idempotencyKey: $key }) { order { id status } } }',
        { id: order.id, key: randomUUID() },
      );
      expect(paid.body.data.payOrder.order.status).toBe('PAID');
      const onPhone = await (await phoneOf(house(), 'bob')).get<Order>(`/orders/${order.id}`);
      expect(onPhone.body.id).toBe(order.id);
      const forOthers = await (await phoneOf(house(), 'ada')).get(`/orders/${order.id}`);
      expect(forOthers.status).toBe(404);
    });

    it('orders for a partner, by following links', async () => {
      const globex = partnerOf(house(), 'globex');
      type Linked = Order & { readonly _links: Readonly<Record<string, { readonly href: string }>> };
      const entry = await globex.get<Linked>('/v2');
      const listed = await globex.get<{ _embedded: { products: { id: string; stock: { status: string } }[] } }>(
        '/v2/products?limit=50',
      );
      const { id } = listed.body._embedded.products.find(({ stock }) => stock.status === 'IN_STOCK')!;
      const placeUrl = entry.body._links['place-order']!.href;
      const key = { 'idempotency-key': randomUUID() };
      const placed = await globex.send<Linked>('POST', placeUrl, { lines: [{ product: id, quantity: 1 }] }, key);
      const again = await globex.send<Linked>('POST', placeUrl, { lines: [{ product: id, quantity: 1 }] }, key);
      expect(again.body.id).toBe(placed.body.id);
      const pay = { 'idempotency-key': randomUUID() };
      const paid = await globex.send<Linked>('POST', placed.body._links['pay']!.href, undefined, pay);
      expect(paid.body.status).toBe('PAID');
      const forAcme = await partnerOf(house(), 'acme').get(placed.body._links['self']!.href);
      expect(forAcme.status).toBe(404);
    });

    it('sees a rich page in the browser and a quarter of it or less on the phone', async () => {
      const rich = await (
        await browserOf(house())
      ).query(
        `{ product(id: "p-001") { id sku name brand summary description attributes { name value } images { alt variants { width url } }
           price { net { amount currency } list { amount currency } promotion { label percentOff until } }
           stock { status available warehouses { id name available } } rating { average count histogram }
           reviews(first: 5) { edges { node { rating title text author createdAt } } } recommendations { reason product { id name } } } }`,
      );
      const slim = await (await phoneOf(house())).get('/products/p-001');
      expect(rich.body.errors).toBeUndefined();
      expect(slim.bytes).toBeLessThanOrEqual(rich.bytes / 4);
    });
  });
}
