/** `/portal`: a page without inline script or style, small, and without a key in it. The links that it follows. */

import { versions } from '../src/versions.ts';
import { startPartnerHouse, type PartnerHouse } from './harness.ts';

let house: PartnerHouse;
beforeAll(async () => {
  house = await startPartnerHouse({ LIMITS_FACTOR: '100' });
});
afterAll(() => house.close());

const assetsIn = (html: string): string[] => [
  ...new Set([...html.matchAll(/(?:href|src)="(\/portal\/assets\/[^"]+)"/g)].map(([, path]) => path!)),
];

describe('the page', () => {
  it('is of this origin alone, sends no form, makes no HTML of text, and is in no frame', async () => {
    const { text, headers } = await house.api
      .get('/portal')
      .expect(200)
      .expect('content-type', /text\/html/);
    const policy = new Map(
      headers['content-security-policy']!.split('; ').map((each) => [each.split(' ')[0]!, each.split(' ').slice(1)]),
    );
    expect(Object.fromEntries(policy)).toMatchObject({
      'default-src': ["'none'"],
      'script-src': ["'self'"],
      'style-src': ["'self'"],
      'connect-src': ["'self'"],
      'form-action': ["'none'"],
      'frame-ancestors': ["'none'"],
      'base-uri': ["'none'"],
      'require-trusted-types-for': ["'script'"],
      'trusted-types': ["'none'"],
    });
    expect(headers).toMatchObject({
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'cache-control': 'no-cache',
    });
    expect(text).not.toMatch(/<script(?![^>]* src=)|<style| style=| on[a-z]+=|(src|href)="(https?:)?\/\//);
    expect(text).toContain(`data-entry="${versions[0]!.prefix}"`);
  });

  it('is the same for everybody, whatever key asks', async () => {
    const [nobody, somebody] = await Promise.all([
      house.api.get('/portal'),
      house.api.get('/portal').set('Authorization', house.as('acme')),
    ]);
    expect(somebody.text).toBe(nobody.text);
  });

  it('is asked about with its tag, as are its assets', async () => {
    const { text, headers } = await house.api.get('/portal').expect(200);
    await house.api.get('/portal').set('If-None-Match', headers['etag']!).expect(304);
    for (const path of assetsIn(text)) {
      const { headers: of } = await house.api.get(path).expect(200);
      expect([path, of['cache-control']]).toEqual([path, 'no-cache']);
      await house.api.get(path).set('If-None-Match', of['etag']!).expect(304);
      await house.api.get(path).set('If-None-Match', headers['etag']!).expect(200);
    }
  });

  it('takes less than 30 kB with all that it loads', async () => {
    const { text } = await house.api.get('/portal').expect(200);
    const paths = ['/portal', ...assetsIn(text)];
    expect(paths.length).toBeGreaterThan(10);
    let bytes = 0;
    for (const path of paths) {
      const { headers } = await house.api.get(path).set('Accept-Encoding', 'br').expect(200);
      bytes += Number(headers['content-length']);
    }
    expect(bytes).toBeLessThan(30_000);
  });

  it('names every module that its modules import, and they are whole without their comments', async () => {
    const { text } = await house.api.get('/portal').expect(200);
    const named = assetsIn(text).filter((path) => path.endsWith('.js'));
    const imported = new Set<string>();
    for (const path of named) {
      const { text: source, headers } = await house.api.get(path).expect(200);
      expect(headers['content-type']).toMatch(/^text\/javascript/);
      expect(source).not.toMatch(
        /^ *\/\*\*$|https?:\/\/|innerHTML|localStorage|sessionStorage|document\.cookie|\beval\b/m,
      );
      for (const [, name] of source.matchAll(/from '\.\/([\w.]+)'/g)) imported.add(`/portal/assets/${name}`);
    }
    expect([...imported, '/portal/assets/main.js'].sort()).toEqual([...named].sort());
  });
});

describe('the portal', () => {
  it('of what is not there is a problem as everywhere', async () => {
    for (const path of [
      '/portal/',
      '/portal/keys',
      '/portal/assets/nothing.js',
      '/portal/assets/tsconfig.json',
      '/portal/assets/api.spec.ts',
      '/portal/assets/..%2fassets.ts',
      '/portal/assets/toString',
    ])
      await house.api
        .get(path)
        .expect(404)
        .expect('content-type', /problem\+json/);
    await house.api.post('/portal').expect(404);
  });

  it('takes nothing from its address: what is in it is not in the page', async () => {
    const { text } = await house.api.get('/portal?key=%3Cscript%3E').expect(200);
    expect(text).toBe((await house.api.get('/portal').expect(200)).text);
  });

  it('is led to by the documentation, and leads back', async () => {
    for (const path of ['/docs', '/docs/errors'])
      expect((await house.api.get(path).expect(200)).text).toContain('<a href="/portal">');
    expect((await house.api.get('/portal').expect(200)).text).toContain('href="/docs"');
  });

  it('is not there where it is switched off, and nothing leads to it', async () => {
    const without = await startPartnerHouse({ PORTAL: 'off', LIMITS_FACTOR: '100' });
    try {
      await without.api.get('/portal').expect(404);
      await without.api.get('/portal/assets/main.js').expect(404);
      for (const path of ['/docs', '/docs/getting-started', '/docs/changelog'])
        expect((await without.api.get(path).expect(200)).text).not.toContain('href="/portal"');
    } finally {
      await without.close();
    }
  });
});

describe('links that the portal follows', () => {
  const linksOf = async (path: string, authorization: string) =>
    (await house.api.get(path).set('Authorization', authorization).expect(200)).body._links as Record<string, unknown>;

  it('are there for a key that may, and lead to what it may', async () => {
    const acme = house.as('acme');
    expect(await linksOf('/v2', acme)).toMatchObject({ key: { href: '/v2/keys/acme' } });
    expect(await linksOf('/v2/keys/acme', acme)).toMatchObject({
      roll: { href: '/v2/keys/acme/roll' },
      revoke: { href: '/v2/keys/acme' },
    });
    expect(await linksOf('/v2/keys', acme)).toMatchObject({ 'create-key': { href: '/v2/keys' } });
    expect(await linksOf('/v2/webhooks', acme)).toMatchObject({ 'create-webhook': { href: '/v2/webhooks' } });
  });

  it('are not there for a key that may not, nor for what has ended', async () => {
    const acme = house.as('acme');
    const make = async (scopes: readonly string[]) =>
      (await house.api.post('/v2/keys').set('Authorization', acme).send({ scopes }).expect(201)).body as {
        readonly id: string;
        readonly key: string;
      };
    const reader = await make(['keys:read', 'webhooks:read']);
    const as = `Bearer ${reader.key}`;
    expect(await linksOf('/v2', as)).toMatchObject({ key: { href: `/v2/keys/${reader.id}` } });
    for (const [path, relations] of [
      ['/v2/keys', ['create-key']],
      [`/v2/keys/${reader.id}`, ['roll', 'revoke']],
      ['/v2/webhooks', ['create-webhook']],
    ] as const)
      for (const relation of relations) expect(Object.keys(await linksOf(path, as))).not.toContain(relation);
    const blind = await make(['catalog:read']);
    expect(Object.keys(await linksOf('/v2', `Bearer ${blind.key}`))).not.toContain('key');
    await house.api.delete(`/v2/keys/${blind.id}`).set('Authorization', acme).expect(200);
    expect(Object.keys(await linksOf(`/v2/keys/${blind.id}`, acme))).not.toContain('revoke');
  });

  it('let an endpoint be changed and deleted by whoever may', async () => {
    const { body } = await house.api
      .post('/v2/webhooks')
      .set('Authorization', house.as('acme'))
      .send({ url: 'https://shop.example.test/hooks', events: ['*'] })
      .expect(201);
    expect(body._links.edit).toEqual({ href: `/v2/webhooks/${body.id}` });
  });
});
