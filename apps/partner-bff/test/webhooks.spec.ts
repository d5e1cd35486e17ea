import { startPartnerHouse, type PartnerHouse } from './harness.ts';

let house: PartnerHouse;
beforeAll(async () => (house = await startPartnerHouse()));
afterAll(() => house.close());

const as = (who: string) => ({ Authorization: house.as(who) });
/** Any revision: what these specs make, nobody else writes. */
const any = { 'If-Match': '*' };
const body = { url: 'https://shop.example.test/hooks', events: ['order.*'] };

describe('a webhook endpoint', () => {
  it('shows its secret once, at creation and at a roll', async () => {
    const created = await house.api.post('/v2/webhooks').set(as('acme')).send(body).expect(201);
    expect(created.body.secret).toMatch(/^whsec_/);
    const { self, 'roll-secret': roll } = created.body._links;
    expect(created.headers['location']).toBe(self.href);
    expect((await house.api.get(self.href).set(as('acme')).expect(200)).body).not.toHaveProperty('secret');
    const rolled = await house.api.post(roll.href).set(as('acme')).expect(200);
    expect(rolled.body.secret).not.toBe(created.body.secret);
  });

  it('of another partner is not found, whatever is asked of it', async () => {
    const { href } = (await house.api.post('/v2/webhooks').set(as('acme')).send(body).expect(201)).body._links.self;
    const other = as('globex');
    await house.api.get(href).set(other).expect(404);
    await house.api.patch(href).set(other).set(any).send({ status: 'disabled' }).expect(404);
    await house.api.post(`${href}/secret`).set(other).expect(404);
    await house.api.post(`${href}/test`).set(other).expect(404);
    await house.api.get(`${href}/deliveries`).set(other).expect(404);
    await house.api.post(`${href}/replay`).set(other).send({ from: '2026-01-01T00:00:00Z' }).expect(404);
    const left = await house.api.delete(href).set(other).set(any).expect(200);
    expect(JSON.stringify(left.body)).not.toContain(href);
    await house.api.get(href).set(as('acme')).expect(200);
  });

  it('is deleted once, and stays so', async () => {
    const { href } = (await house.api.post('/v2/webhooks').set(as('acme')).send(body).expect(201)).body._links.self;
    for (let time = 0; time < 2; time += 1) {
      const left = await house.api.delete(href).set(as('acme')).set(any).expect(200);
      expect(JSON.stringify(left.body._embedded)).not.toContain(href);
    }
    await house.api.get(href).set(as('acme')).expect(404);
  });

  it.each([
    'http://shop.example.test/',
    'https://127.0.0.1/',
    'https://0x7f.1/',
    'https://[::1]/',
    'ftp://a.test',
    'x',
  ])('is not created for %s, with one text for all reasons', async (url) => {
    const refused = await house.api
      .post('/v2/webhooks')
      .set(as('acme'))
      .send({ ...body, url })
      .expect(400);
    expect(refused.body).toMatchObject({
      reason: 'URL_NOT_ALLOWED',
      detail: 'Webhooks cannot be sent to this address.',
    });
  });
});
