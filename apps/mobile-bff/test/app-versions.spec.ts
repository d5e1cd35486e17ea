/** Versions of the app, and the language of problems: what is decided before the route is known. */

import { createLogger } from '@frontage/observability';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAppVersions, readAppVersion, type AppVersions } from '../src/app-versions/app-versions.ts';
import { startMobileHouse, type MobileHouse } from './harness.ts';

const store = 'https://apps.example/frontage?country=de';
const terms = {
  ios: {
    store,
    minimum: '3.0',
    recommended: '3.2.0',
    switches: { 'offline-cart': { from: '3.1' }, 'old-search': { before: '3.2' }, sync: {} },
  },
};

const folder = mkdtempSync(join(tmpdir(), 'app-versions-'));
const file = join(folder, 'versions.json');
const write = (document: unknown): void =>
  writeFileSync(file, typeof document === 'string' ? document : JSON.stringify(document));

let house: MobileHouse;
beforeAll(async () => {
  write(terms);
  house = await startMobileHouse({ APP_VERSIONS_FILE: file });
});
afterAll(async () => {
  await house.close();
  rmSync(folder, { recursive: true });
});

const get = (path: string, version?: string, headers: Readonly<Record<string, string>> = {}) =>
  house.phone.get(path).set({ ...headers, ...(version !== undefined && { 'X-App-Version': version }) });

describe('a version of the app', () => {
  it.each(['ios/2.9.9', 'ios/2', 'ios/2.99-beta.1', 'ios/0'])(
    '%s is too old: 426, with the way to a newer one',
    async (version) => {
      // Without the catalog, home would be 503, if it came that far.
      house.domain.services.catalog.faults.set({ down: true });
      for (const path of ['/home', '/categories', '/orders']) {
        const { body, headers } = await get(path, version, { Authorization: 'Bearer x' }).expect(426);
        expect(body).toMatchObject({
          type: '/problems/upgrade-required',
          code: 'UPGRADE_REQUIRED',
          reason: 'APP_TOO_OLD',
          store,
        });
        expect(body.requestId).toBe(headers['x-request-id']);
        expect(headers).toMatchObject({ upgrade: 'ios/3.0', connection: 'Upgrade', 'cache-control': 'no-store' });
      }
      await house.recover();
      await house.phone.post('/checkout').set('X-App-Version', version).expect(426);
    },
  );

  it.each([
    ['ios/3.0', `recommended;store="${store}"`, 'offline-cart=?0, old-search, sync'],
    ['ios/3.1.99', `recommended;store="${store}"`, 'offline-cart, old-search, sync'],
    ['ios/3.2.0', 'none', 'offline-cart, old-search=?0, sync'],
    ['ios/10.0.0.1+77', 'none', 'offline-cart, old-search=?0, sync'],
  ])('%s is answered, and told what holds for it', async (version, update, switches) => {
    const { headers } = await get('/products/p-001', version).expect(200);
    expect(headers).toMatchObject({ 'frontage-app-update': update, 'frontage-app-switches': switches });
    const same = await get('/products/p-001', version, { 'If-None-Match': headers['etag']! }).expect(304);
    expect(same.headers).toMatchObject({ 'frontage-app-update': update, 'frontage-app-switches': switches });
  });

  it('is no part of answers that shared caches give to all versions', async () => {
    const [told, untold] = [await get('/categories', 'ios/3.0').expect(200), await get('/categories').expect(200)];
    expect([told.headers['vary'], told.headers['etag']]).toEqual([untold.headers['vary'], untold.headers['etag']]);
    expect(told.headers).not.toHaveProperty('frontage-app-update');
  });

  it('need not be said, and platforms that the file does not name pass', async () => {
    for (const version of [undefined, 'android/0.1']) {
      const { headers } = await get('/products/p-001', version).expect(200);
      expect(headers).not.toHaveProperty('frontage-app-update');
    }
  });

  it.each([
    '',
    'ios',
    'ios/',
    'ios/x',
    'iOS/3.2',
    'watch/3.2',
    '3.2.0',
    'ios/3.2.0, ios/3.2.0',
    'ios/1.2.3.4.5',
    'ios/1234567',
    'ios/3.2.0-',
    `ios/${'9'.repeat(10_000)}`,
  ])('that is garbage is the client’s mistake: %j', async (version) => {
    const { body } = await get('/products/p-001', version).expect(400);
    expect([body.code, body.errors[0].pointer]).toEqual(['INVALID_INPUT', '#/headers/x-app-version']);
  });

  it('makes no difference to probes', async () => {
    for (const version of ['ios/1.0', 'garbage'])
      for (const path of ['/livez', '/readyz']) await get(path, version).expect(200);
  });
});

