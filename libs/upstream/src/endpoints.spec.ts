import { newCall } from '@frontage/call';
import { parseServiceLocation, toEndpoint, type Endpoint, type Resolver, type Watcher } from '@frontage/discovery';
import { noBreaker, noBulkhead, retry } from '@frontage/resilience';
import { testIdentity } from '@frontage/service-host';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { createHttpUpstream, defineHttpOperation, type HttpUpstreamOptions } from './http/index.ts';
import { unprotected } from './outbound.ts';
import type { TroubleEvent } from './trouble.ts';

const getThing = defineHttpOperation({
  name: 'things.get',
  summary: 'One thing',
  method: 'GET',
  path: '/things/{id}',
  response: z.object({ from: z.string() }),
});

const opened: { close(): void | Promise<void> }[] = [];
afterEach(async () => {
  for (const each of opened.splice(0).toReversed()) await each.close();
});

interface Instance {
  readonly address: string;
  requests: number;
  /** Answers a request. Default: with the server's address. */
  answer: RequestListener;
}

async function openInstance(answer?: RequestListener): Promise<Instance> {
  const server = createServer((request, response) => {
    instance.requests += 1;
    instance.answer(request, response);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  opened.push({ close: () => void server.close(() => undefined).closeAllConnections() });
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const tell: RequestListener = (_, response) => response.end(JSON.stringify({ from: address }));
  const instance: Instance = { address, requests: 0, answer: answer ?? tell };
  return instance;
}

const fail: RequestListener = (_, response) => response.writeHead(500).end();
const hang: RequestListener = () => undefined;

/** Source of discovery that a spec controls. */
function openSource() {
  let watcher: Watcher | undefined;
  const resolver: Resolver = {
    watch: (its) => {
      watcher = its;
      return { close: () => (watcher = undefined) };
    },
  };
  return {
    resolver,
    tell: (...endpoints: readonly Endpoint[]) => watcher?.onEndpoints(endpoints),
    fail: (cause: Error) => watcher?.onFailure(cause),
    isWatched: () => watcher !== undefined,
  };
}

function open(options: Partial<HttpUpstreamOptions>) {
  const troubles: TroubleEvent[] = [];
  const upstream = createHttpUpstream({
    service: 'things',
    location: parseServiceLocation('http://things.example:80'),
    identity: testIdentity,
    onTrouble: (event) => troubles.push(event),
    ...unprotected,
    ...options,
  });
  opened.push(upstream);
  return {
    upstream,
    troubles,
    get: async (call = newCall()): Promise<string> => (await upstream.send(getThing, { path: { id: 'a' } }, call)).from,
  };
}

const at = (...instances: readonly Instance[]) => ({
  location: parseServiceLocation(instances.map(({ address }) => `http://${address}`).join(',')),
});

/** Address without a listener, and a way to listen on it later. */
async function closedAddress() {
  const server = createServer((_, response) => response.end(JSON.stringify({ from: address })));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const address = `127.0.0.1:${port}`;
  await new Promise((resolve) => server.close(resolve));
  return {
    address,
    listen: async () => {
      await once(server.listen(port, '127.0.0.1'), 'listening');
      opened.push({ close: () => void server.close(() => undefined).closeAllConnections() });
    },
  };
}

const placeThing = defineHttpOperation({
  name: 'things.place',
  summary: 'Not to be done twice',
  method: 'POST',
  path: '/things',
  response: z.object({ from: z.string() }),
});

describe('endpoints that refuse connections', () => {
  it.each([
    ['alike', ['', '', '']],
    ['with weights for the dead', [';w=9', ';w=5', '']],
  ])('cost no call anything while one is left, %s: neither reads nor writes, without any retry', async (_, weights) => {
    const [a, b, c] = [await closedAddress(), await closedAddress(), await openInstance()];
    const location = parseServiceLocation(
      [a, b, c].map(({ address }, index) => `http://${address}${weights[index]}`).join(','),
    );
    const { get, upstream, troubles } = open({ location });
    const place = async () => (await upstream.send(placeThing, { body: {} }, newCall())).from;
    const answers = await Promise.all(Array.from({ length: 100 }, (__, index) => (index % 2 ? get() : place())));
    expect(new Set(answers)).toEqual(new Set([c.address]));
    for (let turn = 0; turn < 20; turn += 1) expect(await (turn % 2 ? get() : place())).toBe(c.address);
    const refusing = troubles.filter(({ kind }) => kind === 'endpoint-refusing');
    expect(refusing.map((event) => 'endpoint' in event && event.endpoint).sort()).toEqual(
      [a.address, b.address].sort(),
    );
  });

  it('take calls again soon after they accept connections, found out behind the calls', async () => {
    const [a, b] = [await closedAddress(), await openInstance()];
    const { get } = open({
      ...at(b),
      location: parseServiceLocation(`http://${a.address},http://${b.address}`),
      probes: { firstMs: 5 },
    });
    expect([await get(), await get()]).toEqual([b.address, b.address]);
    await a.listen();
    let from = '';
    // The wait ends with the test's own timeout.
    while (from !== a.address) from = await get();
    expect([await get(), await get()].sort()).toEqual([a.address, b.address].sort());
  });

  it('are UNAVAILABLE when all of them refuse: each asked once, and then one at a time', async () => {
    const all = [await closedAddress(), await closedAddress(), await closedAddress()];
    const location = parseServiceLocation(all.map(({ address }) => `http://${address}`).join(','));
    const { get, troubles } = open({ location });
    await expect(get()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(troubles.filter(({ kind }) => kind === 'endpoint-refusing')).toHaveLength(3);
    await expect(get()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('are not those that accepted one and broke off: a write is not sent again', async () => {
    const [bad, good] = [await openInstance((request) => request.socket.destroy()), await openInstance()];
    const { upstream } = open(at(bad, good));
    await expect(upstream.send(placeThing, { body: {} }, newCall())).rejects.toMatchObject({ code: 'UPSTREAM_FAILED' });
    expect(good.requests).toBe(0);
  });
});

describe('which endpoint takes a call', () => {
  it('is each in turn', async () => {
    const [a, b] = [await openInstance(), await openInstance()];
    const { get } = open(at(a, b));
    expect([await get(), await get(), await get(), await get()]).toEqual([a.address, b.address, a.address, b.address]);
  });

  it('is each as often as its weight says', async () => {
    const [a, b] = [await openInstance(), await openInstance()];
    const { get } = open({ location: parseServiceLocation(`http://${a.address};w=3,http://${b.address}`) });
    for (let turn = 0; turn < 8; turn += 1) await get();
    expect([a.requests, b.requests]).toEqual([6, 2]);
  });

  it('is another one when the call is repeated', async () => {
    const [good, bad] = [await openInstance(), await openInstance(fail)];
    const { get } = open({ ...at(bad, good), retry: retry(), breaker: noBreaker, bulkhead: noBulkhead });
    for (let turn = 0; turn < 3; turn += 1) expect(await get()).toBe(good.address);
  });

  it('is none that keeps failing', async () => {
    const [good, bad] = [await openInstance(), await openInstance(fail)];
    const { get, troubles } = open(at(bad, good));
    const outcomes = [];
    for (let turn = 0; turn < 30; turn += 1) outcomes.push(await get().catch(() => 'failed'));
    expect(outcomes.filter((outcome) => outcome === 'failed')).toHaveLength(5);
    expect(bad.requests).toBe(5);
    expect(troubles).toContainEqual({
      service: 'things',
      kind: 'endpoint-ejected',
      endpoint: bad.address,
      forMs: 5_000,
    });
  });

  it.each([
    ['a domain answer', (_: unknown, response: Parameters<RequestListener>[1]) => response.writeHead(404).end()],
    [
      'a refusal of how we asked',
      (_: unknown, response: Parameters<RequestListener>[1]) => response.writeHead(401).end(),
    ],
  ])('may well be one that gives %s', async (__, answer) => {
    const [one, other] = [await openInstance(), await openInstance(answer)];
    const { get } = open(at(one, other));
    for (let turn = 0; turn < 20; turn += 1) await get().catch(() => undefined);
    expect([one.requests, other.requests]).toEqual([10, 10]);
  });

  it('is not judged by clients that leave', async () => {
    const [one, other] = [await openInstance(), await openInstance(hang)];
    const { get } = open(at(one, other));
    for (let turn = 0; turn < 20; turn += 1) {
      const call = newCall();
      const answer = get(call).catch((error: { code: string }) => error.code);
      if (turn % 2 === 1) {
        while (other.requests <= (turn - 1) / 2) await new Promise(setImmediate);
        call.deadline.cancel();
      }
      expect(await answer).toBe(turn % 2 === 1 ? 'CANCELLED' : one.address);
    }
  });
});

describe('a service whose endpoints change', () => {
  it('is waited for until its first endpoint is known, within the deadline', async () => {
    const instance = await openInstance();
    const source = openSource();
    const { get } = open({ resolver: source.resolver });
    await expect(get(newCall({ budgetMs: 60 }))).rejects.toMatchObject({
      code: 'DEADLINE_EXCEEDED',
      service: 'things',
    });
    const early = get();
    source.tell(toEndpoint(instance));
    expect(await early).toBe(instance.address);
  });

  it('is UNAVAILABLE when nobody knows where it is', async () => {
    const source = openSource();
    const { get, troubles } = open({ resolver: source.resolver });
    source.fail(new Error('no such name'));
    await expect(get()).rejects.toMatchObject({ code: 'UNAVAILABLE', service: 'things', operation: 'things.get' });
    expect(troubles).toMatchObject([{ service: 'things', kind: 'unresolved', cause: { message: 'no such name' } }]);
  });

  it('loses no request that is under way, and closes its sockets after that', async () => {
    const held = Promise.withResolvers<Parameters<RequestListener>[1]>();
    const gone = await openInstance((request, response) => {
      request.socket.once('close', () => closed.resolve());
      held.resolve(response);
    });
    const closed = Promise.withResolvers<void>();
    const next = await openInstance();
    const source = openSource();
    const { get } = open({ resolver: source.resolver });
    source.tell(toEndpoint(gone));
    const underWay = get();
    const response = await held.promise;
    source.tell(toEndpoint(next));
    expect(await get()).toBe(next.address);
    response.end(JSON.stringify({ from: 'the one that left' }));
    expect(await underWay).toBe('the one that left');
    await closed.promise;
  });

  it('is called by its name at the address that was found', async () => {
    const hosts: (string | undefined)[] = [];
    const instance = await openInstance((request, response) => {
      hosts.push(request.headers.host);
      response.end('{"from":"x"}');
    });
    const source = openSource();
    const { get } = open({ resolver: source.resolver });
    source.tell(toEndpoint({ address: instance.address, authority: 'things.shop.svc:8080' }));
    await get();
    expect(hosts).toEqual(['things.shop.svc:8080']);
  });

  it('is watched until the upstream is closed', async () => {
    const source = openSource();
    const { upstream } = open({ resolver: source.resolver });
    expect(source.isWatched()).toBe(true);
    await upstream.close();
    expect(source.isWatched()).toBe(false);
  });
});

describe('how a service looks from here', () => {
  it('is up when it can be connected to, or has answered', async () => {
    const instance = await openInstance();
    const { upstream, get } = open(at(instance));
    expect(await upstream.state()).toBe('up');
    expect(instance.requests).toBe(0);
    await get();
    expect(await upstream.state()).toBe('up');
  });

  it('is failing when it has just failed', async () => {
    const { upstream, get } = open(at(await openInstance(fail)));
    await expect(get()).rejects.toMatchObject({ code: 'UPSTREAM_FAILED' });
    expect(await upstream.state()).toBe('failing');
  });

  it('is unreachable when nobody listens', async () => {
    const server = createServer();
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    await once(server.close(), 'close');
    const { upstream } = open({ location: parseServiceLocation(`http://127.0.0.1:${port}`) });
    expect(await upstream.state()).toBe('unreachable');
  });

  it('is unresolved when nobody knows where it is', async () => {
    const { upstream } = open({ resolver: openSource().resolver });
    expect(await upstream.state()).toBe('unresolved');
  });
});
