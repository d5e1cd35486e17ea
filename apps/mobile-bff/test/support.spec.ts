/** Support on the phone: every order with its internal notes, which other principals never see. */

import { orderNotes, orders } from '@frontage/seed';
import { orderView } from '../src/order.view.ts';
import { startMobileHouse, type MobileHouse } from './harness.ts';

const [noted] = orderNotes;
const owner = orders.find(({ id }) => id === noted!.orderId)!.owner;
const others = owner.id === 'ada' ? 'bob' : 'ada';

let house: MobileHouse;
beforeAll(async () => (house = await startMobileHouse()));
afterEach(() => house.recover());
afterAll(() => house.close());

const read = (authorization: string) =>
  house.phone.get(`/orders/${noted!.orderId}`).set('Authorization', authorization).set('Frontage-Debug', '1');
const asSam = (): string => house.as('sam', { roles: ['support'] });

describe('notes on an order', () => {
  it('are seen by support', async () => {
    const { body } = await read(asSam()).expect(200);
    const { at, by, text } = noted!;
    expect(body.notes).toEqual([{ at, by, text }]);
  });

  it('are neither seen by the owner nor asked for', async () => {
    const { body, text, headers } = await read(house.as(owner.id)).expect(200);
    expect(body).not.toHaveProperty('notes');
    expect(text).not.toContain(noted!.text);
    expect(headers['frontage-budget']).toMatch(/^calls=2;/);
    await read(house.as(others)).expect(404);
  });

  it('do not leave by the view to whoever is not granted them, even when they are there', () => {
    const { at, by, text } = noted!;
    const order = {
      id: 'o-1',
      status: 'PAID' as const,
      total: { amount: 1, currency: 'EUR' as const },
      at,
      lines: [],
      actions: [],
      notes: [{ at, by, text }],
    };
    expect(orderView.serialize(order)).not.toContain('notes');
    expect(orderView.serializerFor((action) => action !== 'order:notes')(order)).not.toContain('notes');
    expect(orderView.serializerFor((action) => action === 'order:notes')(order)).toContain(text);
  });
});
