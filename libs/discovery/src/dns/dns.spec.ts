import { jest } from '@jest/globals';
import { startDnsServer, type DnsServer } from '../fake/dns-server.ts';
import { createBalancer, createResolver, parseServiceLocation, type BalancerEvent, type Endpoint } from '../index.ts';
import type { ResolverOptions } from '../create-resolver.ts';
import type { Watch } from '../resolver.ts';
import { openDnsClient } from './dns-client.ts';

let dns: DnsServer;
const watches: Pick<Watch, 'close'>[] = [];
beforeEach(async () => (dns = await startDnsServer()));
afterEach(async () => {
  for (const watch of watches.splice(0)) watch.close();
  jest.useRealTimers();
  await dns.close();
});

const noSearch = { domains: [], ndots: 1 };

const resolve = (location: string, options: ResolverOptions = {}) =>
  createResolver(parseServiceLocation(location), {
    servers: [dns.address],
    search: noSearch,
    families: [4],
    timeoutMs: 5_000,
    minRefreshMs: 10,
    random: () => 0,
    ...options,
  });

/** Watches a location as the environment would name it; its reports can be awaited, in order. */
function watching(location: string, options: ResolverOptions = {}) {
  const sets = queue<readonly Endpoint[]>();
  const failures = queue<unknown>();
  const watch = resolve(location, options).watch({ onEndpoints: sets.push, onFailure: failures.push });
  watches.push(watch);
  return { sets, failures, watch };
}

function queue<T>() {
  const items: T[] = [];
  const waiting: ((item: T) => void)[] = [];
  return {
    items,
    push: (item: T): void => {
      const take = waiting.shift();
      if (take) take(item);
      else items.push(item);
    },
    next: async (): Promise<T> => (items.length > 0 ? items.shift()! : new Promise((take) => waiting.push(take))),
  };
}

/** Endpoints without the members that are the same for all. */
const told = async (sets: { next(): Promise<readonly Endpoint[]> }) =>
  (await sets.next())
    .map(({ address, authority, weight, priority }) => [address, authority, weight, priority])
    .toSorted();

/** Fake timers; sockets and name servers keep real time. */
const fakeTimers = () => jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });

/** Waits until the server has received all earlier queries, by an answer to one more. */
async function everythingArrived(): Promise<void> {
  const fence = openDnsClient({ servers: [dns.address], search: noSearch, families: [4] });
  await fence.addresses('fence.test.');
}
const questions = () => dns.questions.filter((question) => !question.endsWith('fence.test'));

