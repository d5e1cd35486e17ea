import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createOutboundFetch } from './index.ts';

const opened: (() => void)[] = [];
afterEach(() => {
  for (const close of opened.splice(0)) close();
});

async function serve(listener: (...exchange: Parameters<RequestListener>) => unknown): Promise<string> {
  const server = createServer((request, response) => void listener(request, response));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  opened.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('the fetch that libraries are given', () => {
  it('asks the origins it was given, any path of them', async () => {
    const url = await serve(async (request, response) => {
      response.end(`${request.method} ${request.url} ${(await request.toArray()).join('')}`);
    });
    const fetch = createOutboundFetch({ origins: [`${url}/issuer`] });
    const response = await fetch(`${url}/token?x=1`, { method: 'POST', body: 'form' });
    expect([response.status, await response.text()]).toEqual([200, 'POST /token?x=1 form']);
    expect(await (await fetch(new URL(`${url}/keys`))).text()).toBe('GET /keys ');
  });

  it.each([
    'http://127.0.0.1:9/',
    'http://169.254.169.254/latest/meta-data',
    'file:///etc/passwd',
    'https://id.example:1/',
  ])('asks no other: %s', async (elsewhere) => {
    const fetch = createOutboundFetch({ origins: ['https://id.example'] });
    await expect(fetch(elsewhere)).rejects.toThrow('is not an origin that may be asked');
  });

  it('does not follow a redirect, not even to an origin that may be asked', async () => {
    const asked: string[] = [];
    const url = await serve((request, response) => {
      asked.push(request.url!);
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    const response = await createOutboundFetch({ origins: [url] })(`${url}/here`, { redirect: 'follow' });
    expect([response.status, asked]).toEqual([302, ['/here']]);
  });

  it('gives up in time, or when its caller does', async () => {
    const url = await serve(() => undefined);
    await expect(createOutboundFetch({ origins: [url], timeoutMs: 30 })(url)).rejects.toMatchObject({
      name: 'TimeoutError',
    });
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(createOutboundFetch({ origins: [url] })(url, { signal })).rejects.toThrow('enough');
  });
});
