/** API keys from the operator's command to their end. */

import { maxLiveKeys } from '@frontage/auth/api-key';
import type { KeyTables } from '@frontage/auth/sql';
import { openSqlite } from '@frontage/sql';
import { openPostgresSchema } from '@frontage/sql/fake';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadConfig, loadKeysConfig } from '../src/config.ts';
import { runKeysCommand } from '../src/keys/keys-command.ts';
import { openKeys, type Keys } from '../src/keys/keys.ts';
import { openRecords } from '../src/records.ts';
import { startPartnerHouse, type PartnerHouse } from './harness.ts';

const postgresUrl = process.env['DATABASE_URL'];
if (postgresUrl === undefined) process.stdout.write('SKIPPED server suite: postgresql\n');

let folder: string;
let house: PartnerHouse;
let keys: Keys;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'frontage-partner-'));
  const env = { DATABASE_URL: `sqlite:${join(folder, 'keys.sqlite')}` };
  house = await startPartnerHouse(env);
  keys = await openKeys(loadKeysConfig(env));
});
afterAll(async () => {
  await keys.close();
  await house.close();
  rmSync(folder, { recursive: true });
});

/** Runs the command with the arguments of a line. */
async function run(line: string, at: Keys = keys) {
  const said: string[] = [];
  const given: string[] = [];
  const code = await runKeysCommand(line.split(' '), {
    ...at,
    ...(await openRecords(at.db)),
    out: (text) => given.push(text),
    say: (text) => said.push(text),
  });
  return { code, out: given.join(''), said: said.join('') };
}
const get = (path: string, key: string, where = house) => where.api.get(path).set('Authorization', `Bearer ${key}`);
const idOf = (key: string): string => key.split('_')[2]!;

/** Issues a key to a new partner. */
async function issue(partner: string, terms: string): Promise<string> {
  await run(`partner ${partner}`);
  const { code, out } = await run(`issue ${partner} ${terms}`);
  expect(code).toBe(0);
  return out.trim();
}

describe('a key', () => {
  it('is shown once, opens at once, and only what its scopes allow', async () => {
    const key = await issue('hooli', '--scopes orders:read');
    const { body } = await get('/v2', key).expect(200);
    expect(body).toMatchObject({ partner: 'hooli', tier: 'standard' });
    expect(Object.keys(body._links).toSorted()).toEqual(['describedby', 'operation', 'orders', 'profile', 'self']);
    await get('/v2/orders', key).expect(200);
    const refused = await get('/v2/products', key).expect(403);
    expect(refused.headers['www-authenticate']).toContain('scope="catalog:read"');
    const { out } = await run('list hooli');
    expect(out).toContain(idOf(key));
    expect(out).not.toContain(key.slice(-12));
    expect(readFileSync(join(folder, 'keys.sqlite-wal')).includes(key.slice(-12))).toBe(false);
  });

  it('opens from the addresses of its list alone, and until it expires', async () => {
    const elsewhere = await issue('pied-piper', '--scopes orders:read --addresses 192.0.2.0/24');
    const { body } = await get('/v2', elsewhere).expect(403);
    expect(body).toMatchObject({ reason: 'ADDRESS_NOT_ALLOWED' });
    const here = await issue('pied-piper', '--scopes orders:read --addresses 127.0.0.0/8,::1 --expires 1h');
    await get('/v2', here).expect(200);
    const over = await issue('aviato', '--scopes orders:read --expires 0s');
    expect((await get('/v2', over).expect(401)).body.detail).toBe('The API key has expired.');
  });

  it('is rolled, with both open in between, and then there is one', async () => {
    const old = await issue('raviga', '--scopes orders:read,orders:write');
    await get('/v2', old).expect(200);
    const rolled = await run(`roll ${idOf(old)} --overlap 1h`);
    const successor = rolled.out.trim();
    for (const key of [old, successor]) await get('/v2', key).expect(200);
    expect((await run('list raviga')).out).toMatch(/rolled/);
  });

  it('is not issued when too many are live', async () => {
    for (let count = 0; count < maxLiveKeys; count += 1) await issue('nucleus', '--scopes orders:read');
    const more = await run('issue nucleus --scopes orders:read');
    expect([more.code, more.out]).toEqual([1, '']);
    expect(more.said).toContain(`${maxLiveKeys} live keys`);
  });

  it('cannot be checked while the database is gone, which is said to the partner and at /readyz, and passes', async () => {
    const key = await issue('concierge', '--scopes orders:read');
    const own = { DATABASE_URL: `sqlite:${join(folder, 'lost.sqlite')}` };
    const lost = await startPartnerHouse(own);
    const lostKeys = await openKeys(loadKeysConfig(own));
    const readiness = async () => (await lost.api.get('/readyz').expect(200)).body.dependencies.database;
    expect(await readiness()).toBe('up');
    const db = openSqlite<KeyTables>({ file: join(folder, 'lost.sqlite') });
    await db.schema.alterTable('api_keys').renameTo('elsewhere').execute();
    const { body, headers } = await get('/v2', key, lost).expect(503);
    expect(body).toMatchObject({ code: 'UNAVAILABLE', detail: 'API keys cannot be checked at the moment.' });
    expect(headers['www-authenticate']).toBeUndefined();
    expect(await readiness()).toBe('unreachable');
    await db.schema.alterTable('elsewhere').renameTo('api_keys').execute();
    const { out } = await run('issue acme --scopes orders:read', lostKeys);
    await get('/v2', out.trim(), lost).expect(200);
    expect(await readiness()).toBe('up');
    await Promise.all([lostKeys.close(), db.destroy(), lost.close()]);
  });

  it('that was found somewhere is revoked by itself', async () => {
    const key = await issue('endframe', '--scopes orders:read');
    expect((await run(`revoke ${key}`)).code).toBe(0);
    // An unused key is in no cache, so the revocation holds at once.
    expect((await get('/v2', key).expect(401)).body.detail).toBe('The API key has been revoked.');
  });

  it('orders in the regions of its partner, and pays up to the limit of its tier', async () => {
    const key = await issue('bachmanity', '--scopes catalog:read,orders:read,orders:write');
    await run('partner bachmanity --regions EU --tier standard');
    const place = (body: object, number: number) =>
      house.api
        .post('/v2/orders')
        .set('Authorization', `Bearer ${key}`)
        .set('Idempotency-Key', `keys-spec-${number}`)
        .send(body);
    const outside = await place({ currency: 'USD', lines: [{ product: 'p-001', quantity: 1 }] }, 1).expect(403);
    expect(outside.body).toMatchObject({ code: 'FORBIDDEN', reason: 'OUTSIDE_REGION' });

    const { body: list } = await get('/v2/products?limit=100', key).expect(200);
    const dear = list._embedded.products
      .filter(({ stock }: { stock: { available: number } }) => stock.available > 0)
      .map((product: { id: string; price: { net: { amount: string } }; stock: { available: number } }) => ({
        product: product.id,
        quantity: Math.min(product.stock.available, 999),
        worth: Number(product.price.net.amount) * product.stock.available,
      }))
      .toSorted((a: { worth: number }, b: { worth: number }) => b.worth - a.worth)
      .slice(0, 10)
      .map(({ product, quantity }: { product: string; quantity: number }) => ({ product, quantity }));
    const { body: order } = await place({ lines: dear }, 2).expect(201);
    expect(Number(order.total.amount)).toBeGreaterThan(10_000);
    expect(Object.keys(order._links).toSorted()).toEqual(['cancel', 'events', 'profile', 'self']);
    const refused = await house.api
      .post(`/v2/orders/${order.id}/pay`)
      .set('Authorization', `Bearer ${key}`)
      .set('Idempotency-Key', 'keys-spec-3')
      .expect(403);
    expect(refused.body).toMatchObject({ code: 'FORBIDDEN', reason: 'ABOVE_TIER_LIMIT' });
  });
});

