/** Rest links: an answer that lacks parts leads to those parts alone. */

import { jest } from '@jest/globals';
import type { ServiceName } from '@frontage/seed';
import { startMobileHouse, type MobileHouse } from './harness.ts';

let house: MobileHouse;
beforeAll(async () => (house = await startMobileHouse()));
afterEach(async () => {
  jest.restoreAllMocks();
  await house.recover();
});
afterAll(() => house.close());

type Body = Readonly<Record<string, unknown>>;

const get = async (path: string, who?: string, headers: Readonly<Record<string, string>> = {}) => {
  const request = house.phone.get(path).set({ 'Frontage-Debug': '1', ...headers });
  if (who !== undefined) request.set('Authorization', who);
  const { status, body, headers: sent } = await request;
  const calls = Number(/^calls=(\d+)/.exec(sent['frontage-budget'] ?? '')?.[1]);
  return { status, body: body as Body, calls, headers: sent };
};

const fail = (...services: readonly ServiceName[]): void => {
  for (const name of services) house.domain.services[name].faults.set({ status: 503 });
};

/** Answer without these services, its link, and the whole answer. */
async function lacking(path: string, services: readonly ServiceName[], who?: string, headers = {}) {
  const { body: whole } = await get(path, who, headers);
  fail(...services);
  const { body, status } = await get(path, who, headers);
  expect(status).toBe(200);
  await house.recover();
  const { rest, degraded, ...part } = body as Body & { readonly rest: string; readonly degraded: readonly string[] };
  return { whole, part, rest, degraded: degraded.toSorted() };
}

type Tile = Body & { readonly id: string };

/** Home as the app puts it together. */
function merged(home: Body, rest: Body): Body {
  const { tiles = [], ...others } = rest as { readonly tiles?: readonly Tile[] };
  const byId = new Map(tiles.map((tile) => [tile.id, tile]));
  const fill = (list: unknown) =>
    (list as readonly Tile[] | undefined)?.map((tile) => ({ ...tile, ...byId.get(tile.id) }));
  return {
    ...home,
    featured: fill(home['featured']),
    ...('picks' in home && { picks: fill(home['picks']) }),
    ...others,
  };
}

describe('home', () => {
  it.each<[readonly ServiceName[], readonly string[], number]>([
    [['reviews'], ['reviews'], 1],
    [['pricing', 'inventory'], ['prices', 'stock'], 2],
    [['recommendations'], ['recommendations'], 5],
    [['recommendations', 'pricing', 'reviews', 'inventory'], ['prices', 'recommendations', 'reviews', 'stock'], 5],
  ])('without %j is made whole by one small answer', async (services, parts, calls) => {
    const { whole, part, rest, degraded } = await lacking('/home', services, house.as('ada'));
    expect(degraded).toEqual(parts);
    const answer = await get(rest, house.as('ada'));
    expect([answer.status, answer.calls, answer.body]).toEqual([200, calls, expect.not.objectContaining({ rest })]);
    expect(answer.body).not.toHaveProperty('degraded');
    expect(merged(part, answer.body)).toEqual(whole);
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('that is whole has no link', async () => {
    const { body } = await get('/home');
    expect(body).not.toHaveProperty('rest');
  });

  it('whose rest is still missing gets another link', async () => {
    const { whole, part, rest } = await lacking('/home', ['reviews', 'recommendations']);
    fail('reviews');
    const first = await get(rest);
    expect([first.status, first.body['degraded']]).toEqual([200, ['reviews']]);
    await house.recover();
    const { rest: next, degraded: _, ...more } = first.body;
    const second = await get(next as string);
    expect(merged(merged(part, more), second.body)).toEqual(whole);
  });

  it('keeps the currency of the screen', async () => {
    const { whole, part, rest } = await lacking('/home', ['pricing'], undefined, { 'Accept-Currency': 'JPY' });
    expect(merged(part, (await get(rest)).body)).toEqual(whole);
  });
});

describe('the screen of a product', () => {
  it('is made whole likewise', async () => {
    const services = ['pricing', 'inventory', 'reviews', 'recommendations'] as const;
    const { whole, part, rest, degraded } = await lacking('/products/p-003', services);
    expect(degraded).toEqual(['prices', 'recommendations', 'reviews', 'stock']);
    const answer = await get(rest);
    expect([answer.calls, Object.keys(answer.body)]).toEqual([
      4,
      expect.arrayContaining(['id', 'price', 'stock', 'rating', 'picks']),
    ]);
    expect({ ...part, ...answer.body }).toEqual(whole);
    const { rest: reviews } = await lacking('/products/p-003', ['reviews']);
    expect((await get(reviews)).body).toEqual({ id: 'p-003', rating: whole['rating'] });
  });
});

describe('a deadline', () => {
  it('is kept: what is slow is left out, and comes after it', async () => {
    const own = await startMobileHouse({ BUDGET_FACTOR: '1' });
    try {
      await own.phone.get('/home').expect(200);
      own.domain.services.reviews.faults.set({ latencyMs: 60_000 });
      for (const path of ['/home', '/products/p-001']) {
        const { body } = await own.phone.get(path).expect(200);
        expect(body.degraded).toEqual(['reviews']);
        own.domain.services.reviews.faults.clear();
        const rest = await own.phone.get(body.rest).expect(200);
        expect(rest.body).not.toHaveProperty('degraded');
        own.domain.services.reviews.faults.set({ latencyMs: 60_000 });
      }
    } finally {
      own.domain.heal();
      await own.close();
    }
  });
});

describe('a link', () => {
  it('is for who got it, for its screen', async () => {
    const ada = house.as('ada');
    const { rest } = await lacking('/home', ['reviews'], ada);
    const open = await lacking('/home', ['reviews']);
    const token = rest.split('/').at(-1)!;
    const foreign: readonly (readonly [path: string, who?: string])[] = [
      [rest],
      [rest, house.as('bob')],
      [rest, house.as('ada', { roles: ['support'] })],
      [open.rest, ada],
      [`/rest/product/${token}`, ada],
      ['/rest/home/garbage', ada],
      [`${rest}AA`, ada],
    ];
    for (const [path, who] of foreign) {
      const { status, body } = await get(path, who);
      expect([path, status, body]).toEqual([
        path,
        400,
        expect.objectContaining({
          code: 'INVALID_INPUT',
          reason: 'BAD_TOKEN',
          errors: [expect.objectContaining({ pointer: '#/params/missing' })],
        }),
      ]);
    }
    expect((await get(rest, ada)).status).toBe(200);
    expect((await get(open.rest)).status).toBe(200);
  });

  it('lives for a minute', async () => {
    const { rest } = await lacking('/products/p-001', ['reviews']);
    const real = Date.now.bind(Date);
    const now = jest.spyOn(Date, 'now');
    now.mockImplementation(() => real() + 58_000);
    expect((await get(rest)).status).toBe(200);
    now.mockImplementation(() => real() + 62_000);
    const { status, body } = await get(rest);
    expect([status, body]).toEqual([410, expect.objectContaining({ code: 'GONE', reason: 'REST_TOO_OLD' })]);
  });
});
