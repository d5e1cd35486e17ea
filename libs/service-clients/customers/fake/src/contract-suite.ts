/**
 * Contract suite of the customers service: client and service must both pass it. It runs against the fake in the spec, and against the
 * service of `npm start`.
 */

import { newCall, type Call } from '@frontage/call';
import type { AddressFields, CustomersClient, OrderedLine } from '@frontage/customers-client';
import { randomUUID } from 'node:crypto';

/**
 * Declares the suite. `connect` gives a client of the service under test. Only customers of no other suite are changed, and changes are
 * undone; customers who are new with each run stay.
 */
export function describeCustomersContract(name: string, connect: () => CustomersClient): void {
  describe(`customers contract: ${name}`, () => {
    const as = (id: string): Call => newCall({ caller: { kind: 'customer', id } });
    const home: AddressFields = {
      label: 'Home',
      recipient: 'Zoë Quill',
      street: 'Mill Lane 1',
      postcode: 'SW1Y 4JH',
      city: 'London',
      country: 'GB',
    };
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
      const address = { customerId: 'ada', addressId: 'a-1' };
      const device = { id: 'phone-1', platform: 'ios', token: 't' } as const;
      const attempts = [
        client.addAddress({ ...address, address: home, idempotencyKey: 'k' }, call()),
        client.updateAddress({ ...address, change: { city: 'Cork' } }, call()),
        client.removeAddress(address, call()),
        client.setDefaultAddress(address, call()),
        client.mergeCart({ customerId: 'ada', items: [{ productId: 'p-001', quantity: 1 }] }, call()),
        client.devices('ada', call()),
        client.putDevice({ customerId: 'ada', device }, call()),
        client.removeDevice({ customerId: 'ada', deviceId: 'phone-1' }, call()),
        client.customer('ada', call()),
        client.update({ id: 'ada', change: { name: 'Eve' } }, call()),
        client.wishlist('ada', call()),
        client.addToWishlist(wish, call()),
        client.removeFromWishlist(wish, call()),
        client.cart('ada', call()),
        client.putCartItem({ ...wish, quantity: 1 }, call()),
        client.removeCartItem(wish, call()),
        client.clearCart('ada', call()),
        client.claimCart({ customerId: 'ada', key: 'k' }, call()),
        client.settleCheckout({ customerId: 'ada', key: 'k', ordered: [] }, call()),
        client.releaseCheckout({ customerId: 'ada', key: 'k', claimedAt: '2026-05-01T10:00:00.000Z' }, call()),
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
        connect().claimCart({ customerId: 'bob', key: 'k' }, asSupport()),
        connect().removeAddress({ customerId: 'bob', addressId: 'a-1' }, asSupport()),
        connect().removeDevice({ customerId: 'bob', deviceId: 'phone-1' }, asSupport()),
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
        const wishes = await connect().addToWishlist({ customerId: id, productId: 'p-002' }, call);
        expect(wishes).toMatchObject([{ productId: 'p-002' }]);
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
      expect(changed).toEqual({ ...before, name: 'Zoë Quill', currency: 'JPY', revision: before.revision + 1 });
      const { name, locale, currency } = before;
      const restored = await client.update({ id, change: { name, locale, currency } }, as(id));
      expect(restored).toEqual({ ...before, revision: before.revision + 2 });
    });

    it('changes the expected revision alone, and takes what is so already', async () => {
      const client = connect();
      const id = 'customer-056';
      const { revision, name } = await client.customer(id, as(id));
      const rename = (to: string, ...expected: number[]) =>
        client.update({ id, change: { name: to }, expected }, as(id));
      const renamed = await rename('Expected Name', revision);
      expect(renamed.revision).toBe(revision + 1);
      expect(await rename('Expected Name', revision)).toEqual(renamed);
      for (const stale of [[revision], []])
        await expect(rename('Another', ...stale)).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' });
      expect((await client.customer(id, as(id))).name).toBe('Expected Name');
      await rename(name, revision, renamed.revision);
    });

    it('keeps quiet hours until null ends them', async () => {
      const client = connect();
      const id = `sleeper-${randomUUID()}`;
      const quietHours = { from: '22:00', to: '07:30', timeZone: 'Europe/Berlin' };
      const change = (change: Parameters<typeof client.update>[0]['change']) => client.update({ id, change }, as(id));
      expect((await client.customer(id, as(id))).quietHours).toBeUndefined();
      const set = await change({ quietHours });
      expect([set.quietHours, (await change({ name: 'A Sleeper' })).quietHours]).toEqual([quietHours, quietHours]);
      const ended = await change({ quietHours: null });
      expect([ended.quietHours, ended.revision]).toEqual([undefined, set.revision + 2]);
      expect(await change({ quietHours: null })).toEqual(ended);
    });

    it('changes the expected revision of a cart alone, and takes what is so already', async () => {
      const client = connect();
      const customerId = `shopper-${randomUUID()}`;
      const call = (): Call => as(customerId);
      const put = (productId: string, quantity: number, expected?: number[]) =>
        client.putCartItem({ customerId, productId, quantity, expected }, call());
      const remove = (productId: string, expected?: number[]) =>
        client.removeCartItem({ customerId, productId, expected }, call());
      const { revision: empty } = await client.cart(customerId, call());
      const one = await put('p-001', 1, [empty]);
      expect(one.revision).toBe(empty + 1);
      expect(await put('p-001', 1, [empty])).toEqual(one);
      expect(await remove('p-002', [empty])).toEqual(one);
      for (const stale of [put('p-001', 2, [empty]), put('p-002', 1, []), remove('p-001', [empty, 999])])
        await expect(stale).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' });
      expect(await client.cart(customerId, call())).toEqual(one);
      const writers = await Promise.allSettled(['p-003', 'p-004'].map((id) => put(id, 1, [one.revision])));
      expect(writers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      await client.clearCart(customerId, call());
      const again = await put('p-001', 1);
      expect(again.revision).toBe(one.revision + 3);
      expect((await remove('p-001', [again.revision])).items).toEqual([]);
    });

    it('keeps an address book: adds once per key, changes, removes, and has one default in it at all times', async () => {
      const client = connect();
      const customerId = `reader-${randomUUID()}`;
      const call = (): Call => as(customerId);
      const add = (idempotencyKey: string, more: Partial<AddressFields> = {}) =>
        client.addAddress({ customerId, address: { ...home, ...more }, idempotencyKey }, call());
      const { address: first } = await add('k-1');
      expect(first).toEqual({ ...home, id: first.id, isDefault: true });
      const { address: second } = await add('k-2', { label: 'Work', postcode: '' });
      expect(second).toMatchObject({ label: 'Work', postcode: '', isDefault: false });
      const { customer, address: again } = await add('k-1', { city: 'Leeds' });
      expect([again, customer.addresses]).toEqual([first, [first, second]]);

      const target = { customerId, addressId: second.id };
      const { address: moved } = await client.updateAddress({ ...target, change: { city: 'Leeds' } }, call());
      expect(moved).toEqual({ ...second, city: 'Leeds' });
      const chosen = await client.setDefaultAddress(target, call());
      expect(chosen.customer.addresses).toEqual([
        { ...first, isDefault: false },
        { ...moved, isDefault: true },
      ]);
      expect((await client.removeAddress(target, call())).addresses).toEqual([first]);
      const { revision } = await client.removeAddress(target, call());
      expect(revision).toBe(chosen.customer.revision + 1);
      for (const attempt of [
        client.updateAddress({ ...target, change: { city: 'Hull' } }, call()),
        client.setDefaultAddress(target, call()),
        client.updateAddress({ customerId, addressId: '../cart', change: {} }, call()),
      ]) {
        await expect(attempt).rejects.toMatchObject({ code: 'NOT_FOUND' });
      }
      for (let count = 2; count <= 20; count += 1) await add(`more-${count}`);
      await expect(add('one-more')).rejects.toMatchObject({ code: 'UNPROCESSABLE', reason: 'ADDRESS_BOOK_FULL' });
      expect((await add('more-20')).customer.addresses).toHaveLength(20);
    });

    it('keeps a wish list without doubles, oldest first', async () => {
      const client = connect();
      const customerId = 'customer-059';
      const call = (): Call => as(customerId);
      for (const { productId } of await client.wishlist(customerId, call())) {
        await client.removeFromWishlist({ customerId, productId }, call());
      }
      await client.addToWishlist({ customerId, productId: 'p-009' }, call());
      await client.addToWishlist({ customerId, productId: 'p-004' }, call());
      const again = await client.addToWishlist({ customerId, productId: 'p-009' }, call());
      expect(again).toMatchObject([{ productId: 'p-009' }, { productId: 'p-004' }]);
      for (const { addedAt } of again) expect(addedAt).toMatch(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      const rest = [again[1]];
      expect(await client.removeFromWishlist({ customerId, productId: 'p-009' }, call())).toEqual(rest);
      expect(await client.removeFromWishlist({ customerId, productId: 'p-009' }, call())).toEqual(rest);
      expect(await client.removeFromWishlist({ customerId, productId: 'p-004' }, call())).toEqual([]);
    });

    it('merges carts: the larger quantity stays, a repetition changes nothing, and what has no room is named', async () => {
      const client = connect();
      const customerId = `guest-${randomUUID()}`;
      const call = (): Call => as(customerId);
      await client.putCartItem({ customerId, productId: 'p-001', quantity: 3 }, call());
      await client.putCartItem({ customerId, productId: 'p-002', quantity: 1 }, call());
      const items = [
        { productId: 'p-003', quantity: 1 },
        { productId: 'p-001', quantity: 2 },
        { productId: 'p-002', quantity: 4 },
        { productId: 'p-003', quantity: 5 },
      ];
      const { cart, leftOut } = await client.mergeCart({ customerId, items }, call());
      expect(cart.items.map(({ productId, quantity }) => [productId, quantity])).toEqual([
        ['p-001', 3],
        ['p-002', 4],
        ['p-003', 5],
      ]);
      expect(leftOut).toEqual([]);
      expect((await client.mergeCart({ customerId, items }, call())).cart).toEqual(cart);
      const more = Array.from({ length: 49 }, (_, index) => ({ productId: `m-${index}`, quantity: 1 }));
      const full = await client.mergeCart({ customerId, items: more }, call());
      expect(full.cart.items).toHaveLength(50);
      expect(full.leftOut).toEqual(['m-47', 'm-48']);
      const tooMany = client.mergeCart({ customerId, items: [{ productId: 'p-001', quantity: 100 }] }, call());
      await expect(tooMany).rejects.toMatchObject({ code: 'UNPROCESSABLE', reason: 'QUANTITY_OUT_OF_RANGE' });
    });

    it('gives the token of a device to whoever registered it last', async () => {
      const client = connect();
      const [first, second] = [`first-${randomUUID()}`, `second-${randomUUID()}`];
      const token = `a%_"\\${randomUUID()}`;
      const put = (customerId: string, id: string, of: string) =>
        client.putDevice({ customerId, device: { id, platform: 'ios', token: of } }, as(customerId));
      await put(first, 'phone', token);
      await put(first, 'tablet', `${token}-2`);
      expect(await put(second, 'phone', token)).toMatchObject([{ id: 'phone', token }]);
      expect(await client.devices(first, as(first))).toMatchObject([{ id: 'tablet' }]);
      expect(await put(second, 'reinstalled', token)).toMatchObject([{ id: 'reinstalled', token }]);
    });

    it('registers devices: each once, with its latest token, and no more than 20', async () => {
      const client = connect();
      const customerId = `caller-${randomUUID()}`;
      const call = (): Call => as(customerId);
      const put = (id: string, token: string) =>
        client.putDevice({ customerId, device: { id, platform: 'android', token } }, call());
      await put('phone', 'one');
      await put('tablet', 'two');
      const devices = await put('phone', 'three');
      expect(devices).toMatchObject([
        { id: 'tablet', platform: 'android', token: 'two' },
        { id: 'phone', platform: 'android', token: 'three' },
      ]);
      expect(await client.devices(customerId, call())).toEqual(devices);
      for (let count = 1; count <= 19; count += 1) await put(`d-${count}`, `t-${customerId}-${count}`);
      const held = await client.devices(customerId, call());
      expect([held.length, held.some(({ id }) => id === 'tablet')]).toEqual([20, false]);
      const removeOf = (registeredAt: string) =>
        client.removeDevice({ customerId, deviceId: 'phone', registeredAt }, call());
      expect(await removeOf('2020-01-01T00:00:00.000Z')).toHaveLength(20);
      const rest = await removeOf(held.find(({ id }) => id === 'phone')!.registeredAt);
      expect(await client.removeDevice({ customerId, deviceId: 'phone' }, call())).toEqual(rest);
      expect(rest).toHaveLength(19);
      await expect(put('<script>', 't')).rejects.toMatchObject({ reason: 'DEVICE_ID_INVALID' });
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

    it('claims a cart for one checkout at a time, and takes out what it ordered, once', async () => {
      const client = connect();
      const customerId = `buyer-${randomUUID()}`;
      const call = (): Call => as(customerId);
      const put = (productId: string, quantity: number) =>
        client.putCartItem({ customerId, productId, quantity }, call());
      const claim = (key: string) => client.claimCart({ customerId, key }, call());
      // Less time than a claim takes: a caller who has more waits for its end, and asks again.
      const hurry = (key: string) =>
        client.claimCart(
          { customerId, key },
          newCall({ caller: { kind: 'customer', id: customerId }, budgetMs: 4_000 }),
        );
      const settle = (key: string, ...ordered: OrderedLine[]) =>
        client.settleCheckout({ customerId, key, ordered }, call());
      expect(await claim('none')).toMatchObject({ key: 'none', state: 'open', items: [] });
      await put('p-001', 2);
      const before = await put('p-002', 1);
      const first = await claim('..');
      const items = [
        { productId: 'p-001', quantity: 2 },
        { productId: 'p-002', quantity: 1 },
      ];
      expect(first).toMatchObject({ key: '..', state: 'open', items });
      await expect(hurry('k-2')).rejects.toMatchObject({ code: 'CONFLICT', reason: 'CHECKOUT_UNDER_WAY' });
      await put('p-003', 1);
      const grown = await put('p-001', 5);
      const again = await claim('..');
      expect([again.state, again.items]).toEqual(['open', items]);
      const settled = await settle('..', ...items);
      expect([settled.revision, settled.items]).toEqual([
        grown.revision + 1,
        [
          { ...before.items[0], quantity: 3 },
          { ...grown.items[2], quantity: 1 },
        ],
      ]);
      expect(await settle('..', ...items)).toEqual(settled);
      expect(await claim('..')).toMatchObject({ key: '..', state: 'settled', items: [] });

      const given = await claim('k-2');
      await client.releaseCheckout({ customerId, key: 'k-2', claimedAt: '2020-01-01T00:00:00.000Z' }, call());
      await expect(hurry('k-3')).rejects.toMatchObject({ reason: 'CHECKOUT_UNDER_WAY' });
      for (let times = 0; times < 2; times += 1)
        await client.releaseCheckout({ customerId, key: 'k-2', claimedAt: given.claimedAt }, call());
      expect(await claim('k-3')).toMatchObject({ key: 'k-3', state: 'open', items: given.items });
      expect(await client.cart(customerId, call())).toEqual(settled);
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