describe('the command', () => {
  it('adds partners and changes what it is told to', async () => {
    expect((await run('partner umbrella --tier gold --regions EU,UK')).said).toContain(
      'Added: umbrella active gold EU,UK',
    );
    expect((await run('partner umbrella --status suspended')).said).toContain('Changed: umbrella suspended gold EU,UK');
    expect((await run('list')).out).toMatch(/^PARTNER +STATUS[^]*umbrella +suspended +gold +EU,UK/);
  });

  it.each([
    ['', 2, 'Usage'],
    ['frobnicate', 2, 'Usage'],
    ['issue acme', 2, 'Usage'],
    ['issue acme --scopes everything', 2, "no 'everything'"],
    ['issue nobody --scopes orders:read', 1, "no partner 'nobody'"],
    ['issue acme --scopes orders:read --expires soon', 2, "'soon' is no time"],
    ['issue acme --scopes orders:read --addresses 10.0.0.1/8', 1, '10.0.0.1/8'],
    ['issue acme --scopes orders:read --overlap 1h', 2, 'issue takes no --overlap'],
    ['issue acme globex --scopes orders:read', 2, 'Usage'],
    ['issue acme --colour red', 2, '--colour'],
    ['roll', 2, 'Usage'],
    ['roll nothing', 1, "no key 'nothing'"],
    ['revoke nothing', 1, "no key 'nothing'"],
    ['list nobody', 2, "no partner 'nobody'; there are"],
    ['partner', 2, 'Usage'],
    ['audit', 2, 'Usage'],
    ['audit nobody', 2, "no partner 'nobody'"],
    ['audit acme --limit none', 2, "'none' is no number"],
    ['usage nobody', 2, "no partner 'nobody'"],
    ['usage --since soon', 2, "'soon' is no time"],
    ['list --version v1', 2, 'list takes no --version'],
    ['partner Acme!', 2, 'is named by'],
    ['partner acme --tier platinum', 2, "no 'platinum'"],
  ])('refuses %j', async (line, code, words) => {
    const before = await keys.store.keysOf('acme');
    const answer = await run(line);
    expect([answer.code, answer.out]).toEqual([code, '']);
    expect(answer.said).toContain(words);
    expect(await keys.store.keysOf('acme')).toEqual(before);
  });

  it('has a page about itself', async () => {
    const { code, out } = await run('--help');
    expect(code).toBe(0);
    for (const name of ['issue', 'roll', 'revoke', 'list', 'partner', 'usage', 'audit'])
      expect(out).toMatch(`\n  ${name} `);
  });

  it('is a program of its own, which prints the key and nothing else', () => {
    const main = fileURLToPath(new URL('../src/keys.main.ts', import.meta.url));
    const start = (env: Record<string, string>, ...args: string[]) =>
      spawnSync(process.execPath, [main, ...args], { env: { ...env, FRONTAGE_DATA_DIR: folder }, encoding: 'utf8' });
    const issued = start({ NODE_ENV: 'development' }, 'issue', 'acme', '--scopes', 'orders:read');
    expect([issued.status, issued.stdout]).toEqual([
      0,
      expect.stringMatching(/^fk_dev_[a-z0-9]{16}_[0-9A-Za-z]{38}\n$/),
    ]);
    const refused = start({ NODE_ENV: 'production', DATABASE_URL: 'mysql://me:s3cret@db/shop' }, 'list');
    expect(refused.status).toBe(78);
    expect(refused.stderr).toMatch(/DATABASE_URL: .*\n?API_KEY_PEPPERS|API_KEY_PEPPERS|DATABASE_URL/);
    expect(refused.stderr).not.toContain('s3cret');
  });
});