describe('APP_VERSIONS_FILE', () => {
  const log = createLogger({ name: 'spec', destination: { write: () => undefined } });
  const own = join(folder, 'own.json');
  const required = (versions: { readonly current: AppVersions }, version: string) =>
    versions.current(readAppVersion(version)!)?.required;

  it('is read again while the process runs, and a broken one changes nothing', async () => {
    writeFileSync(own, '{}');
    const versions = openAppVersions(own, log);
    expect(required(versions, 'ios/1')).toBeUndefined();
    writeFileSync(own, JSON.stringify({ ios: { store, minimum: '2' }, android: { store, minimum: '1.5' } }));
    await versions.look();
    expect([required(versions, 'ios/1'), required(versions, 'ios/2.0'), required(versions, 'android/1.4')]).toEqual([
      '2',
      undefined,
      '1.5',
    ]);
    writeFileSync(own, '{');
    await versions.look();
    expect(required(versions, 'ios/1')).toBe('2');
    versions.close();
  });

  it.each([
    [{ windows: {} }, 'windows'],
    [{ ios: {} }, 'ios.store'],
    [{ ios: { store: 'http://apps.example' } }, 'https'],
    [{ ios: { store: 'https://apps.example/"a' } }, 'https'],
    [{ ios: { store, minimum: '3.x' } }, 'must be a version'],
    [{ ios: { store, minimum: '3.2', recommended: '3.1.9' } }, 'ios.recommended: is below minimum'],
    [{ ios: { store, switches: { 'a=b': {} } } }, 'ios.switches'],
    [{ ios: { store, switches: { a: { since: '3' } } } }, 'since'],
  ])('may not be %j', (document, flaw) => {
    writeFileSync(own, JSON.stringify(document));
    expect(() => openAppVersions(own, log)).toThrow(
      expect.objectContaining({ message: expect.stringContaining(flaw) as unknown }),
    );
  });
});

describe('the language of problems', () => {
  const problem = async (language: string | undefined, version?: string, path = '/products/p-none') => {
    const { body, headers } = await get(path, version, language === undefined ? {} : { 'Accept-Language': language });
    return {
      title: body.title as string,
      detail: body.detail as string,
      language: headers['content-language'],
      vary: headers['vary'],
    };
  };
  const english = 'There is no such thing here';
  const german = 'Das gibt es hier nicht';

  it.each([
    ['de', german],
    ['de-AT, en;q=0.8', german],
    ['fr, DE;q=0.3', german],
    ['en-GB, de;q=0.9', english],
    ['de;q=0', english],
    ['fr', english],
    ['*', english],
    ['', english],
    [';;;,,,q=x', english],
    ['de,'.repeat(3_400), english],
    [undefined, english],
  ])('of %j is chosen', async (accepted, title) => {
    expect(await problem(accepted)).toMatchObject({
      title,
      language: title === german ? 'de, en' : 'en',
      vary: 'Accept-Language',
    });
  });

  it('is that of the detail, too, where the app shows it to its people', async () => {
    expect(await problem('de', 'ios/1.0')).toEqual({
      title: 'Diese Version der App wird nicht mehr unterstützt',
      detail: 'Eine neuere Version der App ist nötig. Es gibt sie im Store.',
      language: 'de',
      vary: 'Accept-Language',
    });
    const empty = await house.phone
      .post('/checkout')
      .set({ Authorization: house.as('nobody-yet'), 'Idempotency-Key': '"de"', 'Accept-Language': 'de' })
      .expect(409);
    expect([empty.body.title, empty.body.detail]).toEqual([
      'Der jetzige Zustand lässt das nicht zu',
      'Der Warenkorb ist leer.',
    ]);
  });

  it('changes no answer that is none, and no code', async () => {
    const [one, other] = [
      await get('/home').expect(200),
      await get('/home', undefined, { 'Accept-Language': 'de' }).expect(200),
    ];
    expect([other.headers['etag'], other.headers['content-language']]).toEqual([one.headers['etag'], undefined]);
    const { body } = await get('/products?limit=0', undefined, { 'Accept-Language': 'de' }).expect(400);
    expect(body).toMatchObject({
      code: 'INVALID_INPUT',
      title: 'Die Eingabe ist ungültig',
      errors: [{ pointer: '#/query/limit' }],
    });
  });
});
