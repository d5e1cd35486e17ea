import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { host, type Fake, type HttpFake } from './index.ts';

const fakeOf = (more: Partial<Fake> = {}): Fake =>
  ({ protocol: 'http', name: 'things', openapi: {}, routes: [], ...more }) as Fake;

const portOf = (url: string): number => Number(new URL(url).port);

describe('host', () => {
  it('names a free port of 127.0.0.1, and closes it with whatever the fake runs', async () => {
    let closed = 0;
    const hosted = await host(fakeOf({ close: () => void (closed += 1) }));
    expect(hosted).toMatchObject({ name: 'things', url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) });
    expect((await fetch(`${hosted.url}/readyz`)).status).toBe(200);
    await hosted.close();
    expect(closed).toBe(1);
    await expect(fetch(`${hosted.url}/readyz`)).rejects.toThrow('fetch failed');
  });

  it('says so when the port is taken', async () => {
    const first = await host(fakeOf());
    await expect(host(fakeOf(), { port: portOf(first.url) })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await first.close();
  });

  it('closes under clients that hold on to their connections', async () => {
    const hosted = await host(fakeOf());
    const silent = connect(portOf(hosted.url), '127.0.0.1');
    const ended = new Promise<void>((resolve) => silent.once('close', () => resolve()));
    silent.on('error', () => undefined);
    await (await fetch(`${hosted.url}/readyz`)).text();
    await hosted.close();
    await ended;
  });

  it('counts calls, those under way among them until their client leaves; probes do not count', async () => {
    const reached = Promise.withResolvers<void>();
    const waits: HttpFake['routes'][number] = {
      method: 'GET',
      path: '/waits',
      open: true,
      handle: () => (reached.resolve(), new Promise(() => undefined)),
    };
    const hosted = await host(fakeOf({ routes: [waits] }));
    await (await fetch(`${hosted.url}/readyz`)).text();
    await (await fetch(`${hosted.url}/openapi.json`)).text();
    expect(hosted.traffic).toMatchObject({ calls: 1, open: 0 });
    const leaving = new AbortController();
    const answer = fetch(`${hosted.url}/waits`, { signal: leaving.signal });
    await reached.promise;
    expect(hosted.traffic).toMatchObject({ calls: 2, open: 1 });
    leaving.abort();
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
    while (hosted.traffic.open > 0) await new Promise((resolve) => setImmediate(resolve));
    expect(hosted.traffic.calls).toBe(2);
    await hosted.close();
  });

  it('counts the connections it accepted, not the requests', async () => {
    const hosted = await host(fakeOf());
    expect(hosted.connections).toBe(0);
    for (const connections of [1, 2]) {
      const socket = connect(portOf(hosted.url), '127.0.0.1');
      socket.end('GET /readyz HTTP/1.1\r\nhost: x\r\n\r\nGET /readyz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
      expect((await text(socket)).match(/ready"/g)).toHaveLength(2);
      expect(hosted.connections).toBe(connections);
    }
    await hosted.close();
  });
});
