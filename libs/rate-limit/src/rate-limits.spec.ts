import { Failure } from '@frontage/errors';
import { createLogger } from '@frontage/observability';
import type { PartnerPrincipal } from '@frontage/policy';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { serve } from '../test/door.ts';
import { createRateLimits, type LimitPolicy } from './index.ts';
import type { RateLimits } from './rate-limits.ts';
import type { LimitStore } from './store.ts';

const folder = mkdtempSync(join(tmpdir(), 'limits-'));
const file = join(folder, 'limits.json');
afterAll(() => rmSync(folder, { recursive: true }));

const policies: readonly LimitPolicy[] = [
  { name: 'address', by: ['address'], rate: { limit: 2, windowSeconds: 86_400 }, onOutage: 'open' },
];
const lines: Record<string, unknown>[] = [];
const log = createLogger({
  name: 'spec',
  destination: { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) },
});

let limits: RateLimits;
const open = (
  config: Partial<Parameters<typeof createRateLimits>[0]['config']>,
  rest: Partial<Parameters<typeof createRateLimits>[0]> = {},
) => {
  limits = createRateLimits({ policies, config: { LIMITS_FACTOR: 1, REPLICAS: 1, ...config }, log, ...rest });
  const app = serve(limits.stage);
  return async (times: number) => {
    const statuses = [];
    for (let each = 0; each < times; each += 1) statuses.push((await request(app).get('/')).status);
    return statuses;
  };
};
beforeEach(() => void (lines.length = 0));
afterEach(() => limits.close());

describe('the limits of a process', () => {
  it('are those of its policies', async () => expect(await open({})(3)).toEqual([200, 200, 429]));

  it('are read without a charge: those on a principal, of single routes too', async () => {
    const rate = { limit: 5, windowSeconds: 86_400 };
    const own = { kind: 'quota', who: ['partner'], by: ['principal'], rate, onOutage: 'open' } as const;
    const more = [
      { ...own, name: 'day' },
      { ...own, name: 'orders', routes: ['POST /orders'] },
      { ...own, name: 'people', who: ['customer'] },
    ] as const;
    open({}, { policies: [...policies, ...more] });
    const partner: PartnerPrincipal = {
      ...{ kind: 'partner', id: 'acme', keyId: 'k', mode: 'live', tier: 'gold' },
      ...{ scopes: new Set(), regions: new Set() },
    };
    for (let time = 0; time < 2; time += 1) {
      expect(await limits.stateFor(partner)).toEqual(
        ['day', 'orders'].map((name) => ({ name, ...rate, remaining: 5, moreInSeconds: undefined })),
      );
    }
  });

  it('are multiplied', async () => expect(await open({ LIMITS_FACTOR: 1.5 })(4)).toEqual([200, 200, 200, 429]));

  it('are never nothing', async () => expect(await open({ LIMITS_FACTOR: 0.001 })(2)).toEqual([200, 429]));

  it('are what a file says, and what it says later, without forgetting what was used', async () => {
    writeFileSync(file, JSON.stringify({ address: { limit: 3, windowSeconds: 86_400 } }));
    const ask = open({ LIMITS_FILE: file });
    expect(await ask(4)).toEqual([200, 200, 200, 429]);
    writeFileSync(file, JSON.stringify({ address: { limit: 5, windowSeconds: 86_400 } }));
    await limits.look();
    expect(await ask(3)).toEqual([200, 200, 429]);
    writeFileSync(file, JSON.stringify({ adress: { limit: 50, windowSeconds: 86_400 } }));
    await limits.look();
    expect(await ask(1)).toEqual([429]);
    expect(lines.filter(({ level }) => level === 'error')).toHaveLength(1);
    expect(JSON.stringify(lines)).toContain('adress');
  });

  it('may differ by tier in the file', async () => {
    const rate = (limit: number) => ({ limit, windowSeconds: 60 });
    writeFileSync(file, JSON.stringify({ address: { standard: rate(1), gold: rate(2), premium: rate(3) } }));
    expect(await open({ LIMITS_FILE: file })(2)).toEqual([200, 429]);
  });

  it.each([
    '{"address":{"limit":0,"windowSeconds":60}}',
    '{"address":{"limit":1}}',
    '{"nobody":{}}',
    '{"__proto__":{"limit":1,"windowSeconds":60}}',
    '{"constructor":{"limit":1,"windowSeconds":60}}',
    '{"toString":{"limit":1,"windowSeconds":60}}',
    '[]',
    'x',
  ])('are refused at the start when the file says %s', (text) => {
    writeFileSync(file, text);
    expect(() => open({ LIMITS_FILE: file })).toThrow('LIMITS_FILE: ');
  });
});

describe('while the shared store is gone', () => {
  const gone: LimitStore = { charge: () => Promise.reject(new Failure('UNAVAILABLE', 'gone')) };

  it('each instance has its part of an open limit', async () => {
    const eight = policies.map((policy) => ({ ...policy, rate: { limit: 8, windowSeconds: 86_400 } }));
    expect(await open({ REPLICAS: 4 }, { shared: gone, policies: eight })(3)).toEqual([200, 200, 429]);
    expect(lines.filter(({ level }) => level !== 'info')).toEqual([]);
  });

  it('an open limit lets something through on every instance', async () => {
    expect(await open({ REPLICAS: 100 }, { shared: gone })(2)).toEqual([200, 429]);
  });

  it('a closed limit lets nobody in', async () => {
    const closed = policies.map((policy) => ({ ...policy, onOutage: 'closed' as const }));
    expect(await open({}, { shared: gone, policies: closed })(2)).toEqual([503, 503]);
  });
});
