import { startWebHouse, type WebHouse } from './harness.ts';

let house: WebHouse;
// Limits that a spec can use up: a cost of 1,200, two requests a minute.
beforeAll(async () => (house = await startWebHouse({ LIMITS_FACTOR: '0.002' })));
afterAll(() => house.close());

const query =
  'query ($n: Int!) { products(first: $n) { edges { node { id name brand sku summary attributes { name value } } } } }';
/** Cost of the query: a call, the connection, and 28 values for each product. */
const costOf = (n: number): number => 100 + 1 + n * (2 + 5 + 7 * 3);

describe('an operation', () => {
  it('is charged what it costs, and refused with 429 when that is more than is left', async () => {
    const first = await house.ask(query, { n: 20 });
    expect(first.status).toBe(200);
    expect(first.headers['ratelimit-policy']).toBe('"address";q=2;w=60, "visitor-cost";q=1200;w=60');
    // An unknown document is charged its length as well.
    const left = 1_200 - query.length - costOf(20);
    const [, remaining] = /^"address";r=1;t=\d+, "visitor-cost";r=(\d+);t=\d+$/.exec(first.headers['ratelimit']!)!;
    // Twenty units a second are restored.
    expect(Number(remaining)).toBeGreaterThanOrEqual(left);
    expect(Number(remaining)).toBeLessThan(left + costOf(10));

    const refused = await house.ask(query, { n: 40 });
    expect(refused.status).toBe(429);
    expect(refused.errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);

    // The refused operation was charged neither its cost nor a request.
    expect((await house.ask(query, { n: 1 })).status).toBe(200);
    expect((await house.ask(query, { n: 1 })).status).toBe(429);
  });

  it('leaves the probes alone', async () => {
    for (let each = 0; each < 10; each += 1) await house.client.get('/livez').expect(200);
  });
});
