/** Support in the browser: every order with its internal notes, which other principals never see. */

import { orderNotes, orders } from '@frontage/seed';
import { startWebHouse, type WebHouse } from './harness.ts';

const [noted] = orderNotes;
const owner = orders.find(({ id }) => id === noted!.orderId)!.owner;
const others = owner.id === 'ada' ? 'bob' : 'ada';

let house: WebHouse;
beforeAll(async () => (house = await startWebHouse()));
afterAll(() => house.close());

const query = '{ order(id: "ID") { id status internalNotes { at by text } } }'.replace('ID', noted!.orderId);

describe('notes on an order', () => {
  it('are seen by support', async () => {
    const { ask } = await house.login('sam');
    const { data, errors } = await ask(query);
    expect(errors).toBeUndefined();
    const { at, by, text } = noted!;
    expect(data.order).toMatchObject({ id: noted!.orderId, internalNotes: [{ at, by, text }] });
  });

  it('are null for the owner, with FORBIDDEN, and are not asked for', async () => {
    const { browser } = await house.login(owner.id);
    const answer = await browser.post('/graphql', { query }, { headers: { 'Frontage-Debug': '1' } });
    const { data, errors } = answer.json<{ data: object; errors: object[] }>();
    expect(answer.status).toBe(200);
    expect(data).toMatchObject({ order: { id: noted!.orderId, internalNotes: null } });
    expect(errors).toMatchObject([{ path: ['order', 'internalNotes'], extensions: { code: 'FORBIDDEN' } }]);
    expect(answer.text).not.toContain(noted!.text);
    expect(answer.headers.get('frontage-budget')).toMatch(/^calls=1;/);
  });

  it('are not there at all for others', async () => {
    const { ask } = await house.login(others);
    const { data, errors } = await ask(query);
    expect(data).toEqual({ order: null });
    expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });
});
