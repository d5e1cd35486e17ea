/** Storefront at `/`: its page, its assets, and what is never answered with them. */

import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSmallStorefront, pageText, scriptText } from './built-storefront.ts';
import { startWebHouse, type WebHouse } from './harness.ts';

/** `Accept` of a browser's navigation. */
const navigation = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8';
const script = '/assets/main-1a2b.js';

const folder = buildSmallStorefront();
let house: WebHouse;
beforeAll(async () => {
  house = await startWebHouse({ STOREFRONT_DIR: folder, IMAGE_ORIGINS: 'https://pictures.example' });
});
afterAll(async () => {
  await house.close();
  rmSync(folder, { recursive: true });
});
const navigate = (path: string) => house.client.get(path).set('Accept', navigation);

describe('the page', () => {
  it.each(['/', '/search?text=lamp', '/products/p-001', '/orders/', '/a/b/c'])(
    'is the answer to a navigation to %s',
    async (path) => {
      const { headers, text } = await navigate(path).expect(200);
      expect(text).toBe(pageText);
      expect(headers['content-type']).toBe('text/html; charset=utf-8');
      expect(headers['cache-control']).toBe('no-cache');
      expect(headers).not.toHaveProperty('set-cookie');
    },
  );

  it('has a policy that allows nothing inline, and pictures of the catalog, whose origin is connected to at once', async () => {
    const { headers } = await navigate('/').expect(200);
    const policy = headers['content-security-policy']!;
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).toContain("img-src 'self' https://pictures.example;");
    expect(policy).not.toContain('unsafe');
    expect(headers['link']).toBe('<https://pictures.example>; rel=preconnect');
  });

  it('is confirmed with 304, and answers HEAD with the headers alone', async () => {
    const { headers } = await navigate('/').expect(200);
    const confirmed = await navigate('/').set('If-None-Match', headers['etag']!).expect(304);
    expect(confirmed.text).toBe('');
    expect(confirmed.headers['cache-control']).toBe('no-cache');
    const head = await house.client.head('/').set('Accept', navigation).expect(200);
    expect(head.headers['content-length']).toBe(String(pageText.length));
    expect(head.headers['etag']).toBe(headers['etag']);
  });

  it.each([
    '/graphql',
    '/auth/nothing',
    '/problems/nothing',
    '/assets/gone-1.js',
    '/assets/notes.txt',
    '/favicon.ico',
    '/index.html',
    '/secret.txt',
    '/assets/..%2fsecret.txt',
    '/assets/%2e%2e/secret.txt',
    '/..%5csecret.txt',
  ])('is no answer to a navigation to %s', async (path) => {
    const { status, text } = await navigate(path);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(text).not.toContain('id="root"');
    expect(text).not.toContain('not served');
  });

  it('is no answer to a program that asks for an unknown address', async () => {
    const { headers, body } = await house.client.get('/products/p-001').set('X-CSRF', '1').expect(404);
    expect(headers['content-type']).toBe('application/problem+json');
    expect(body).toMatchObject({ code: 'NOT_FOUND' });
    await house.client.get('/products/p-001').expect(403);
    await house.client.post('/products/p-001').set('Accept', navigation).set('X-CSRF', '1').expect(404);
  });
});

describe('an asset', () => {
  it.each([
    ['br, gzip', 'br'],
    ['gzip, deflate', 'gzip'],
    ['gzip;q=0.5, br;q=0', 'gzip'],
    ['identity', undefined],
  ])('for a client that accepts %s comes in %s', async (accepted, coding) => {
    const { headers, text } = await house.client.get(script).set('Accept-Encoding', accepted).expect(200);
    expect(headers['content-encoding']).toBe(coding);
    expect(headers['vary']).toBe('Accept-Encoding');
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    if (coding !== 'br') expect(text).toBe(scriptText);
  });
});

describe('without a build', () => {
  it('development says that it is being built, until it is there', async () => {
    const later = join(mkdtempSync(join(tmpdir(), 'later-')), 'shop');
    const early = await startWebHouse({ STOREFRONT_DIR: later });
    const { headers, text } = await early.client.get('/').set('Accept', navigation).expect(503);
    expect(text).toContain('is being built');
    expect(headers['refresh']).toBe('1');
    renameSync(buildSmallStorefront(), later);
    await early.client.get('/').set('Accept', navigation).expect(200);
    await early.close();
    rmSync(later, { recursive: true });
  });

  it('production does not start', async () => {
    const production = {
      NODE_ENV: 'production',
      INSECURE_ISSUER: 'true',
      PUBLIC_URL: 'https://shop.example',
      SESSION_KEYS: 'a'.repeat(32),
      WEB_BFF_CLIENT_SECRET: 'b'.repeat(32),
    };
    await expect(startWebHouse({ ...production, STOREFRONT_DIR: join(folder, 'none') })).rejects.toMatchObject({
      problems: ['STOREFRONT_DIR: must be a folder with a built storefront'],
    });
  });
});
