/** Most expensive operations that the limits accept, compared with a grid of products. */

import { costlyOperations } from '@frontage/graphql-server/fake';
import { readFileSync } from 'node:fs';
import { operationLimits } from '../src/operation-limits.ts';
import { startWebHouse, type WebHouse } from './harness.ts';

const sdl = readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8');

/** Typical query of a shop page. */
const grid = `{
  products(first: 20) {
    edges { node { id name brand price { net { amount currency } } stock { status } rating { average count } images { alt } } }
  }
}`;

/** Ids of the first products. */
const products = (count: number): string[] =>
  Array.from({ length: count }, (_, n) => `p-${String(n + 1).padStart(3, '0')}`);

/** Cost of one answer. */
interface Taken {
  readonly values: number;
  readonly bytes: number;
  readonly calls: number;
  /** CPU time of this process in milliseconds. The BFF, the services and the client run in it. */
  readonly cpuMs: number;
}

describe('the most expensive operations that the limits accept', () => {
  let house: WebHouse;
  beforeAll(async () => (house = await startWebHouse()));
  afterAll(() => house.close());

  async function take(query: string): Promise<Taken> {
    const begun = process.cpuUsage();
    const ask = house.client.post('/graphql').set('X-CSRF', '1').set('Frontage-Debug', '1');
    const { headers, text, body } = await ask.send({ query }).expect(200);
    const { user, system } = process.cpuUsage(begun);
    expect(body.errors).toBeUndefined();
    const [, calls] = /^calls=(\d+);/.exec(headers['frontage-budget'] ?? '') ?? [];
    return {
      values: body.extensions.cost.values,
      bytes: Buffer.byteLength(text),
      calls: Number(calls),
      cpuMs: (user + system) / 1_000,
    };
  }

  /** Takes the least of a few warm runs, to leave out disturbances. */
  async function takeAgain(query: string): Promise<Taken> {
    const taken: Taken[] = [];
    for (let round = 0; round < 3; round += 1) taken.push(await take(query));
    return { ...taken[0]!, cpuMs: Math.min(...taken.map(({ cpuMs }) => cpuMs)) };
  }

  it('take no more than a few grids of products', async () => {
    const operations = costlyOperations(sdl, {
      limits: operationLimits,
      count: 16,
      tries: 250,
      // Root fields for customers only, and one whose ids are none of products.
      except: ['Query.category', 'Query.cart', 'Query.orders', 'Query.order', 'Query.viewer'],
      sizes: { first: 50, limit: 20 },
      lists: { items: products(50).map((id) => `{ productId: "${id}", quantity: 1 }`) },
      ids: products(30),
    });
    const full = operations.filter(({ cost }) => cost > 4_500);
    // Other operations are stopped by another limit: of fields, of aliases, of depth.
    expect(full.length).toBeGreaterThan(operations.length / 3);
    const ofGrid = await takeAgain(grid);
    const most = { values: 0, bytes: 0, calls: 0, grids: 0 };
    for (const { query } of operations) {
      const { values, bytes, calls, cpuMs } = await takeAgain(query);
      most.values = Math.max(most.values, values);
      most.bytes = Math.max(most.bytes, bytes);
      most.calls = Math.max(most.calls, calls);
      most.grids = Math.max(most.grids, cpuMs / ofGrid.cpuMs);
    }
    expect(most.values).toBeLessThan(6_000);
    expect(most.bytes).toBeLessThan(400_000);
    expect(most.calls).toBeLessThanOrEqual(60);
    expect(most.grids).toBeLessThan(25);
  }, 300_000);
});
