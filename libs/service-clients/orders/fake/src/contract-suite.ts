/**
 * Contract suite of the orders service: client and service must both pass it. It runs against the fake in the spec, and against the service
 * of `npm start`.
 */

import { newCall, type Call } from '@frontage/call';
import { isFailure } from '@frontage/errors';
import { orderBounds } from '@frontage/orders-client/bounds';
import { orderNotes, stock } from '@frontage/seed';
import { randomUUID } from 'node:crypto';
import type { OrdersTestControl } from './test-control.ts';
import type { Order, OrderOwner, OrderRequest, OrdersClient } from '@frontage/orders-client';

/**
 * Declares the suite. `connect` and `control` give a client and the test control of the service under test. Each test buys for a new
 * customer.
 */
export function describeOrdersContract(
  name: string,
  connect: () => OrdersClient,
  control: () => OrdersTestControl,
): void {
  describe(`orders contract: ${name}`, () => {
    let owner: OrderOwner;
    const as = (kind: 'customer' | 'partner' | 'support', id: string): Call => newCall({ caller: { kind, id } });
    const asOwner = (): Call => as(owner.kind, owner.id);
    const asStranger = (): Call => as('customer', `stranger-${randomUUID()}`);
    const asSupport = (): Call => as('support', 'sam');
    const order = (more: Partial<OrderRequest> = {}): OrderRequest => ({
      lines: [
        { productId: 'p-003', quantity: 2 },
        { productId: 'p-004', quantity: 1 },
      ],
      currency: 'EUR',
      tier: 'standard',
      idempotencyKey: randomUUID(),
      ...more,
    });
    const place = (more?: Partial<OrderRequest>): Promise<Order> => connect().place(order(more), asOwner());
    const pay = ({ id }: Order): Promise<Order> => connect().pay({ id, idempotencyKey: randomUUID() }, asOwner());
    const cancel = ({ id }: Order): Promise<Order> => connect().cancel({ id, idempotencyKey: randomUUID() }, asOwner());
    const advance = ({ id }: Order): Promise<Order> => control().advance(id, asOwner());
    const illegal = { code: 'CONFLICT', reason: 'ILLEGAL_TRANSITION' };

    beforeEach(() => {
      owner = { kind: 'customer', id: `buyer-${randomUUID()}` };
    });

    it('places an order for the caller, priced, waiting for payment', async () => {
      const placed = await place();
      expect(placed).toMatchObject({ owner, status: 'PENDING', actions: ['pay', 'cancel'] });
      expect(placed.lines.map(({ productId, quantity }) => [productId, quantity])).toEqual([
        ['p-003', 2],
        ['p-004', 1],
      ]);
      for (const { unit, quantity, total } of placed.lines) {
        expect(unit.amount).toBeGreaterThan(0);
        expect(total).toEqual({ amount: unit.amount * quantity, currency: 'EUR' });
      }
      const sum = placed.lines.reduce((total, line) => total + line.total.amount, 0);
      expect(placed.total).toEqual({ amount: sum, currency: 'EUR' });
      expect(placed.history).toEqual([{ status: 'PENDING', at: placed.placedAt }]);
      expect(placed.expected.map(({ status }) => status)).toEqual(['PAID', 'SHIPPED', 'DELIVERED']);
      expect(Date.parse(placed.payBy!)).toBeGreaterThan(Date.parse(placed.placedAt));
      expect(await connect().order(placed.id, asOwner())).toEqual(placed);
      await cancel(placed);
    });

    it('makes one line of the same product twice', async () => {
      const line = { productId: 'p-005', quantity: 1 };
      const placed = await place({ lines: [line, line], currency: 'JPY', tier: 'gold' });
      expect(placed.lines).toMatchObject([{ productId: 'p-005', quantity: 2, unit: { currency: 'JPY' } }]);
      await cancel(placed);
    });

    it('goes from PENDING to PAID, SHIPPED and DELIVERED, and not twice', async () => {
      const paid = await pay(await place());
      expect(paid).toMatchObject({ status: 'PAID', actions: ['cancel'] });
      await expect(pay(paid)).rejects.toMatchObject(illegal);
      expect(paid.expected.map(({ status }) => status)).toEqual(['SHIPPED', 'DELIVERED']);
      expect(paid.payBy).toBeUndefined();
      const shipped = await advance(paid);
      expect(shipped).toMatchObject({ status: 'SHIPPED', actions: [] });
      await expect(cancel(shipped)).rejects.toMatchObject(illegal);
      const delivered = await advance(shipped);
      expect(delivered.history.map(({ status }) => status)).toEqual(['PENDING', 'PAID', 'SHIPPED', 'DELIVERED']);
      expect(delivered.updatedAt).toBe(delivered.history.at(-1)!.at);
      expect(delivered.expected).toEqual([]);
      await expect(advance(delivered)).rejects.toMatchObject(illegal);
      await expect(cancel(delivered)).rejects.toMatchObject(illegal);
    });

    it('is cancelled from PENDING or PAID, and then for good', async () => {
      for (const start of [await place(), await pay(await place())]) {
        const cancelled = await cancel(start);
        expect(cancelled).toMatchObject({ status: 'CANCELLED', actions: [], expected: [], payBy: undefined });
        await expect(pay(cancelled)).rejects.toMatchObject(illegal);
        await expect(cancel(cancelled)).rejects.toMatchObject(illegal);
        await expect(advance(cancelled)).rejects.toMatchObject(illegal);
      }
    });

    it('does not ship what is not paid', async () => {
      const placed = await place();
      await expect(advance(placed)).rejects.toMatchObject(illegal);
      await cancel(placed);
    });

    it('hides orders from everybody but their owner and support, who changes none', async () => {
      const { id } = await place();
      const hidden = { code: 'NOT_FOUND' };
      const client = connect();
      const move = { id, idempotencyKey: randomUUID() };
      // A partner with the same name is another caller.
      for (const call of [asStranger(), as('partner', owner.id), newCall()]) {
        await expect(client.order(id, call)).rejects.toMatchObject(hidden);
        await expect(client.list({ owner, limit: 5 }, call)).rejects.toMatchObject(hidden);
        await expect(client.pay(move, call)).rejects.toMatchObject(hidden);
        await expect(client.cancel(move, call)).rejects.toMatchObject(hidden);
        expect((await client.orders([id], call)).size).toBe(0);
      }
      await expect(control().advance(id, asStranger())).rejects.toMatchObject(hidden);
      expect((await client.order(id, asSupport())).id).toBe(id);
      expect((await client.list({ owner, limit: 5 }, asSupport())).orders).toHaveLength(1);
      await expect(client.pay(move, asSupport())).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await client.cancel(move, asOwner());
    });

    it('shows the notes of support to support alone', async () => {
      const noted = orderNotes[0]!;
      const client = connect();
      const { at, by, text } = noted;
      expect(await client.notes(noted.orderId, asSupport())).toEqual([{ at, by, text }]);
      const placed = await place();
      expect(await client.notes(placed.id, asSupport())).toEqual([]);
      await expect(client.notes(placed.id, asOwner())).rejects.toMatchObject({ code: 'FORBIDDEN' });
      for (const call of [asStranger(), newCall()]) {
        await expect(client.notes(placed.id, call)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      }
      await expect(client.notes('o-nothing', asSupport())).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await cancel(placed);
    });

    it.each(['o-nothing', '..', 'a/b', '%2e%2e', ''])('says NOT_FOUND for the id %j', async (id) => {
      await expect(connect().order(id, asSupport())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    it('takes orders of customers and partners only', async () => {
      for (const call of [newCall(), asSupport()]) {
        await expect(connect().place(order(), call)).rejects.toMatchObject({
          code: 'FORBIDDEN',
          reason: 'MAY_NOT_ORDER',
        });
      }
      owner = { kind: 'partner', id: `buyer-${randomUUID()}` };
      const placed = await place({ tier: 'premium' });
      expect(placed.owner).toEqual(owner);
      await cancel(placed);
    });

    it('refuses what is not there and what has no price', async () => {
      const gone = stock.find(({ quantities }) => Object.values(quantities).every((quantity) => quantity === 0))!;
      await expect(place({ lines: [{ productId: gone.productId, quantity: 1 }] })).rejects.toMatchObject({
        code: 'CONFLICT',
        reason: 'OUT_OF_STOCK',
      });
      await expect(place({ lines: [{ productId: 'nothing', quantity: 1 }] })).rejects.toMatchObject({
        code: 'UNPROCESSABLE',
        reason: 'PRICE_UNKNOWN',
      });
      expect((await connect().list({ owner, limit: 5 }, asOwner())).orders).toEqual([]);
    });

    it('gives the same answer for the same key, however much has happened since', async () => {
      const request = order();
      const begun = asOwner();
      const placed = await connect().place(request, begun);
      expect(begun.ledger.replays).toBe(0);
      const payment = { id: placed.id, idempotencyKey: request.idempotencyKey };
      const paid = await connect().pay(payment, asOwner());
      expect(paid.status).toBe('PAID');
      await cancel(paid);
      for (const [again, first] of [
        [(call: Call) => connect().place(request, call), placed],
        [(call: Call) => connect().pay(payment, call), paid],
      ] as const) {
        const call = asOwner();
        expect(await again(call)).toEqual(first);
        expect(call.ledger.replays).toBe(1);
      }
      expect((await connect().order(placed.id, asOwner())).status).toBe('CANCELLED');
    });

    it('finds the order that a key has placed, as it stands now, and only for who placed it', async () => {
      for (const idempotencyKey of [randomUUID(), 'with/slashes+?&#%', '.', '..']) {
        expect(await connect().placedWith(idempotencyKey, asOwner())).toBeUndefined();
        const placed = await place({ idempotencyKey });
        expect(await connect().placedWith(idempotencyKey, asOwner())).toEqual(placed);
        expect(await connect().placedWith(idempotencyKey, asStranger())).toBeUndefined();
        const cancelled = await cancel(placed);
        expect(await connect().placedWith(idempotencyKey, asOwner())).toEqual(cancelled);
      }
    });

    it('remembers a refusal too', async () => {
      const placed = await place();
      const payment = { id: (await cancel(placed)).id, idempotencyKey: randomUUID() };
      await expect(connect().pay(payment, asOwner())).rejects.toMatchObject(illegal);
      await expect(connect().pay(payment, asOwner())).rejects.toMatchObject(illegal);
    });

    it('does not take one key for two requests', async () => {
      const [first, second] = [await place(), await place()];
      const idempotencyKey = randomUUID();
      const reused = { code: 'UNPROCESSABLE', reason: 'IDEMPOTENCY_KEY_REUSED' };
      await connect().cancel({ id: first.id, idempotencyKey }, asOwner());
      await expect(connect().cancel({ id: second.id, idempotencyKey }, asOwner())).rejects.toMatchObject(reused);
      const placed = await place({ idempotencyKey });
      await expect(place({ idempotencyKey, currency: 'USD' })).rejects.toMatchObject(reused);
      await cancel(second);
      await cancel(placed);
    });

    it('says that a key came with another request only when that one has its answer', async () => {
      const idempotencyKey = randomUUID();
      const known: (Order | undefined)[] = [];
      const ask = async (currency: OrderRequest['currency']): Promise<Order | undefined> => {
        try {
          return await place({ idempotencyKey, currency });
        } catch (error) {
          if (!isFailure(error)) throw error;
          if (error.reason === 'IDEMPOTENCY_KEY_REUSED')
            known.push(await connect().placedWith(idempotencyKey, asOwner()));
          else expect(error).toMatchObject({ code: 'CONFLICT', reason: 'IDEMPOTENCY_IN_FLIGHT' });
          return undefined;
        }
      };
      const asked = await Promise.all(Array.from({ length: 20 }, (_, turn) => ask(turn % 2 === 0 ? 'EUR' : 'USD')));
      const placed = asked.find((each) => each !== undefined)!;
      await ask(placed.total.currency === 'EUR' ? 'USD' : 'EUR');
      expect(known.length).toBeGreaterThan(0);
      expect(new Set(known.map((order) => order?.id))).toEqual(new Set([placed.id]));
      await cancel(placed);
    });

    it('keeps the keys of two callers apart', async () => {
      const request = order();
      const mine = await connect().place(request, asOwner());
      const other = { kind: 'customer' as const, id: `other-${randomUUID()}` };
      const theirs = await connect().place({ ...request, currency: 'USD' }, as(other.kind, other.id));
      expect(theirs).toMatchObject({ owner: other, total: { currency: 'USD' } });
      await cancel(mine);
      await connect().cancel({ id: theirs.id, idempotencyKey: randomUUID() }, as(other.kind, other.id));
    });

    it('places one order when asked twenty times at once', async () => {
      const request = order();
      const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => connect().place(request, asOwner())));
      const placed = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
      const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as object] : []));
      expect(placed.length).toBeGreaterThan(0);
      for (const failure of refused) {
        expect(failure).toMatchObject({ code: 'CONFLICT', reason: 'IDEMPOTENCY_IN_FLIGHT' });
      }
      const { orders } = await connect().list({ owner, limit: 50 }, asOwner());
      expect(orders.map(({ id }) => id)).toEqual([placed[0]!.id]);
      expect(new Set(placed.map(({ id }) => id)).size).toBe(1);
      await cancel(placed[0]!);
    });

    describe('in test mode', () => {
      const partner = { kind: 'partner', id: '' } as const;
      let live: () => Call;
      beforeEach(() => {
        owner = { ...partner, id: `tester-${randomUUID()}`, mode: 'test' };
        const { id } = owner;
        live = () => newCall({ caller: { ...partner, id } });
      });
      const asTester = (): Call => newCall({ caller: { ...partner, id: owner.id, mode: 'test' } });
      const place = (more?: Partial<OrderRequest>): Promise<Order> => connect().place(order(more), asTester());

      it('goes through a whole life, priced as in live mode', async () => {
        const request = order();
        const placed = await connect().place(request, asTester());
        const sold = await connect().place(request, live());
        expect(placed).toMatchObject({ owner, status: 'PENDING', total: sold.total, actions: ['pay', 'cancel'] });
        expect(sold.owner).not.toHaveProperty('mode');
        expect(sold.id).not.toBe(placed.id);
        const paid = await connect().pay({ id: placed.id, idempotencyKey: randomUUID() }, asTester());
        expect(paid.status).toBe('PAID');
        expect((await control().advance(paid.id, asTester())).status).toBe('SHIPPED');
        expect((await control().advance(paid.id, asTester())).status).toBe('DELIVERED');
        await connect().cancel({ id: sold.id, idempotencyKey: randomUUID() }, live());
      });

      it('takes what is not in stock, but never the largest quantity: so that this can be tried', async () => {
        const gone = stock.find(({ quantities }) => Object.values(quantities).every((quantity) => quantity === 0))!;
        expect(await place({ lines: [{ productId: gone.productId, quantity: 1 }] })).toMatchObject({
          status: 'PENDING',
        });
        const soldOut = { lines: [{ productId: 'p-003', quantity: orderBounds.quantity }] };
        await expect(place(soldOut)).rejects.toMatchObject({ code: 'CONFLICT', reason: 'OUT_OF_STOCK' });
      });

      it('is hidden from live mode of the same partner, and the other way round', async () => {
        const client = connect();
        const mine = await place();
        const theirs = await client.place(order(), live());
        const hidden = { code: 'NOT_FOUND' };
        const liveOwner = { kind: owner.kind, id: owner.id };
        for (const [id, of, call] of [
          [mine.id, owner, live],
          [theirs.id, liveOwner, asTester],
        ] as const) {
          const move = { id, idempotencyKey: randomUUID() };
          await expect(client.order(id, call())).rejects.toMatchObject(hidden);
          await expect(client.list({ owner: of, limit: 5 }, call())).rejects.toMatchObject(hidden);
          await expect(client.pay(move, call())).rejects.toMatchObject(hidden);
          await expect(client.cancel(move, call())).rejects.toMatchObject(hidden);
          await expect(control().advance(id, call())).rejects.toMatchObject(hidden);
          expect((await client.orders([id], call())).size).toBe(0);
        }
        const listed = async (of: OrderOwner, call: Call) =>
          (await client.list({ owner: of, limit: 5 }, call)).orders.map(({ id }) => id);
        expect(await listed(owner, asTester())).toEqual([mine.id]);
        expect(await listed(liveOwner, live())).toEqual([theirs.id]);
        await expect(client.list({ owner, limit: 5, after: theirs.id }, asTester())).rejects.toMatchObject({
          code: 'INVALID_INPUT',
        });
        await client.cancel({ id: theirs.id, idempotencyKey: randomUUID() }, live());
      });

      it('has keys of its own: the same one places one order in each', async () => {
        const client = connect();
        const request = order();
        const mine = await client.place(request, asTester());
        expect(await client.placedWith(request.idempotencyKey, live())).toBeUndefined();
        const theirs = await client.place({ ...request, currency: 'USD' }, live());
        expect(await client.placedWith(request.idempotencyKey, asTester())).toEqual(mine);
        expect(await client.placedWith(request.idempotencyKey, live())).toEqual(theirs);
        await client.cancel({ id: theirs.id, idempotencyKey: randomUUID() }, live());
      });
    });

    it('pages through the orders of an owner, newest first', async () => {
      const placed: Order[] = [];
      for (let count = 0; count < 5; count += 1) placed.push(await place());
      const pages: string[][] = [];
      let after: string | undefined;
      do {
        const page = await connect().list({ owner, limit: 2, after }, asOwner());
        pages.push(page.orders.map(({ id }) => id));
        after = page.next;
      } while (after !== undefined);
      const newestFirst = placed
        .toSorted((a, b) => `${b.placedAt} ${b.id}`.localeCompare(`${a.placedAt} ${a.id}`))
        .map(({ id }) => id);
      expect(pages).toEqual([newestFirst.slice(0, 2), newestFirst.slice(2, 4), newestFirst.slice(4)]);
      const oldest = await connect().list({ owner, limit: 50, sort: 'placedAt' }, asOwner());
      expect(oldest.orders.map(({ id }) => id)).toEqual(newestFirst.toReversed());
      await cancel(placed[0]!);
      const listed = async (status: Order['status']) =>
        (await connect().list({ owner, limit: 50, status }, asOwner())).orders.map(({ id }) => id);
      expect(await listed('CANCELLED')).toEqual([placed[0]!.id]);
      expect(await listed('PENDING')).toEqual(newestFirst.filter((id) => id !== placed[0]!.id));
      for (const each of placed.slice(1)) await cancel(each);
    });

    it('gives orders by ids, more than one batch of them, without those it does not know', async () => {
      const placed = await place();
      const unknown = Array.from({ length: 150 }, (_, index) => `o-none-${index}`);
      const found = await connect().orders([...unknown, placed.id, placed.id], asOwner());
      expect([...found]).toEqual([[placed.id, placed]]);
      await cancel(placed);
    });
  });
}