describe('the addresses of a name', () => {
  it('are its endpoints, IPv4 and IPv6, which go by the name', async () => {
    dns.set('A', 'catalog.test', { ttl: 60, data: ['10.0.0.1', '10.0.0.2'] });
    dns.set('AAAA', 'catalog.test', { ttl: 60, data: ['fd00::1'] });
    const { sets } = watching('dns+http://catalog.test:8080', { families: [4, 6] });
    expect(await told(sets)).toEqual([
      ['10.0.0.1:8080', 'catalog.test:8080', 1, 0],
      ['10.0.0.2:8080', 'catalog.test:8080', 1, 0],
      ['[fd00::1]:8080', 'catalog.test:8080', 1, 0],
    ]);
  });

  it.each(['dns+https://catalog.test:443', 'dns+grpc://catalog.test:443', 'dns+grpcs://catalog.test:443'])(
    'are the same for %s',
    async (location) => {
      dns.set('A', 'catalog.test', { ttl: 60, data: ['10.0.0.1'] });
      expect(await told(watching(location).sets)).toEqual([['10.0.0.1:443', 'catalog.test:443', 1, 0]]);
    },
  );

  it('are asked for again when the shortest TTL is over, not before, and told when they have changed', async () => {
    fakeTimers();
    dns.set('A', 'catalog.test', { ttl: 30, data: ['10.0.0.1'] });
    dns.set('AAAA', 'catalog.test', { ttl: 20, data: ['fd00::1'] });
    const { sets } = watching('dns+http://catalog.test:80', { families: [4, 6] });
    await sets.next();
    dns.set('A', 'catalog.test', { ttl: 30, data: ['10.0.0.1', '10.0.0.2'] });
    jest.advanceTimersByTime(19_999);
    await everythingArrived();
    expect(questions()).toHaveLength(2);
    jest.advanceTimersByTime(1);
    expect(await told(sets)).toHaveLength(3);
    expect(questions()).toHaveLength(4);
  });

  it('are looked for along the search list, as the system would', async () => {
    dns.set('A', 'catalog.shop.svc.cluster.local', { ttl: 60, data: ['10.0.0.1'] });
    const search = { domains: ['web.svc.cluster.local', 'svc.cluster.local', 'cluster.local'], ndots: 5 };
    const { sets } = watching('dns+http://catalog.shop.svc:80', { search });
    expect(await told(sets)).toEqual([['10.0.0.1:80', 'catalog.shop.svc:80', 1, 0]]);
    expect(questions()).toEqual([
      'A catalog.shop.svc.web.svc.cluster.local',
      'A catalog.shop.svc.svc.cluster.local',
      'A catalog.shop.svc.cluster.local',
    ]);
  });

  it('are taken from an answer that is too large for UDP', async () => {
    const many = Array.from({ length: 200 }, (_, index) => `10.0.1.${index}`);
    dns.set('A', 'catalog.test', { ttl: 60, data: many, over: 'tcp' });
    const { sets } = watching('dns+http://catalog.test:80');
    expect(await sets.next()).toHaveLength(200);
    expect(questions()).toEqual(['A catalog.test', 'A catalog.test']);
  });

  it('of one kind are enough when nobody can say those of the other', async () => {
    dns.set('A', 'catalog.test', { ttl: 60, data: ['10.0.0.1'] });
    dns.set('AAAA', 'catalog.test', 'servfail');
    const { sets, failures } = watching('dns+http://catalog.test:80', { families: [4, 6] });
    expect(await told(sets)).toEqual([['10.0.0.1:80', 'catalog.test:80', 1, 0]]);
    expect(failures.items).toEqual([]);
  });

  it.each([
    ['the name does not exist', undefined],
    ['it has none', { ttl: 60, data: [] }],
  ])('are an empty set when %s, and are told as soon as there are any', async (_, reply) => {
    dns.set('A', 'catalog.test', reply);
    const { sets, failures } = watching('dns+http://catalog.test:80');
    expect(await sets.next()).toEqual([]);
    dns.set('A', 'catalog.test', { ttl: 60, data: ['10.0.0.1'] });
    expect(await told(sets)).toHaveLength(1);
    expect(failures.items).toEqual([]);
  });

  it.each([
    ['servfail', 'ESERVFAIL'],
    ['refused', 'EREFUSED'],
    ['silent', 'ETIMEOUT'],
  ] as const)('are not known while the server is %s, and nothing is told until it answers', async (reply, code) => {
    dns.set('A', 'catalog.test', reply);
    const { sets, failures } = watching('dns+http://catalog.test:80', { timeoutMs: 50 });
    expect(await failures.next()).toMatchObject({ code });
    expect(await failures.next()).toMatchObject({ code });
    expect(sets.items).toEqual([]);
    dns.set('A', 'catalog.test', { ttl: 60, data: ['10.0.0.1'] });
    expect(await told(sets)).toHaveLength(1);
  });

  it('are asked of another server when the first is gone', async () => {
    const gone = await startDnsServer();
    await gone.close();
    dns.set('A', 'catalog.test', { ttl: 60, data: ['10.0.0.1'] });
    const { sets } = watching('dns+http://catalog.test:80', { servers: [gone.address, dns.address] });
    expect(await told(sets)).toHaveLength(1);
  });

  it('are looked for further when a server fails for one domain, and not when it is silent', async () => {
    const search = { domains: ['one.test', 'two.test'], ndots: 5 };
    dns.set('A', 'catalog.one.test', 'servfail');
    dns.set('A', 'catalog.two.test', { ttl: 60, data: ['10.0.0.1'] });
    const { sets } = watching('dns+http://catalog:80', { search });
    expect(await told(sets)).toHaveLength(1);
    dns.set('A', 'other.one.test', 'silent');
    dns.set('A', 'other.two.test', { ttl: 60, data: ['10.0.0.1'] });
    const { failures } = watching('dns+http://other:80', { search, timeoutMs: 50 });
    expect(await failures.next()).toMatchObject({ code: 'ETIMEOUT' });
    expect(questions()).not.toContain('A other.two.test');
  });

  it('that nobody waits for any more are not asked for any longer', async () => {
    dns.set('A', 'catalog.one.test', 'silent');
    const search = { domains: ['one.test', 'two.test'], ndots: 5 };
    const client = openDnsClient({ servers: [dns.address], search, families: [4], timeoutMs: 60_000 });
    const asked = client.addresses('catalog');
    client.close();
    await expect(asked).rejects.toMatchObject({ code: 'ECANCELLED' });
    await everythingArrived();
    expect(questions()).toEqual(['A catalog.one.test']);
  });
});

