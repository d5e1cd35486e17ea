import request, { type Response } from 'supertest';
import { serve } from '../test/door.ts';
import { createClock, type Clock } from '../test/store-suite.ts';
import { compile } from './policy.ts';
import { createLimiter } from './limiter.ts';
import { createMemoryStore } from './memory-store.ts';
import { limit } from './limit.stage.ts';
import type { LimitPolicy } from './index.ts';

const minute = 60_000;

let clock: Clock;
let refusals: string[];
const open = (policies: readonly LimitPolicy[]) => {
  clock = createClock(30 * minute);
  refusals = [];
  const compiled = compile(policies, 1);
  const limiter = createLimiter({
    policies: () => compiled,
    store: createMemoryStore({ now: clock.now }),
    onRefused: (name) => refusals.push(name),
  });
  const app = serve(limit(limiter));
  const ask = (headers: Readonly<Record<string, string>> = {}, path = '/', method: 'get' | 'post' = 'get') =>
    request(app)[method](path).set(headers);
  return {
    ask,
    statuses: async (times: number, ...how: Parameters<typeof ask>): Promise<number[]> => {
      const statuses = [];
      for (let each = 0; each < times; each += 1) statuses.push((await ask(...how)).status);
      return statuses;
    },
  };
};
const by = (...words: string[]) => ({ Authorization: words.join(' ') });
const from = (address: string) => ({ 'X-Forwarded-For': address });

const policy = (changes: Partial<LimitPolicy> = {}): LimitPolicy => ({
  name: 'spec',
  by: ['address'],
  rate: { limit: 2, windowSeconds: 60 },
  onOutage: 'open',
  ...changes,
});
const fields = ({ headers }: Response) => [headers['ratelimit-policy'], headers['ratelimit']];

describe('an answer', () => {
  it('says what the policy is, what is left and when there will be more', async () => {
    const { ask } = open([policy({ rate: { limit: 3, windowSeconds: 60 } })]);
    expect(fields(await ask().expect(200))).toEqual(['"spec";q=3;w=60', '"spec";r=2;t=20']);
    clock.advance(5_000);
    expect(fields(await ask().expect(200))).toEqual(['"spec";q=3;w=60', '"spec";r=1;t=15']);
  });

  it('says so of each policy, of the same ones every time', async () => {
    const { ask } = open([
      policy({ name: 'burst', rate: { limit: 5, windowSeconds: 1 } }),
      policy({ name: 'hour', kind: 'quota', rate: { limit: 2, windowSeconds: 3_600 } }),
    ]);
    const policies = '"burst";q=5;w=1, "hour";q=2;w=3600';
    expect(fields(await ask().expect(200))).toEqual([policies, '"burst";r=4;t=1, "hour";r=1;t=1800']);
    expect(fields(await ask().expect(200))).toEqual([policies, '"burst";r=3;t=1, "hour";r=0;t=1800']);
    const refused = await ask().expect(429);
    expect(fields(refused)).toEqual([policies, '"burst";r=3;t=1, "hour";r=0;t=1800']);
    expect(refused.headers['retry-after']).toBe('1800');
  });

  it('has no fields when no limit applies', async () => {
    const { ask } = open([policy({ who: ['support'] })]);
    expect(fields(await ask().expect(200))).toEqual([undefined, undefined]);
  });

  it('of 429 is the problem that is registered for it, with the time to wait', async () => {
    const { ask } = open([policy({ rate: { limit: 1, windowSeconds: 60 } })]);
    await ask().expect(200);
    const { headers, body } = await ask().expect(429);
    expect(headers['content-type']).toBe('application/problem+json');
    expect(headers['cache-control']).toBe('no-store');
    expect(body).toEqual({
      type: 'https://iana.org/assignments/http-problem-types#quota-exceeded',
      title: 'Too many requests',
      status: 429,
      detail: "The limit 'spec' is used up.",
      instance: '/',
      code: 'RATE_LIMITED',
      requestId: headers['x-request-id'],
      'violated-policies': ['spec'],
    });
    expect(headers['retry-after']).toBe('60');
    clock.advance(Number(headers['retry-after']) * 1_000);
    await ask().expect(200);
    expect(refusals).toEqual(['spec']);
  });

  it('never has Retry-After before there is more', async () => {
    const { ask, statuses } = open([policy({ rate: { limit: 7, windowSeconds: 10 } })]);
    await statuses(7);
    const { headers } = await ask().expect(429);
    expect(Number(headers['retry-after'])).toBeGreaterThanOrEqual(Number(/t=(\d+)/.exec(headers['ratelimit']!)![1]));
  });

  it('of 304 is free', async () => {
    const { ask, statuses } = open([policy()]);
    for (let each = 0; each < 20; each += 1) {
      const unchanged = await ask({ 'If-None-Match': '"1"' }).expect(304);
      expect(unchanged.headers['ratelimit']).toBe('"spec";r=2');
    }
    expect(await statuses(3, { 'If-None-Match': '"2"' })).toEqual([200, 200, 429]);
  });
});

