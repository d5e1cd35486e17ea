/**
 * Contract suite of the inventory: client and service must both pass it. It runs against the fake in the spec, and against the service of
 * `npm start`.
 */

import { newCall, type Call } from '@frontage/call';
import { randomUUID } from 'node:crypto';
import type { Availability, InventoryClient, NewReservation } from '@frontage/inventory-client';

/** Declares the suite. `connect` gives a client of the inventory under test. Stock that is taken is given back. */
export function describeInventoryContract(name: string, connect: () => InventoryClient): void {
  describe(`inventory contract: ${name}`, () => {
    const asAda = (): Call => newCall({ caller: { kind: 'customer', id: 'ada' } });
    const asAcme = (): Call => newCall({ caller: { kind: 'partner', id: 'acme' } });
    const allIds = Array.from({ length: 500 }, (_, index) => `p-${String(index + 1).padStart(3, '0')}`);
    const stockOf = async (productId: string): Promise<Availability> =>
      (await connect().availability([productId], newCall())).get(productId)!;
    const wanting = (lines: NewReservation['lines'], more: Partial<NewReservation> = {}): NewReservation => ({
      lines,
      ttlMs: 60_000,
      idempotencyKey: randomUUID(),
      ...more,
    });

    it('says how much there is, and where', async () => {
      const lamp = await stockOf('p-020');
      expect(lamp).toMatchObject({ productId: 'p-020', status: 'IN_STOCK' });
      expect(lamp.warehouses.map(({ name: city }) => city)).toEqual(['Hamburg', 'Lyon', 'Gdańsk']);
      expect(lamp.warehouses.reduce((total, { available }) => total + available, 0)).toBe(lamp.available);
    });

    it('promises a day for what can be sold, from each warehouse, and the earliest of them', async () => {
      for (const { available, deliveryBy, warehouses } of (await connect().availability(allIds, newCall())).values()) {
        const days = warehouses.map((each) => each.deliveryBy);
        expect(days.map((day) => day !== undefined)).toEqual(warehouses.map((each) => each.available > 0));
        expect(deliveryBy).toBe(days.filter((day) => day !== undefined).toSorted()[0]);
        expect(deliveryBy !== undefined).toBe(available > 0);
      }
      const lamp = await stockOf('p-020');
      expect(lamp.deliveryBy).toMatch(/^20\d\d-\d\d-\d\d$/);
      expect(new Set(lamp.warehouses.map((each) => each.deliveryBy)).size).toBe(3);
    });

    it('gives stock by ids, more than one batch of them, without those it does not know', async () => {
      const call = newCall();
      const levels = await connect().availability([...allIds, 'p-001', 'nothing', ''], call);
      expect([...levels.keys()].toSorted()).toEqual(allIds);
      expect(call.ledger.calls).toBe(3);
      expect((await connect().availability([], newCall())).size).toBe(0);
    });

    it('decides itself what is low: 1 to 5 pieces', async () => {
      const levels = [...(await connect().availability(allIds, newCall())).values()];
      for (const { available, status } of levels) {
        expect(status).toBe(available === 0 ? 'OUT_OF_STOCK' : available <= 5 ? 'LOW' : 'IN_STOCK');
      }
      expect(new Set(levels.map(({ status }) => status)).size).toBe(3);
    });

    it('lists stock in the order of product ids, page by page', async () => {
      const seen: string[] = [];
      let after: string | undefined;
      do {
        const page = await connect().list({ limit: 150, after }, newCall());
        seen.push(...page.levels.map(({ productId }) => productId));
        after = page.next;
      } while (after !== undefined);
      expect(seen).toEqual([...new Set(seen)].toSorted());
      expect(seen).toEqual(expect.arrayContaining(allIds));
    });

    it('lists what is low, or on hand in one warehouse', async () => {
      const { levels: low } = await connect().list({ limit: 200, status: 'LOW' }, newCall());
      expect(low.length).toBeGreaterThan(10);
      expect(low.filter(({ available }) => available < 1 || available > 5)).toEqual([]);
      const { levels: here } = await connect().list({ limit: 200, status: 'LOW', warehouse: 'lys' }, newCall());
      const inLyon = ({ warehouses }: Availability): boolean =>
        warehouses.some(({ id, onHand }) => id === 'lys' && onHand > 0);
      expect(here).toEqual(low.filter(inLyon));
      expect(here.length).toBeLessThan(low.length);
      await expect(connect().list({ limit: 1, warehouse: 'nowhere' }, newCall())).rejects.toMatchObject({
        code: 'UNPROCESSABLE',
        reason: 'WAREHOUSE_UNKNOWN',
        message: "There is no warehouse 'nowhere'.",
      });
    });

    it('sets the pieces on hand, in the warehouses that are named, and leaves what is reserved', async () => {
      const before = await stockOf('p-012');
      const { id } = await connect().reserve(wanting([{ productId: 'p-012', quantity: 3 }]), asAda());
      const held = await stockOf('p-012');
      expect(held).toMatchObject({ onHand: before.onHand, reserved: 3, available: before.available - 3 });
      expect(held.revision).toBe(before.revision);
      const [first, second] = before.warehouses;
      const count = { productId: 'p-012', onHand: { [first!.id]: first!.onHand + 10 } };
      const set = await connect().setOnHand(count, asAcme());
      expect(set).toMatchObject({ onHand: before.onHand + 10, reserved: 3, available: before.available + 7 });
      expect(set.revision).not.toBe(before.revision);
      expect(set.warehouses[1]).toEqual(second);
      expect(await connect().setOnHand(count, asAcme())).toEqual(set);
      expect(await stockOf('p-012')).toEqual(set);
      await connect().release(id, asAda());
      await connect().setOnHand({ productId: 'p-012', onHand: { [first!.id]: first!.onHand } }, asAcme());
      expect(await stockOf('p-012')).toEqual({ ...before, revision: expect.any(Number) });
    });

    it('sets nothing when one of the warehouses has more reserved, or is unknown', async () => {
      const { id } = await connect().reserve(wanting([{ productId: 'p-011', quantity: 2 }]), asAda());
      const before = await stockOf('p-011');
      const [first, second] = before.warehouses;
      const more = { [second!.id]: second!.onHand + 1 };
      const refused = (onHand: Record<string, number>) =>
        expect(connect().setOnHand({ productId: 'p-011', onHand }, asAcme())).rejects;
      await refused({ ...more, [first!.id]: 1 }).toMatchObject({ code: 'CONFLICT', reason: 'BELOW_RESERVED' });
      await refused({ ...more, nowhere: 1 }).toMatchObject({ code: 'UNPROCESSABLE', reason: 'WAREHOUSE_UNKNOWN' });
      expect(await stockOf('p-011')).toEqual(before);
      await connect().release(id, asAda());
    });

    it('sets nothing at another revision, also when the numbers hold already', async () => {
      const { revision, warehouses } = await stockOf('p-010');
      const [{ id, onHand }] = warehouses as [Availability['warehouses'][number]];
      const one = { productId: 'p-010', onHand: { [id]: onHand + 1 }, expected: [1, revision] };
      const set = await connect().setOnHand(one, asAcme());
      for (const pieces of [onHand, onHand + 1]) {
        const late = connect().setOnHand({ ...one, onHand: { [id]: pieces } }, asAcme());
        await expect(late).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' });
      }
      const never = connect().setOnHand({ ...one, expected: [] }, asAcme());
      await expect(never).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' });
      expect(await stockOf('p-010')).toEqual(set);
      await connect().setOnHand({ ...one, onHand: { [id]: onHand }, expected: [set.revision] }, asAcme());
    });

    it('is counted neither by customers, nor in test mode', async () => {
      const before = await stockOf('p-009');
      const [{ id, onHand }] = before.warehouses as [Availability['warehouses'][number]];
      const count = { productId: 'p-009', onHand: { [id]: onHand + 1 } };
      const asTester = newCall({ caller: { kind: 'partner', id: 'acme', mode: 'test' } });
      for (const [call, reason] of [
        [asAda(), 'MAY_NOT_COUNT_STOCK'],
        [asTester, 'LIVE_KEY_REQUIRED'],
      ] as const) {
        await expect(connect().setOnHand(count, call)).rejects.toMatchObject({ code: 'FORBIDDEN', reason });
      }
      expect(await stockOf('p-009')).toEqual(before);
    });

    it('holds what is reserved and gives back what is released, once', async () => {
      const before = await stockOf('p-018');
      const { id, expiresAt } = await connect().reserve(wanting([{ productId: 'p-018', quantity: 3 }]), asAda());
      expect(new Date(expiresAt).toISOString()).toBe(expiresAt);
      expect((await stockOf('p-018')).available).toBe(before.available - 3);
      await connect().release(id, asAda());
      await connect().release(id, asAda());
      expect(await stockOf('p-018')).toEqual(before);
    });

    it('holds everything or nothing', async () => {
      const levels = [...(await connect().availability(allIds, newCall())).values()];
      const gone = levels.find(({ status }) => status === 'OUT_OF_STOCK')!;
      const before = await stockOf('p-018');
      for (const productId of [gone.productId, 'nothing']) {
        const lines = [
          { productId: 'p-018', quantity: 1 },
          { productId, quantity: 1 },
        ];
        await expect(connect().reserve(wanting(lines), asAda())).rejects.toMatchObject({
          code: 'CONFLICT',
          reason: 'OUT_OF_STOCK',
          message: `There is not enough of '${productId}' in stock.`,
        });
      }
      const twice = [
        { productId: 'p-018', quantity: before.available },
        { productId: 'p-018', quantity: 1 },
      ];
      await expect(connect().reserve(wanting(twice), asAda())).rejects.toMatchObject({ reason: 'OUT_OF_STOCK' });
      expect(await stockOf('p-018')).toEqual(before);
    });

    it('does the same thing once for the same key, however often it is asked', async () => {
      const before = await stockOf('p-017');
      const input = wanting([{ productId: 'p-017', quantity: 2 }]);
      const answers = await Promise.all(Array.from({ length: 10 }, () => connect().reserve(input, asAda())));
      expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
      expect((await stockOf('p-017')).available).toBe(before.available - 2);
      const other = { ...input, lines: [{ productId: 'p-017', quantity: 3 }] };
      await expect(connect().reserve(other, asAda())).rejects.toMatchObject({
        code: 'UNPROCESSABLE',
        reason: 'IDEMPOTENCY_KEY_REUSED',
      });
      const stranger = newCall({ caller: { kind: 'partner', id: 'acme' } });
      const theirs = await connect().reserve(other, stranger);
      expect(theirs.id).not.toBe(answers[0]!.id);
      await connect().release(theirs.id, stranger);
      await connect().release(answers[0]!.id, asAda());
      expect(await connect().reserve(input, asAda())).toEqual(answers[0]);
      expect(await stockOf('p-017')).toEqual(before);
    });

    it('sells what is confirmed, and takes it back when the order is cancelled', async () => {
      const before = await stockOf('p-016');
      const { id } = await connect().reserve(wanting([{ productId: 'p-016', quantity: 1 }]), asAda());
      await connect().confirm(id, asAda());
      await connect().confirm(id, asAda());
      const sold = await stockOf('p-016');
      expect(sold).toMatchObject({ available: before.available - 1, onHand: before.onHand - 1, reserved: 0 });
      expect(sold.revision).not.toBe(before.revision);
      await connect().release(id, asAda());
      expect(await stockOf('p-016')).toEqual({ ...before, revision: expect.any(Number) });
    });

    it('does not confirm what is not held any more, or never was', async () => {
      const { id } = await connect().reserve(wanting([{ productId: 'p-016', quantity: 1 }]), asAda());
      await connect().release(id, asAda());
      for (const reservationId of [id, 'nothing']) {
        await expect(connect().confirm(reservationId, asAda())).rejects.toMatchObject({
          code: 'CONFLICT',
          reason: 'RESERVATION_EXPIRED',
        });
      }
      await expect(connect().release('nothing', asAda())).resolves.toBeUndefined();
    });

    it('shows a watcher the state now, then what is taken, and what comes back by itself', async () => {
      const call = newCall();
      const seen = connect().watch(['p-015', 'nothing'], call)[Symbol.asyncIterator]();
      const next = async (): Promise<Availability> => (await seen.next()).value as Availability;
      const now = await next();
      expect(now).toEqual(await stockOf('p-015'));
      const input = wanting([{ productId: 'p-015', quantity: 4 }], { ttlMs: 50 });
      const [{ id }, taken] = await Promise.all([connect().reserve(input, asAda()), next()]);
      expect(taken).toMatchObject({ available: now.available - 4, reserved: now.reserved + 4, onHand: now.onHand });
      expect(await next()).toEqual(now);
      await expect(connect().confirm(id, asAda())).rejects.toMatchObject({ reason: 'RESERVATION_EXPIRED' });
      call.deadline.cancel();
      await expect(seen.next()).rejects.toMatchObject({ code: 'CANCELLED' });
    });

    it('stops showing when the watcher leaves', async () => {
      const call = newCall();
      const seen: string[] = [];
      for await (const { productId } of connect().watch(['p-013', 'p-014'], call)) {
        seen.push(productId);
        if (seen.length === 2) break;
      }
      expect(seen).toEqual(['p-013', 'p-014']);
    });
  });
}
