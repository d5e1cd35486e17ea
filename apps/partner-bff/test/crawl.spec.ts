/** Crawl of /v2 by its links alone, with keys of different scopes: no link is dead or refused, and none is missing. */

import { admit, type PartnerPrincipal, type Scope } from '@frontage/policy';
import { randomUUID } from 'node:crypto';
import { developmentOperation } from '../src/operations/development-operation.ts';
import { endpointsOf, v2 } from '../src/versions.ts';
import { startPartnerHouse, type PartnerHouse } from './harness.ts';

let house: PartnerHouse;
beforeAll(async () => {
  house = await startPartnerHouse();
  // Orders in each state that has links of its own.
  const acme = { Authorization: house.as('acme') };
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
});
afterAll(() => house.close());

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
const ids: Readonly<Record<string, string>> = { product: 'p-001', operation: developmentOperation.id };

/** Expands a template (RFC 6570): simple strings, and queries. */
const expand = (relation: string, href: string): string =>
  href.replace('{id}', ids[relation] ?? 'unknown').replace(/\{\?([\w,]+)\}/, (_, names: string) => {
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

/** Follows every link from the entry. Actions are tried without the input that they need. Gives what was seen, and what went wrong. */
async function crawl(authorization: string) {
  const seen = new Set<string>();
  const relations = new Set<string>();
  const wrong: string[] = [];
  const queue: (readonly [string, Link])[] = [['entry', { href: '/v2' }]];
  for (let next = queue.shift(); next && seen.size < 400; next = queue.shift()) {
    const [relation, { href: given, templated }] = next;
    const href = templated ? expand(relation, given) : given;
    relations.add(relation);
    if (seen.has(href)) continue;
    seen.add(href);
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

const keys: readonly (readonly Scope[])[] = [
  ['catalog:read'],
  ['orders:read', 'orders:write'],
  [
    ...(['catalog:read', 'catalog:write', 'orders:read', 'orders:write'] as const),
    ...(['webhooks:read', 'webhooks:manage', 'keys:read', 'keys:manage'] as const),
  ],
];

describe.each(keys.map((scopes) => ({ name: scopes.join(' '), scopes })))('a key with $name', ({ scopes }) => {
  let found: Awaited<ReturnType<typeof crawl>>;
  beforeAll(async () => {
    const { body } = await house.api
      .post('/v2/keys')
      .set('Authorization', house.as('acme'))
      .send({ scopes, addresses: [] })
      .expect(201);
    found = await crawl(`Bearer ${String(body.key)}`);
  }, 120_000);

  it('finds no link that is dead or refused', () => {
    expect(found.wrong).toEqual([]);
    expect(found.seen.size).toBeGreaterThan(3);
  });

  it('finds every relation explained', async () => {
    const { text } = await house.api.get('/docs/relations').expect(200);
    const unexplained = [...found.relations].filter((name) => name !== 'entry' && !text.includes(`<dt id="${name}">`));
    expect(unexplained).toEqual([]);
  });

  it('finds the way to everything that it may do', () => {
    const principal: PartnerPrincipal = {
      ...{ kind: 'partner', id: 'acme', keyId: 'k', tier: 'standard' },
      ...{ scopes: new Set(scopes), regions: new Set(['EU']) },
    };
    const granted = endpoints.filter(({ access }) => admit(principal, access) === 'admitted');
    const unseen = granted.filter(({ path }) => ![...found.seen].some((href) => patternOf(path).test(pathOf(href))));
    expect(unseen.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
    expect(granted.length).toBeGreaterThan(3);
  });
});