describe('limits are counted', () => {
  it.each([
    ['address', from('192.0.2.1'), from('192.0.2.2')],
    ['address', from('2001:db8:0:1::1'), from('2001:db8:0:2::1')],
    ['key', by('partner', 'acme', 'standard', 'k1'), by('partner', 'acme', 'standard', 'k2')],
    ['principal', by('partner', 'acme', 'standard', 'k'), by('partner', 'acme', 'standard', 'k', 'test')],
    ['principal', by('customer', 'ada'), by('customer', 'bob')],
    ['principal', by('customer', '7'), by('support', '7')],
    ['role', by('customer', 'ada'), by('support', 'sam')],
    ['role', {}, by('customer', 'ada')],
    ['tier', by('customer', 'ada', 'gold'), by('customer', 'ada', 'standard')],
  ] as const)('by %s', async (dimension, one, other) => {
    const { statuses } = open([policy({ by: [dimension] })]);
    expect(await statuses(3, one)).toEqual([200, 200, 429]);
    expect(await statuses(3, other)).toEqual([200, 200, 429]);
  });

  it.each([
    ['address', from('2001:db8:0:1::1'), from('2001:db8:0:1:ffff::9')],
    ['address', from('192.0.2.1'), from('::ffff:192.0.2.1')],
    ['key', by('partner', 'acme', 'standard', 'k1'), by('partner', 'acme', 'gold', 'k1')],
    ['principal', by('partner', 'acme', 'standard', 'k1'), by('partner', 'acme', 'standard', 'k2')],
    ['role', by('customer', 'ada'), by('customer', 'bob')],
    ['tier', by('customer', 'ada', 'gold'), by('partner', 'acme', 'gold')],
    ['tier', by('support', 'sam'), by('customer', 'ada', 'standard')],
  ] as const)('by %s, together', async (dimension, one, other) => {
    const { statuses } = open([policy({ by: [dimension] })]);
    expect([...(await statuses(1, one)), ...(await statuses(2, other)), ...(await statuses(1, one))]).toEqual([
      200, 200, 429, 429,
    ]);
  });

  it('by route, each of those that the policy names with all below it, and no other', async () => {
    const { statuses } = open([policy({ by: ['route'], routes: ['POST /orders/{id}/pay', '/auth/login'] })]);
    expect(await statuses(1, {}, '/orders/1/pay', 'post')).toEqual([200]);
    expect(await statuses(2, {}, '/orders/2/pay', 'post')).toEqual([200, 429]);
    expect(await statuses(3, {}, '/auth/login')).toEqual([200, 200, 429]);
    expect(await statuses(3, {}, '/orders/1/pay')).toEqual([200, 200, 200]);
    expect(await statuses(3, {}, '/auth/loginx')).toEqual([200, 200, 200]);
  });

  it('by several of them together', async () => {
    const { statuses } = open([policy({ by: ['principal', 'address'] })]);
    const ada = by('customer', 'ada');
    expect(await statuses(3, { ...ada, ...from('192.0.2.1') })).toEqual([200, 200, 429]);
    expect(await statuses(1, { ...ada, ...from('192.0.2.2') })).toEqual([200]);
  });

  it('whatever a name is made of', async () => {
    const { statuses } = open([policy({ by: ['principal'] })]);
    for (const name of ['a:b', 'x'.repeat(5_000), '%20', '__proto__'])
      expect(await statuses(3, by('customer', name))).toEqual([200, 200, 429]);
  });

  it('by the rates of the tier', async () => {
    const rate = (n: number) => ({ limit: n, windowSeconds: 60 });
    const { statuses } = open([
      policy({ by: ['principal'], who: ['partner'], rate: { standard: rate(1), gold: rate(2), premium: rate(3) } }),
    ]);
    expect(await statuses(4, by('partner', 'a', 'standard'))).toEqual([200, 429, 429, 429]);
    expect(await statuses(4, by('partner', 'b', 'gold'))).toEqual([200, 200, 429, 429]);
    expect(await statuses(4, by('partner', 'c', 'premium'))).toEqual([200, 200, 200, 429]);
    expect(await statuses(4)).toEqual([200, 200, 200, 200]);
  });

  it('for all policies or for none', async () => {
    const { ask, statuses } = open([
      policy({ name: 'person', by: ['principal'], who: ['customer'], rate: { limit: 1, windowSeconds: 60 } }),
      policy({ name: 'address', rate: { limit: 3, windowSeconds: 60 } }),
    ]);
    expect(await statuses(5, by('customer', 'ada'))).toEqual([200, 429, 429, 429, 429]);
    expect((await ask(by('customer', 'bob')).expect(200)).headers['ratelimit']).toBe(
      '"person";r=0;t=60, "address";r=1;t=20',
    );
  });
});

