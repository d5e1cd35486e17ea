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
      expect((await stockOf('p-016')).available).toBe(before.available - 1);
      await connect().release(id, asAda());
      expect(await stockOf('p-016')).toEqual(before);
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
      expect(taken.available).toBe(now.available - 4);
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
