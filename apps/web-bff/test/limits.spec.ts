import { startWebHouse, type WebHouse } from './harness.ts';

let house: WebHouse;
// So little that a spec can use it up: a cost of 60 and two requests a minute.
beforeAll(async () => (house = await startWebHouse({ LIMITS_FACTOR: '0.002' })));
afterAll(() => house.close());

/** An operation of so many fields. */
const ofCost = (cost: number) =>
  `{ ${Array.from({ length: cost / 2 }, (_, index) => `v${index}: viewer { id }`).join(' ')} }`;

describe('an operation', () => {
  it('is charged what it costs, and refused with 429 when that is more than is left', async () => {
    const first = await house.ask(ofCost(40));
    expect(first.status).toBe(200);
    expect(first.headers['ratelimit-policy']).toBe('"address";q=2;w=60, "visitor-cost";q=60;w=60');
    expect(first.headers['ratelimit']).toMatch(/^"address";r=1;t=\d+, "visitor-cost";r=20;t=1$/);

    const refused = await house.ask(ofCost(60));
    expect(refused.status).toBe(429);
    expect(refused.errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);

    // Neither the cost nor the request was charged.
    expect((await house.ask(ofCost(2))).status).toBe(200);
    expect((await house.ask(ofCost(2))).status).toBe(429);
  });

  it('leaves the probes alone', async () => {
    for (let each = 0; each < 10; each += 1) await house.client.get('/livez').expect(200);
  });
});