describe('whoever cannot be told', () => {
  it('is refused, for they would share a bucket with strangers, or have none', async () => {
    const { ask } = open([policy({ by: ['address', 'principal'] })]);
    await ask(by('customer', 'ada')).expect(200);
    const { body } = await ask().expect(403);
    expect(body).toMatchObject({ code: 'FORBIDDEN', reason: 'LIMIT_KEY_MISSING' });
  });

  it('is charged for credentials that are no good', async () => {
    const { statuses } = open([policy(), policy({ name: 'person', by: ['principal'], who: ['customer'] })]);
    expect(await statuses(4, by('burglar'))).toEqual([401, 401, 429, 429]);
    expect(await statuses(1, by('customer', 'ada'))).toEqual([429]);
    expect(await statuses(1, from('192.0.2.9'))).toEqual([200]);
  });
});

describe('an operation', () => {
  const policies = [
    policy({ name: 'address', rate: { limit: 5, windowSeconds: 60 } }),
    policy({ name: 'cost', unit: 'cost', rate: { limit: 100, windowSeconds: 60 } }),
  ];

  it('is charged what it costs, beside the request', async () => {
    const { ask } = open(policies);
    const answer = await ask({}, '/cost/60').expect(200);
    expect(fields(answer)).toEqual(['"address";q=5;w=60, "cost";q=100;w=60', '"address";r=4;t=12, "cost";r=40;t=1']);
  });

  it('that costs too much is charged nothing, not even the request', async () => {
    const { ask } = open(policies);
    await ask({}, '/cost/60').expect(200);
    const refused = await ask({}, '/cost/41').expect(429);
    expect(refused.body).toMatchObject({ 'violated-policies': ['cost'] });
    expect(refused.headers['ratelimit']).toBe('"address";r=4;t=12, "cost";r=40;t=1');
    expect((await ask({}, '/cost/40').expect(200)).headers['ratelimit']).toBe('"address";r=3;t=12, "cost";r=0;t=1');
  });
});

describe('policies that cannot work', () => {
  it.each([
    ['no name', [policy({ name: 'No name' })], "'No name' is no name"],
    ['the same name', [policy(), policy()], "two limits 'spec'"],
    ['a route that none is', [policy({ by: ['route'] })], 'names none'],
    ['a path that none is', [policy({ routes: ['login'] })], 'is not a path'],
  ] as const)('are refused: %s', (_, policies, message) => expect(() => compile(policies, 1)).toThrow(message));
});
