import { parseAddress } from '@frontage/network-address';
import { createLogger, createMetrics } from '@frontage/observability';
import type { RequestHandler } from 'express';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import {
  addresses,
  authenticate,
  failures,
  health,
  notFound,
  requestContext,
  securityHeaders,
} from '../stages.exports.ts';
import { assemble, routes, withoutLimits } from '../stack.exports.ts';
import { openAddressRules } from '../config.exports.ts';
import { parseAddressRules } from '../address-rules.ts';
import { trustProxy } from '../client-address.ts';

const folder = mkdtempSync(join(tmpdir(), 'addresses-'));
const file = join(folder, 'addresses.json');
afterAll(() => rmSync(folder, { recursive: true }));

const lines: Record<string, unknown>[] = [];
const log = createLogger({
  name: 'spec',
  destination: { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) },
});

const answer: RequestHandler = (req, res) => void res.json({ path: req.path });

const serve = (rules: Parameters<typeof addresses>[0], trust = '1') =>
  assemble([
    requestContext({ log, metrics: createMetrics(), debug: false, trustProxy: trustProxy.parse(trust) }),
    health({ state: () => 'serving' }),
    addresses(rules),
    securityHeaders(),
    authenticate([]),
    withoutLimits('a spec'),
    routes({ access: 'public' }, answer),
    notFound(),
    failures(),
  ]);
const statusFrom = async (app: ReturnType<typeof serve>, address: string, path = '/'): Promise<number> =>
  (await request(app).get(path).set('X-Forwarded-For', address)).status;

describe('lists', () => {
  const rules = (document: object) => {
    const permits = parseAddressRules(JSON.stringify(document));
    return (address: string, path = '/', method = 'GET') => permits(parseAddress(address), method, path);
  };

  it('of nothing let everybody in', () => expect(rules({})('203.0.113.7')).toBe(true));

  it('deny before they allow', () => {
    const permits = rules({ allow: ['10.0.0.0/8', '2001:db8::/32'], deny: ['10.6.6.0/24'] });
    expect(['10.0.0.1', '::ffff:10.0.0.1', '2001:db8::1'].map((address) => permits(address))).toEqual([
      true,
      true,
      true,
    ]);
    expect(['10.6.6.6', '::ffff:10.6.6.6', '11.0.0.1', '2001:db9::1'].map((address) => permits(address))).toEqual(
      Array(4).fill(false),
    );
  });

  it('of a group of routes hold for it and all below it, beside those for everything', () => {
    const permits = rules({
      deny: ['192.0.2.66'],
      routes: { '/v2/keys': { allow: ['192.0.2.0/24'] }, 'DELETE /v2/orders/{id}': { deny: ['198.51.100.0/24'] } },
    });
    expect(permits('192.0.2.7', '/v2/keys')).toBe(true);
    expect(permits('192.0.2.66', '/v2/keys')).toBe(false);
    for (const path of ['/v2/keys', '/v2/keys/', '/v2/keys/7', '/V2/Keys'])
      expect(permits('203.0.113.7', path)).toBe(false);
    for (const path of ['/v2/keysmith', '/v2', '/']) expect(permits('203.0.113.7', path)).toBe(true);
    expect(permits('198.51.100.1', '/v2/orders/7', 'DELETE')).toBe(false);
    expect(permits('198.51.100.1', '/v2/orders/7', 'GET')).toBe(true);
  });

  it('let nobody pass whose address cannot be told', () => {
    expect(parseAddressRules('{}')(undefined, 'GET', '/')).toBe(true);
    expect(parseAddressRules('{"deny":["192.0.2.1"]}')(undefined, 'GET', '/')).toBe(false);
    expect(parseAddressRules('{"allow":["0.0.0.0/0","::/0"]}')(undefined, 'GET', '/')).toBe(false);
  });

  it.each([
    ['[]', 'expected object'],
    ['{"alow":[]}', 'alow'],
    [
      '{"deny":["10.0.0.1/8","x"]}',
      'deny: "10.0.0.1/8" has bits set after its prefix; the network is 10.0.0.0/8; "x" is not',
    ],
    ['{"routes":{"v2":{}}}', 'is not a path'],
    ['{"deny":"10.0.0.1"}', 'deny: '],
  ])('may not be %s', (text, message) => expect(() => parseAddressRules(text)).toThrow(message));
});

describe('the stage', () => {
  it('answers who is not allowed with a problem, and probes to anybody', async () => {
    const app = serve({ current: parseAddressRules('{"allow":["192.0.2.0/24"]}') });
    const refused = await request(app).get('/').set('X-Forwarded-For', '203.0.113.7').expect(403);
    expect(refused.headers['content-type']).toBe('application/problem+json');
    expect(refused.body).toMatchObject({ code: 'FORBIDDEN', reason: 'ADDRESS_NOT_ALLOWED' });
    expect(await statusFrom(app, '192.0.2.7')).toBe(200);
    expect(await statusFrom(app, '203.0.113.7', '/livez')).toBe(200);
  });

  it('believes nobody by default: what a request says about its address changes nothing', async () => {
    const app = serve({ current: parseAddressRules('{"allow":["192.0.2.0/24"]}') }, '0');
    for (const header of [
      'X-Forwarded-For',
      'Forwarded',
      'X-Real-IP',
      'X-Client-IP',
      'True-Client-IP',
      'CF-Connecting-IP',
    ]) {
      const value = header === 'Forwarded' ? 'for=192.0.2.7' : '192.0.2.7';
      await request(app).get('/').set(header, value).expect(403);
    }
    const loopback = serve({ current: parseAddressRules('{"deny":["127.0.0.0/8","::1"]}') }, '0');
    await request(loopback).get('/').set('X-Forwarded-For', '192.0.2.7').expect(403);
  });

  it('takes new lists without a restart, and keeps the old ones when the new ones are broken', async () => {
    writeFileSync(file, '{"deny":["192.0.2.1"]}');
    const rules = openAddressRules(file, log);
    const app = serve(rules);
    lines.length = 0;
    expect([await statusFrom(app, '192.0.2.1'), await statusFrom(app, '192.0.2.2')]).toEqual([403, 200]);
    writeFileSync(file, '{"deny":["192.0.2.2"]}');
    await rules.look();
    expect([await statusFrom(app, '192.0.2.1'), await statusFrom(app, '192.0.2.2')]).toEqual([200, 403]);
    writeFileSync(file, '{"deny":["192.0.2.2"');
    for (let each = 0; each < 3; each += 1) await rules.look();
    expect([await statusFrom(app, '192.0.2.1'), await statusFrom(app, '192.0.2.2')]).toEqual([200, 403]);
    expect(lines.filter(({ level }) => level === 'error')).toHaveLength(1);
    rules.close();
  });
});
