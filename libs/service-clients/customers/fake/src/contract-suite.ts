/**
 * Contract suite of the customers service: client and service must both pass it. It runs against the fake in the spec, and against the
 * service of `npm start`.
 */

import { newCall, type Call } from '@frontage/call';
import type { CustomersClient } from '@frontage/customers-client';

/**
 * Declares the suite. `connect` gives a client of the service under test. Only customers of no other suite are changed, and changes are
 * undone.
 */
export function describeCustomersContract(name: string, connect: () => CustomersClient): void {
  describe(`customers contract: ${name}`, () => {
    const as = (id: string): Call => newCall({ caller: { kind: 'customer', id } });
    const asSupport = (): Call => newCall({ caller: { kind: 'support', id: 'sam' } });

    it('gives customers their own profile', async () => {
      const ada = await connect().customer('ada', as('ada'));
      expect(ada).toMatchObject({ id: 'ada', email: 'ada@example.test', tier: 'gold' });
      expect(ada.addresses.filter(({ isDefault }) => isDefault)).toHaveLength(1);
      expect(ada.addresses[0]!.country).toMatch(/^[A-Z]{2}$/);
    });

    it('gives support anybody’s', async () => {
      expect(await connect().customer('bob', asSupport())).toMatchObject({ id: 'bob', tier: 'standard' });
      await expect(connect().wishlist('bob', asSupport())).resolves.toBeInstanceOf(Array);
      await expect(connect().cart('bob', asSupport())).resolves.toHaveProperty('items');
    });

    it.each([
      ['another customer', { kind: 'customer', id: 'bob' }],
      ['a partner of the same name', { kind: 'partner', id: 'ada' }],
      ['nobody', { kind: 'anonymous' }],
    ] as const)('hides a customer from %s, in every operation', async (_, caller) => {
      const client = connect();
      const call = (): Call => newCall({ caller });
      const wish = { customerId: 'ada', productId: 'p-001' };
      const attempts = [
        client.customer('ada', call()),
        client.update({ id: 'ada', change: { name: 'Eve' } }, call()),
        client.wishlist('ada', call()),
        client.addToWishlist(wish, call()),
        client.removeFromWishlist(wish, call()),
        client.cart('ada', call()),
        client.putCartItem({ ...wish, quantity: 1 }, call()),
        client.removeCartItem(wish, call()),
        client.clearCart('ada', call()),
      ];
      for (const attempt of await Promise.allSettled(attempts)) {
        expect(attempt).toMatchObject({ status: 'rejected', reason: { code: 'NOT_FOUND' } });
      }
      expect((await client.customers(['ada'], call())).size).toBe(0);
    });

    it('lets support look, and not touch', async () => {
      const attempts = [
        connect().update({ id: 'bob', change: { name: 'Robert' } }, asSupport()),
        connect().addToWishlist({ customerId: 'bob', productId: 'p-001' }, asSupport()),
        connect().putCartItem({ customerId: 'bob', productId: 'p-001', quantity: 1 }, asSupport()),
        connect().clearCart('bob', asSupport()),
      ];
      for (const attempt of await Promise.allSettled(attempts)) {
        expect(attempt).toMatchObject({
          status: 'rejected',
          reason: { code: 'FORBIDDEN', reason: 'MAY_NOT_CHANGE_CUSTOMER' },
        });
      }
      const unknown = connect().update({ id: 'nobody', change: {} }, asSupport());
      await expect(unknown).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    it('says NOT_FOUND for a customer that is not there, whatever the id looks like', async () => {
      for (const id of ['nobody', '../readyz', 'a/b', '..', '', 'ä']) {
        await expect(connect().customer(id, asSupport())).rejects.toMatchObject({ code: 'NOT_FOUND' });
      }
    });

    it.each(['auth0|5f7c', 'eu-west-1:1b/2#c?d=%41 e+f', `${'~'.repeat(200)}${'|'.repeat(55)}`])(
      'welcomes whoever the identity provider calls %s, with everything to fill',
      async (id) => {
        const call = as(id);
        await expect(connect().customer(id, call)).resolves.toMatchObject({ id, tier: 'standard', addresses: [] });
        await expect(connect().cart(id, call)).resolves.toMatchObject({ items: [] });
        const cart = await connect().putCartItem({ customerId: id, productId: 'p-001', quantity: 2 }, call);
        expect(cart.items).toMatchObject([{ productId: 'p-001', quantity: 2 }]);
        expect(await connect().addToWishlist({ customerId: id, productId: 'p-002' }, call)).toEqual(['p-002']);
        await expect(connect().cart(id, as('ada'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
        await connect().clearCart(id, call);
        await connect().removeFromWishlist({ customerId: id, productId: 'p-002' }, call);
      },
    );

    it('gives customers by ids to support, and to others only themselves', async () => {
      const generated = Array.from({ length: 58 }, (_, index) => `customer-${String(index + 3).padStart(3, '0')}`);
      const strangers = Array.from({ length: 60 }, (_, index) => `stranger-${index}`);
      const ids = ['ada', 'bob', ...generated];
      const all = await connect().customers([...ids, ...strangers, 'ada'], asSupport());
      expect([...all.keys()].toSorted()).toEqual(ids.toSorted());
      expect([...(await connect().customers(ids, as('bob'))).keys()]).toEqual(['bob']);
    });

    it('changes what is named, and nothing else', async () => {
      const client = connect();
      const id = 'customer-058';
      const before = await client.customer(id, as(id));
      const changed = await client.update({ id, change: { name: '  Zoë Quill ', currency: 'JPY' } }, as(id));
      expect(changed).toEqual({ ...before, name: 'Zoë Quill', currency: 'JPY' });
      const { name, locale, currency } = before;
      expect(await client.update({ id, change: { name, locale, currency } }, as(id))).toEqual(before);
    });

    it('keeps a wish list without doubles, oldest first', async () => {
      const client = connect();
      const customerId = 'customer-059';
      const call = (): Call => as(customerId);
      for (const productId of await client.wishlist(customerId, call())) {
        await client.removeFromWishlist({ customerId, productId }, call());
      }
      await client.addToWishlist({ customerId, productId: 'p-009' }, call());
      await client.addToWishlist({ customerId, productId: 'p-004' }, call());
      const again = await client.addToWishlist({ customerId, productId: 'p-009' }, call());
      expect(again).toEqual(['p-009', 'p-004']);
      expect(await client.removeFromWishlist({ customerId, productId: 'p-009' }, call())).toEqual(['p-004']);
      expect(await client.removeFromWishlist({ customerId, productId: 'p-009' }, call())).toEqual(['p-004']);
      expect(await client.removeFromWishlist({ customerId, productId: 'p-004' }, call())).toEqual([]);
    });

    it('keeps a cart, and loses nothing of what is put there at the same time', async () => {
      const client = connect();
      const customerId = 'customer-060';
      const call = (): Call => as(customerId);
      await client.clearCart(customerId, call());
      const ids = ['p-001', 'p-002', 'p-003', 'p-004', 'p-005'];
      await Promise.all(ids.map((productId) => client.putCartItem({ customerId, productId, quantity: 1 }, call())));
      const cart = await client.putCartItem({ customerId, productId: 'p-003', quantity: 99 }, call());
      expect(cart.items.map(({ productId }) => productId).toSorted()).toEqual(ids);
      expect(cart.items.find(({ productId }) => productId === 'p-003')).toMatchObject({ quantity: 99 });
      const fewer = await client.removeCartItem({ customerId, productId: 'p-001' }, call());
      expect(fewer.items).toHaveLength(4);
      expect(fewer.updatedAt >= cart.updatedAt).toBe(true);
      await client.clearCart(customerId, call());
      expect((await client.cart(customerId, call())).items).toEqual([]);
    });

    it('has limits: quantities, lines, and what may be called a product', async () => {
      const client = connect();
      const customerId = 'customer-060';
      const call = (): Call => as(customerId);
      const put = (productId: string, quantity: number) =>
        client.putCartItem({ customerId, productId, quantity }, call());
      for (const quantity of [0, -1, 100]) {
        await expect(put('p-001', quantity)).rejects.toMatchObject({
          code: 'UNPROCESSABLE',
          reason: 'QUANTITY_OUT_OF_RANGE',
        });
      }
      await expect(put('<script>', 1)).rejects.toMatchObject({ reason: 'PRODUCT_ID_INVALID' });
      await client.clearCart(customerId, call());
      for (let line = 1; line <= 50; line += 1) await put(`p-${line}`, 1);
      await expect(put('p-51', 1)).rejects.toMatchObject({ code: 'UNPROCESSABLE', reason: 'CART_FULL' });
      expect((await put('p-50', 2)).items).toHaveLength(50);
      await client.clearCart(customerId, call());
    });
  });
}
