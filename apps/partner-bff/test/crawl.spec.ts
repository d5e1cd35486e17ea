/** Crawl of /v2 by its links alone, with keys of different scopes and modes: no link is dead or refused, and none is missing. */

import { admit, modes, scopes, type Mode, type PartnerPrincipal, type Scope } from '@frontage/policy';
import { randomUUID } from 'node:crypto';
import { developmentOperation } from '../src/operations/development-operation.ts';
import { endpointsOf, v2 } from '../src/versions.ts';
import { startPartnerHouse, type PartnerHouse } from './harness.ts';

let house: PartnerHouse;
beforeAll(async () => {
  // Messaging is configured and cannot be reached: orders are accepted for later.
  house = await startPartnerHouse({ MESSAGE_LOG_URL: 'log://127.0.0.1:9' });
  for (const mode of modes) await placeOrders(mode);
  // In live mode there is one that is seeded.
  await house.api
    .post('/v2/webhooks')
    .set('Authorization', house.as('acme', 'test'))
    .send({ url: 'https://shop.example.test/hooks', events: ['*'] })
    .expect(201);
});
afterAll(() => house.close());

/** Places orders in each state that has links of its own. */
async function placeOrders(mode: Mode): Promise<void> {
  const acme = { Authorization: house.as('acme', mode) };
  const lines = [{ product: 'p-001', quantity: 1 }];
  for (const move of ['pay', 'cancel', undefined]) {
    const placed = await house.api
      .post('/v2/orders')
      .set({ ...acme, 'Idempotency-Key': randomUUID() })
      .send({ lines })
      .expect(201);
    if (move === undefined) continue;
    const { href } = placed.body._links[move] as { readonly href: string };
    await house.api
      .post(href)
      .set({ ...acme, 'Idempotency-Key': randomUUID() })
      .expect(200);
  }
}

interface Link {
  readonly href: string;
  readonly templated?: boolean;
}

/** Values of the variables of templates. Those that are missing are left out. */
const variables: Readonly<Record<string, string>> = {
  category: 'desk-lamps',
  q: 'lamp',
  limit: '2',
  currency: 'EUR',
};
/** Ids for templates that end with one, by the name of their link. */
type Ids = Readonly<Record<string, string>>;

/** Expands a template (RFC 6570): simple strings, and queries. */
const expand = (relation: string, href: string, ids: Ids): string =>
  href.replace(/\{\w+\}/, ids[relation] ?? 'unknown').replace(/\{\?([\w,]+)\}/, (_, names: string) => {
    const query = names.split(',').flatMap((name) => (variables[name] ? [`${name}=${variables[name]}`] : []));
    return query.length > 0 ? `?${query.join('&')}` : '';
  });

function linksIn(body: unknown): (readonly [relation: string, link: Link])[] {
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([name, value]) =>
    name === '_links' ? Object.entries(value as Readonly<Record<string, Link>>) : linksIn(value),
  );
}

