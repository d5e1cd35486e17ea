/** House page through the front door: what it shows, of whom, and for whom. */

import { createMetrics, type Metrics } from '@frontage/observability';
import { developmentPassword } from '@frontage/seed';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import supertest from 'supertest';
import { makePlace, type Place } from './harness.ts';

interface Status {
  readonly bffs: readonly {
    readonly name: string;
    readonly state: string;
    readonly reading: { readonly requests: number; readonly degraded: object; readonly circuits: object } | null;
  }[];
  readonly services: readonly { readonly name: string; readonly condition: string; readonly words: string }[];
}

/** Admin surface of a BFF. */
async function startAdmin(metrics: Metrics, respond?: { readonly status: number; readonly body: string }) {
  const tokens: (string | undefined)[] = [];
  const server = createServer((req, res) => {
    tokens.push(req.headers.authorization);
    if (respond) return void res.writeHead(respond.status).end(respond.body);
    void metrics.expose().then(({ text }) => res.end(text));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tokens,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

let place: Place;
const closing: (() => unknown)[] = [];
beforeAll(async () => {
  place = await makePlace();
});
afterAll(async () => {
  await place.close();
  for (const close of closing) await close();
});

const admin = async (...given: Parameters<typeof startAdmin>) => {
  const started = await startAdmin(...given);
  closing.push(started.close);
  return started;
};
const origins = { WEB_BFF_URL: 'http://localhost:4000', MOBILE_BFF_URL: 'http://localhost:4100' };
const open = async (env: Readonly<Record<string, string>> = {}) =>
  supertest((await place.compose({ SERVICES: 'catalog,reviews', ...origins, ...env })).handler);
const statusOf = async (house: Awaited<ReturnType<typeof open>>): Promise<Status> =>
  (await house.get('/house/status').expect(200)).body as Status;

describe('the house page', () => {
  it('names addresses, people and keys, and has a switch for every hosted service', async () => {
    const { url } = await admin(createMetrics());
    const house = await open({ WEB_BFF_ADMIN_URL: url, PARTNER_BFF_URL: 'http://localhost:4200' });
    const { text, type, headers } = await house.get('/').expect(200);
    expect(type).toBe('text/html');
    for (const part of ['http://localhost:4000/graphiql', 'http://localhost:4100/home', 'http://localhost:4200/docs'])
      expect(text).toContain(`href="${part}"`);
    for (const part of [
      place.issuer.url,
      `${url}/metrics`,
      'ada@example.test',
      developmentPassword,
      'fk_dev_acme_',
      'fk_test_',
    ])
      expect(text).toContain(part);
    for (const name of ['catalog', 'reviews']) expect(text).toContain(`data-service="${name}"`);
    expect(text).not.toContain('data-service="orders"');
    expect(text).toContain('data-bff="web-bff"');
    expect(text).not.toContain('data-bff="mobile-bff"');
    expect(headers['content-security-policy']).toContain("default-src 'none'; style-src 'self'; script-src 'self'");
    expect(text).not.toMatch(/<style|style="|<script>|onclick/);
    for (const [, path] of text.matchAll(/(?:href|src)="(\/house\/[^"]+)"/g)) await house.get(path!).expect(200);
    expect(text.match(/<table>/g)?.length).toBe(text.match(/<caption /g)?.length);
  });

  it('shows nothing of a BFF that it was not told of', async () => {
    const house = await open();
    expect((await house.get('/')).text).toContain('No BFF is configured here');
    expect((await statusOf(house)).bffs).toEqual([]);
  });

  it('is not there where others than this machine could open it; the switchboard is', async () => {
    const house = await open({ HOST: '0.0.0.0', ADMIN_TOKEN: 'x'.repeat(32) });
    await house.get('/').expect(404);
    await house.get('/house/status').expect(404);
    await house.get('/faults').set('Host', 'domain-services:4400').expect(200);
  });
});

describe('the status', () => {
  it('tells what a BFF answered, what its answers lacked, and which circuits are open', async () => {
    const metrics = createMetrics();
    const { url } = await admin(metrics);
    const house = await open({ WEB_BFF_ADMIN_URL: url });
    const requests = async () => (await statusOf(house)).bffs[0]?.reading?.requests;
    const before = await requests();
    metrics.requestServed('/graphql', 'POST', 200, 0.02);
    metrics.answerDegraded('/graphql', 'reviews');
    metrics.circuitChanged({ service: 'reviews', operation: 'reviews.list', state: 'open' });
    expect(await requests()).toBe(before! + 1);
    expect((await statusOf(house)).bffs).toEqual([
      {
        name: 'web-bff',
        state: 'up',
        reading: expect.objectContaining({
          degraded: [{ part: 'reviews', count: 1 }],
          circuits: [{ service: 'reviews', operation: 'reviews.list', state: 'open' }],
        }),
      },
    ]);
  });

  it('says of a BFF that is down that it is down, and knows when it is back', async () => {
    const started = await startAdmin(createMetrics());
    const port = new URL(started.url).port;
    const house = await open({
      WEB_BFF_ADMIN_URL: started.url,
      MOBILE_BFF_ADMIN_URL: (await admin(createMetrics())).url,
    });
    const states = async () => (await statusOf(house)).bffs.map(({ name, state }) => `${name} ${state}`);
    expect(await states()).toEqual(['web-bff up', 'mobile-bff up']);
    await started.close();
    expect(await states()).toEqual(['web-bff down', 'mobile-bff up']);
    expect((await statusOf(house)).bffs[0]).toEqual({ name: 'web-bff', state: 'down', reading: null });
    const again = createServer((_, res) => res.end('process_start_time_seconds 1\n')).listen(Number(port), '127.0.0.1');
    await once(again, 'listening');
    closing.push(() => (again.closeAllConnections(), again.close()));
    expect(await states()).toEqual(['web-bff up', 'mobile-bff up']);
  });

  it.each([
    ['another status', { status: 404, body: 'no metrics here' }],
    ['a redirect', { status: 302, body: '' }],
    ['more than any BFF has', { status: 200, body: 'x'.repeat(5 * 1024 * 1024) }],
  ])('does not take %s for a BFF', async (_, respond) => {
    const house = await open({ WEB_BFF_ADMIN_URL: (await admin(createMetrics(), respond)).url });
    expect((await statusOf(house)).bffs).toEqual([{ name: 'web-bff', state: 'down', reading: null }]);
  });

  it('shows the admin surfaces the token that they ask for', async () => {
    const { url, tokens } = await admin(createMetrics());
    const house = await open({ WEB_BFF_ADMIN_URL: url, ADMIN_TOKEN: 'a-token-of-this-house' });
    await statusOf(house);
    expect(new Set(tokens)).toEqual(new Set(['Bearer a-token-of-this-house']));
  });

  it('tells the condition of services as it is, however it came about', async () => {
    const house = await open();
    const conditions = async () =>
      Object.fromEntries((await statusOf(house)).services.map((each) => [each.name, each.condition]));
    expect(await conditions()).toEqual({ catalog: 'well', reviews: 'well' });
    await house.put('/faults/reviews').send({ down: true }).expect(200);
    await house.put('/faults/catalog').send({ latencyMs: 7 }).expect(200);
    expect(await conditions()).toEqual({ catalog: 'other', reviews: 'down' });
    await house.delete('/faults').expect(200);
    expect(await conditions()).toEqual({ catalog: 'well', reviews: 'well' });
  });
});

describe('requests of strangers', () => {
  const local = 'http://127.0.0.1:4400';

  it.each([
    'evil.example',
    'evil.example:4400',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    '192.0.2.7:4400',
    '',
  ])('under the name %j are refused: the name may have been rebound to this machine', async (host) => {
    const house = await open();
    for (const path of ['/', '/house/status', '/faults']) {
      const { status, body } = await house.get(path).set('Host', host).set('Accept', 'application/json');
      expect([path, status, body]).toMatchObject([path, 403, { code: 'FORBIDDEN', reason: 'HOST_NOT_LOCAL' }]);
    }
    await house.put('/faults/reviews').set('Host', host).send({ down: true }).expect(403);
  });

  it.each([
    [{ Origin: 'http://evil.example' }, 'ORIGIN_NOT_ALLOWED'],
    [{ Origin: 'null' }, 'ORIGIN_NOT_ALLOWED'],
    [{ Origin: 'http://127.0.0.1:4000' }, 'ORIGIN_NOT_ALLOWED'],
    [{ Origin: 'https://127.0.0.1:4400' }, 'ORIGIN_NOT_ALLOWED'],
    [{ 'Sec-Fetch-Site': 'cross-site' }, 'CROSS_SITE_REQUEST'],
    [{ Origin: local, 'Sec-Fetch-Site': 'same-site' }, 'CROSS_SITE_REQUEST'],
  ])('with %j press no switch', async (headers, reason) => {
    const house = await open();
    const put = house.put('/faults/reviews').set('Host', '127.0.0.1:4400').set(headers).send({ down: true });
    expect([(await put).status, (await put).body]).toMatchObject([403, { code: 'FORBIDDEN', reason }]);
    for (const path of ['/faults', '/faults/reviews'])
      await house.delete(path).set('Host', '127.0.0.1:4400').set(headers).expect(403);
    expect((await statusOf(house)).services.map(({ condition }) => condition)).toEqual(['well', 'well']);
  });

  it('are not those of this page, nor of scripts', async () => {
    const house = await open();
    for (const headers of [
      { Host: '127.0.0.1:4400' },
      { Host: 'localhost:4400' },
      { Host: '[::1]:4400' },
      { Host: '127.0.0.1:4400', Origin: local, 'Sec-Fetch-Site': 'same-origin' },
    ])
      await house.put('/faults/reviews').set(headers).send({ down: true }).expect(200);
  });
});

describe('the configuration of the house page', () => {
  it('takes admin surfaces on loopback alone', async () => {
    await expect(place.compose({ WEB_BFF_ADMIN_URL: 'http://192.0.2.7:4001' })).rejects.toMatchObject({
      problems: ['WEB_BFF_ADMIN_URL: must be on a loopback address'],
    });
    await expect(place.compose({ MOBILE_BFF_URL: 'localhost:4100' })).rejects.toMatchObject({
      problems: ['MOBILE_BFF_URL: must be an http or https origin'],
    });
  });
});