describe('the configuration', () => {
  const problems = (env: Record<string, string>): string => {
    try {
      loadConfig(env);
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  };

  it('keeps keys in a file of its own when nothing is configured, and takes no file for several instances', () => {
    expect(loadConfig({}).DATABASE_URL).toBe('sqlite:.data/partner-bff.sqlite');
    expect(loadConfig({ FRONTAGE_DATA_DIR: '/var/lib/x' }).DATABASE_URL).toBe('sqlite:/var/lib/x/partner-bff.sqlite');
    expect(problems({ REPLICAS: '2' })).toContain('DATABASE_URL: must be a PostgreSQL server');
    expect(problems({ REPLICAS: '2', DATABASE_URL: 'postgres://me@db/shop' })).toBe('');
  });

  it('refuses short peppers, and those of development in production', () => {
    expect(problems({ API_KEY_PEPPERS: 'long enough, short' })).toContain('API_KEY_PEPPERS');
    const production = { NODE_ENV: 'production', PARTNER_BFF_CLIENT_SECRET: 'x'.repeat(20) };
    expect(problems(production)).toContain('API_KEY_PEPPERS');
    expect(problems({ ...production, API_KEY_PEPPERS: `${'x'.repeat(20)},frontage-development-pepper` })).toContain(
      'API_KEY_PEPPERS',
    );
  });

  it('demands in production a place for the keys, of the process and of the command', () => {
    const production = { NODE_ENV: 'production', API_KEY_PEPPERS: 'the pepper of this spec' };
    const place = 'DATABASE_URL or FRONTAGE_DATA_DIR: is required in production';
    expect(problems(production)).toContain(place);
    expect(problems({ ...production, FRONTAGE_DATA_DIR: '/var/lib/x' })).not.toContain(place);
    expect(() => loadKeysConfig(production)).toThrow(place);
    expect(loadKeysConfig({ ...production, FRONTAGE_DATA_DIR: '/var/lib/x' }).DATABASE_URL).toContain('/var/lib/x');
  });

  it.each([
    ['development', ['acme', 'globex', 'initech']],
    ['test', ['acme', 'globex', 'initech']],
    ['production', []],
    ['', []],
    [undefined, []],
  ] as const)(
    'seeds partners whose keys everybody knows only where it is said to: NODE_ENV=%s',
    async (NODE_ENV, ids) => {
      const config = loadKeysConfig({
        NODE_ENV,
        API_KEY_PEPPERS: 'the pepper of this spec',
        DATABASE_URL: 'sqlite::memory:',
      });
      const opened = await openKeys(config);
      expect((await opened.store.partners()).map(({ id }) => id).toSorted()).toEqual(ids);
      await opened.close();
    },
  );
});

(postgresUrl === undefined ? describe.skip : describe)('two instances on PostgreSQL', () => {
  it('know the same keys', async () => {
    const place = await openPostgresSchema(postgresUrl!);
    const env = { DATABASE_URL: place.url, REPLICAS: '2' };
    const instances = await Promise.all([startPartnerHouse(env), startPartnerHouse(env)]);
    const operator = await openKeys(loadKeysConfig(env));
    try {
      const { out } = await run('issue acme --scopes orders:read', operator);
      for (const instance of instances) await get('/v2', out.trim(), instance).expect(200);
      await run(`revoke ${idOf(out)}`, operator);
      const later = await startPartnerHouse(env);
      await get('/v2', out.trim(), later).expect(401);
      await later.close();
    } finally {
      await operator.close();
      await Promise.all(instances.map((instance) => instance.close()));
      await place.close();
    }
    // The five seconds in between are tested with a fake clock, in libs/auth.
  });
});