const endpoints = endpointsOf(v2);
const patternOf = (path: string): RegExp => new RegExp(`^/v2${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
const pathOf = (href: string): string => href.split('?')[0]!;
/** Whether a GET follows it. A literal path (`/orders/bulk`) comes before a parameter. */
function reads(href: string): boolean {
  const here = endpoints.filter(({ path }) => patternOf(path).test(pathOf(href)));
  const literal = here.filter(({ path }) => !path.includes('{'));
  return (literal.length > 0 ? literal : here).some(({ method }) => method === 'GET');
}

/** Most links to one endpoint that are followed: lists go on and on, and every product has the same links. */
const maxPerEndpoint = 10;

/** Follows the links from the entry. Actions are tried without the input that they need. Gives what was seen, and what went wrong. */
async function crawl(authorization: string, ids: Ids) {
  const seen = new Set<string>();
  const relations = new Set<string>();
  const followed = new Map<string, number>();
  const wrong: string[] = [];
  const queue: (readonly [string, Link])[] = [['entry', { href: '/v2' }]];
  for (let next = queue.shift(); next && seen.size < 400; next = queue.shift()) {
    const [relation, { href: given, templated }] = next;
    const href = templated ? expand(relation, given, ids) : given;
    relations.add(relation);
    const to = endpoints.find(({ path }) => patternOf(path).test(pathOf(href)))?.path ?? href;
    const times = followed.get(to) ?? 0;
    if (seen.has(href) || times === maxPerEndpoint) continue;
    seen.add(href);
    followed.set(to, times + 1);
    if (href.startsWith('/docs/')) {
      const [path, anchor] = href.split('#') as [string, string];
      const { status, text } = await house.api.get(path).set('Accept', 'text/html');
      if (status !== 200 || !text.includes(`id="${anchor}"`)) wrong.push(`${relation}: nothing is at ${href}`);
      continue;
    }
    if (reads(href) || href.endsWith('/openapi.json')) {
      const { status, body } = await house.api.get(href).set('Authorization', authorization);
      if (status !== 200) wrong.push(`${relation}: GET ${href} is ${status}`);
      else if (!href.endsWith('/openapi.json')) queue.push(...linksIn(body));
    } else {
      const { status } = await house.api
        .post(href)
        .set({ Authorization: authorization, 'Content-Type': 'text/plain' })
        .send('-');
      if ([401, 403, 404, 405].includes(status) || status >= 500) wrong.push(`${relation}: POST ${href} is ${status}`);
    }
  }
  return { seen, relations, wrong };
}

const keys: readonly (readonly [Mode, readonly Scope[]])[] = [
  ['live', ['catalog:read']],
  ['live', ['orders:read', 'orders:write']],
  ['live', scopes],
  ['test', scopes],
];

/** Operation of acme in a mode. */
async function operationIn(mode: Mode): Promise<string> {
  if (mode === 'live') return developmentOperation.id;
  const { body } = await house.api
    .post('/v2/orders/bulk')
    .set({ Authorization: house.as('acme', mode), 'Idempotency-Key': randomUUID() })
    .send({ orders: [{ lines: [{ product: 'p-001', quantity: 1 }] }] })
    .expect(202);
  return String(body.id);
}

describe.each(keys.map(([mode, given]) => ({ name: given.join(' '), mode, given })))(
  'a $mode key with $name',
  (key) => {
    const { mode, given } = key;
    let found: Awaited<ReturnType<typeof crawl>>;
    beforeAll(async () => {
      const { body } = await house.api
        .post('/v2/keys')
        .set('Authorization', house.as('acme', mode))
        .send({ scopes: given, addresses: [] })
        .expect(201);
      const ids = { product: 'p-001', price: 'p-001', 'inventory-level': 'p-001', operation: await operationIn(mode) };
      found = await crawl(`Bearer ${String(body.key)}`, ids);
      // Hundreds of requests, on busy machines.
    }, 120_000);

    it('finds no link that is dead or refused', () => {
      expect(found.wrong).toEqual([]);
      expect(found.seen.size).toBeGreaterThan(3);
      expect(found.seen.size).toBeLessThan(400);
    });

    it('finds every relation explained', async () => {
      const { text } = await house.api.get('/docs/relations').expect(200);
      const unexplained = [...found.relations].filter(
        (name) => name !== 'entry' && !text.includes(`<dt id="${name}">`),
      );
      expect(unexplained).toEqual([]);
    });

    it('finds the way to everything that it may do', () => {
      const principal: PartnerPrincipal = {
        ...{ kind: 'partner', id: 'acme', keyId: 'k', mode, tier: 'standard' },
        ...{ scopes: new Set(given), regions: new Set(['EU']) },
      };
      const granted = endpoints.filter(({ access }) => admit(principal, access) === 'admitted');
      const unseen = granted.filter(({ path }) => ![...found.seen].some((href) => patternOf(path).test(pathOf(href))));
      expect(unseen.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
      expect(granted.length).toBeGreaterThan(3);
    });
  },
);