describe('SRV records', () => {
  const srv = (target: string, port: number, weight = 1, priority = 0) => ({ target, port, weight, priority });

  it('are endpoints with weights and priorities, which go by the names of their targets', async () => {
    dns.set('SRV', '_http._tcp.catalog.test', {
      ttl: 60,
      data: [srv('one.catalog.test', 8081, 3, 10), srv('Two.Catalog.Test', 8082, 1, 20)],
    });
    dns.set('A', 'one.catalog.test', { ttl: 60, data: ['10.0.0.1'] });
    dns.set('A', 'two.catalog.test', { ttl: 60, data: ['10.0.0.2'] });
    const { sets } = watching('srv+http://_http._tcp.catalog.test');
    expect(await told(sets)).toEqual([
      ['10.0.0.1:8081', 'one.catalog.test:8081', 3, 10],
      ['10.0.0.2:8082', 'two.catalog.test:8082', 1, 20],
    ]);
  });

  it('share the weight of a target among its addresses', async () => {
    dns.set('SRV', '_grpc._tcp.inventory.test', { ttl: 60, data: [srv('pods.test', 1, 3)] });
    dns.set('A', 'pods.test', { ttl: 60, data: ['10.0.0.1', '10.0.0.2'] });
    const { sets } = watching('srv+grpc://_grpc._tcp.inventory.test');
    expect((await told(sets)).map(([, , weight]) => weight)).toEqual([1.5, 1.5]);
  });

  it.each([
    ['hardly ever beside others of its priority', [3, 0], [3, 0.01]],
    ['nothing in particular where all have it', [0, 0], [1, 1]],
  ])('with weight 0 mean %s', async (_, weights, expected) => {
    dns.set('SRV', '_http._tcp.catalog.test', {
      ttl: 60,
      data: [srv('pod.test', 1, weights[0]), srv('pod.test', 2, weights[1]), srv('pod.test', 3, 7, 99)],
    });
    dns.set('A', 'pod.test', { ttl: 60, data: ['10.0.0.1'] });
    const { sets } = watching('srv+http://_http._tcp.catalog.test');
    expect((await told(sets)).map(([, , weight]) => weight)).toEqual([...expected, 7]);
  });

  it.each([
    ['every 5 s, as their own TTL is not known', 300, 5_000],
    ['when the TTL of an address is over, if that is sooner', 2, 2_000],
  ])('are asked for again %s', async (_, ttl, waitedMs) => {
    fakeTimers();
    dns.set('SRV', '_http._tcp.catalog.test', { ttl: 300, data: [srv('one.test', 1)] });
    dns.set('A', 'one.test', { ttl, data: ['10.0.0.1'] });
    const { sets } = watching('srv+http://_http._tcp.catalog.test');
    await sets.next();
    dns.set('SRV', '_http._tcp.catalog.test', { ttl: 300, data: [srv('one.test', 2)] });
    jest.advanceTimersByTime(waitedMs - 1);
    await everythingArrived();
    expect(questions()).toHaveLength(2);
    jest.advanceTimersByTime(1);
    expect(await told(sets)).toEqual([['10.0.0.1:2', 'one.test:2', 1, 0]]);
  });

  it('keep the addresses of a target that nobody can tell them of any more, and do without one that never had any', async () => {
    const records = [srv('one.test', 1), srv('two.test', 1), srv('never.test', 1)];
    dns.set('SRV', '_http._tcp.catalog.test', { ttl: 60, data: records });
    dns.set('A', 'one.test', { ttl: 60, data: ['10.0.0.1'] });
    dns.set('A', 'two.test', { ttl: 60, data: ['10.0.0.2'] });
    dns.set('A', 'never.test', 'servfail');
    const { sets } = watching('srv+http://_http._tcp.catalog.test', { srvRefreshMs: 60_000 });
    expect(await told(sets)).toHaveLength(2);
    dns.set('A', 'one.test', 'servfail');
    dns.set('A', 'two.test', { ttl: 60, data: ['10.0.0.22'] });
    expect((await told(sets)).map(([address]) => address)).toEqual(['10.0.0.1:1', '10.0.0.22:1']);
  });

  it('whose targets nobody can resolve are a failure', async () => {
    dns.set('SRV', '_http._tcp.catalog.test', { ttl: 60, data: [srv('one.test', 1)] });
    dns.set('A', 'one.test', 'servfail');
    const { sets, failures } = watching('srv+http://_http._tcp.catalog.test');
    expect(await failures.next()).toMatchObject({ code: 'ESERVFAIL' });
    expect(sets.items).toEqual([]);
  });

  it.each([
    ['there are none', undefined],
    ['their targets do not exist', { ttl: 60, data: [srv('gone.test', 1)] }],
  ])('are an empty set when %s', async (_, reply) => {
    dns.set('SRV', '_http._tcp.catalog.test', reply);
    const { sets, failures } = watching('srv+http://_http._tcp.catalog.test');
    expect(await sets.next()).toEqual([]);
    expect(failures.items).toEqual([]);
  });

  it('with no target at all say that the service is not there (RFC 2782)', async () => {
    dns.set('SRV', '_http._tcp.catalog.test', { ttl: 60, data: [srv('.', 0)] });
    const { sets, watch } = watching('srv+http://_http._tcp.catalog.test');
    expect(await sets.next()).toEqual([]);
    watch.close();
    expect(new Set(questions())).toEqual(new Set(['SRV _http._tcp.catalog.test']));
  });
});

describe('a balancer over DNS', () => {
  it('goes on with the last known set while the server fails, and tells when it answers again', async () => {
    dns.set('A', 'catalog.test', { ttl: 0, data: ['10.0.0.1'] });
    const events = queue<BalancerEvent>();
    const balancer = createBalancer({ resolver: resolve('dns+http://catalog.test:80'), onEvent: events.push });
    watches.push(balancer);
    await balancer.settled();
    expect((await events.next()).kind).toBe('changed');
    dns.set('A', 'catalog.test', 'servfail');
    expect(await events.next()).toMatchObject({ kind: 'unresolved', cause: { code: 'ESERVFAIL' } });
    expect(balancer.pick().endpoint.address).toBe('10.0.0.1:80');
    dns.set('A', 'catalog.test', { ttl: 0, data: ['10.0.0.1'] });
    expect(await events.next()).toEqual({ kind: 'resolved' });
    expect(events.items).toEqual([]);
  });
});
