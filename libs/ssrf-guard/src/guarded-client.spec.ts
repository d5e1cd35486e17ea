import { startDnsServer, type DnsServer } from '@frontage/discovery/fake';
import { parseAddressList } from '@frontage/network-address';
import { createHook } from 'node:async_hooks';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { createGuardedClient, isGuardedUrl } from './index.ts';

type GuardedClient = ReturnType<typeof createGuardedClient>;

let dns: DnsServer;
let refusals: { readonly host: string; readonly addresses: readonly string[] }[];
let connections = 0;
const opened: { close(): unknown }[] = [];
/** Counts attempts to connect by TCP, of everything in this process. */
const hook = createHook({ init: (_id, type) => void (type === 'TCPCONNECTWRAP' && (connections += 1)) }).enable();
const certificate = await generate([{ name: 'commonName', value: 'good.test' }], {
  extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'good.test' }] }],
});
afterAll(() => hook.disable());

beforeEach(async () => {
  dns = await startDnsServer();
  refusals = [];
  connections = 0;
});
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
  await dns.close();
});

function open(options: Partial<Parameters<typeof createGuardedClient>[0]> = {}): GuardedClient {
  const client = createGuardedClient({
    userAgent: 'spec',
    onRefused: (refusal) => refusals.push(refusal),
    dns: { servers: [dns.address], families: [4, 6] },
    ca: certificate.cert,
    ...options,
  });
  opened.push(client);
  return client;
}
const post = (client: GuardedClient, url: string, more: { timeoutMs?: number; signal?: AbortSignal } = {}) =>
  client.post({
    url,
    headers: { 'content-type': 'application/json' },
    body: '{}',
    timeoutMs: 10_000,
    signal: new AbortController().signal,
    ...more,
  });

async function listen(server: Server, host = '127.0.0.1'): Promise<number> {
  await once(server.listen(0, host), 'listening');
  opened.push({
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  });
  return (server.address() as AddressInfo).port;
}
const serve = (listener: RequestListener) => listen(createServer(listener));
const serveTls = (listener: RequestListener) =>
  listen(createTlsServer({ key: certificate.private, cert: certificate.cert }, listener) as Server);

/** Names of the attacker's own domain, each with what its name server answers. */
const hostileAnswers: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.1'],
  'loopback-other': ['127.8.8.8'],
  'private-10': ['10.0.0.5'],
  'private-172': ['172.20.0.1'],
  'private-192': ['192.168.1.1'],
  'metadata-aws': ['169.254.169.254'],
  'metadata-ecs': ['169.254.170.2'],
  'metadata-azure': ['168.63.129.16'],
  'metadata-oracle': ['192.0.0.192'],
  'metadata-alibaba': ['100.100.100.200'],
  cgnat: ['100.64.0.1'],
  'this-host': ['0.0.0.0'],
  broadcast: ['255.255.255.255'],
  multicast: ['224.0.0.251'],
  benchmark: ['198.18.0.1'],
  'one-of-two': ['93.184.215.14', '10.0.0.5'],
  nowhere: [],
  'v6-loopback': ['::1'],
  'v6-any': ['::'],
  'v6-mapped': ['::ffff:127.0.0.1'],
  'v6-mapped-public': ['::ffff:93.184.215.14'],
  'v6-compatible': ['::127.0.0.1'],
  'v6-nat64': ['64:ff9b::7f00:1'],
  'v6-nat64-local': ['64:ff9b:1::a00:5'],
  'v6-6to4': ['2002:7f00:1::1'],
  'v6-teredo': ['2001:0:1::1'],
  'v6-unique-local': ['fd00:ec2::254'],
  'v6-link-local': ['fe80::1'],
  'v6-site-local': ['fec0::1'],
  'v6-multicast': ['ff02::1'],
  'v6-documentation': ['2001:db8::1'],
};

const hostileForms = [
  'http://shop.test/',
  'ftp://shop.test/',
  'file:///etc/passwd',
  'gopher://shop.test/',
  'javascript:alert(1)',
  'https://',
  'https:///shop.test/',
  'https:shop.test',
  '//shop.test/',
  'https://127.0.0.1/',
  'https://127.1/',
  'https://2130706433/',
  'https://0x7f000001/',
  'https://0177.0.0.1/',
  'https://0x7f.0.0.1/',
  'https://169.254.169.254/latest/meta-data/',
  'https://[::1]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[fd00:ec2::254]/',
  'https://[::ffff:169.254.169.254]:443/',
  'https://localhost/',
  'https://LOCALHOST:8443/',
  'https://a.localhost/',
  'https://metadata.google.internal/',
  'https://printer.local/',
  'https://router.home.arpa/',
  'https://intranet/',
  'https://hidden.onion/',
  'https://shop.test./',
  'https://shop.test:22/',
  'https://shop.test:6379/',
  'https://shop.test:80/',
  'https://user:pass@shop.test/',
  'https://shop.test@127.0.0.1/',
  'https://127.0.0.1#@shop.test/',
  'https://shop.test\\@127.0.0.1/',
  'https:\\\\127.0.0.1\\',
  'https://%31%32%37.0.0.1/',
  'https://shop%2etest/',
  'https://１２７.0.0.1/',
  'https://①②⑦.⓪.⓪.①/',
  'https://shop。test/',
  'https://shop\t.test/',
  'https://shop.test/\r\nx: y',
  ' https://shop.test/',
  'https://shop.test/#fragment',
  'https://-shop.test/',
  'https://shop..test/',
  `https://${'a.'.repeat(127)}test/`,
];

describe('hostile', () => {
  it('addresses are all refused, alike, and nothing connects', async () => {
    const client = open();
    const names = Object.keys(hostileAnswers).map((label) => `${label}.evil.test`);
    for (const [label, data] of Object.entries(hostileAnswers)) {
      const v6 = data.filter((address) => address.includes(':'));
      const v4 = data.filter((address) => !address.includes(':'));
      if (v4.length > 0) dns.set('A', `${label}.evil.test`, { ttl: 0, data: v4 });
      if (v6.length > 0) dns.set('AAAA', `${label}.evil.test`, { ttl: 0, data: v6 });
    }
    dns.set('A', 'both.evil.test', { ttl: 0, data: ['93.184.215.14'] });
    dns.set('AAAA', 'both.evil.test', { ttl: 0, data: ['::1'] });
    const urls = [...names, 'both.evil.test'].map((name) => `https://${name}/hooks`);
    expect(urls.length + hostileForms.length).toBeGreaterThan(60);
    const results = await Promise.all([...urls, ...hostileForms].map((url) => post(client, url)));
    expect(new Set(results)).toEqual(new Set(['refused']));
    expect(connections).toBe(0);
    expect(refusals.map(({ host }) => host).toSorted()).toEqual([...names, 'both.evil.test'].toSorted());
  });

  it.each(hostileForms)('the form of %j is not let through', (url) => expect(isGuardedUrl(url)).toBe(false));

  it('a name that changes between look-ups is asked once for each connection, and goes to what was checked', async () => {
    const requests: string[] = [];
    const port = await serveTls((request, response) => {
      requests.push(request.headers.host!);
      // The next request has to connect, and to look up, again.
      response.setHeader('connection', 'close').end();
    });
    const client = open({ allowed: parseAddressList('127.0.0.1'), ports: [port] });
    dns.set('A', 'good.test', { ttl: 0, data: ['127.0.0.1'] });
    expect(await post(client, `https://good.test:${port}/`)).toMatchObject({ status: 200 });
    expect(dns.questions).toEqual(['A good.test', 'AAAA good.test']);
    expect(connections).toBe(1);
    for (const address of ['127.0.0.2', '10.0.0.1', '169.254.169.254']) {
      dns.set('A', 'good.test', { ttl: 0, data: [address] });
      expect(await post(client, `https://good.test:${port}/`)).toBe('refused');
      expect(refusals.at(-1)).toEqual({ host: 'good.test', addresses: [address] });
    }
    expect(connections).toBe(1);
    expect(requests).toEqual([`good.test:${port}`]);
  });

  it('a public address is refused where the operator denies it', async () => {
    dns.set('A', 'own.test', { ttl: 0, data: ['93.184.215.14'] });
    expect(await post(open({ denied: parseAddressList('93.184.0.0/16') }), 'https://own.test/')).toBe('refused');
    expect(connections).toBe(0);
  });

  it('an allowed address is refused where it is denied, too', async () => {
    const lists = { allowed: parseAddressList('10.0.0.0/8'), denied: parseAddressList('10.0.0.5') };
    dns.set('A', 'own.test', { ttl: 0, data: ['10.0.0.5'] });
    expect(await post(open(lists), 'https://own.test/')).toBe('refused');
  });

  it('redirects are answers, and are not followed', async () => {
    const hits: string[] = [];
    const port = await serve((request, response) => {
      hits.push(request.url!);
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    const client = open({ allowLoopback: true });
    expect(await post(client, `http://127.0.0.1:${port}/hooks`)).toMatchObject({ status: 307 });
    expect(hits).toEqual(['/hooks']);
  });
});

describe('an answer', () => {
  it('is read as far as a kilobyte, however long it is, and asks for no coding', async () => {
    const port = await serve((request, response) => {
      response.setHeader('retry-after', '7').writeHead(request.headers['accept-encoding'] === 'identity' ? 503 : 500);
      const more = (): void => {
        while (response.write('x'.repeat(10_000)));
      };
      response.on('drain', more);
      more();
    });
    const answer = await post(open({ allowLoopback: true }), `http://localhost:${port}/`);
    expect(answer).toEqual({ status: 503, retryAfter: '7', body: 'x'.repeat(1_024) });
  });

  it('counts by its status, even when its body breaks off', async () => {
    const port = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '10' }).write('half');
      setImmediate(() => response.destroy());
    });
    expect(await post(open({ allowLoopback: true }), `http://127.0.0.1:${port}/`)).toMatchObject({ status: 200 });
  });

  it('that never comes is a time-out', async () => {
    const port = await serve(() => undefined);
    expect(await post(open({ allowLoopback: true }), `http://127.0.0.1:${port}/`, { timeoutMs: 50 })).toBe('timeout');
  });

  it('whose headers trickle is one as well', async () => {
    const port = await serve((_request, response) => {
      response.socket!.write('HTTP/1.1 200 OK\r\n');
      const timer = setInterval(() => response.socket?.write('x: y\r\n'), 5);
      response.on('close', () => clearInterval(timer));
    });
    expect(await post(open({ allowLoopback: true }), `http://127.0.0.1:${port}/`, { timeoutMs: 100 })).toBe('timeout');
  });

  it('that is cut off is a broken connection', async () => {
    const port = await serve((request) => request.socket.destroy());
    expect(await post(open({ allowLoopback: true }), `http://127.0.0.1:${port}/`)).toBe('connection');
  });

  it('is not awaited by a process that stops', async () => {
    const stop = new AbortController();
    const port = await serve(() => stop.abort());
    const sent = post(open({ allowLoopback: true }), `http://127.0.0.1:${port}/`, { signal: stop.signal });
    await expect(sent).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('TLS', () => {
  it('needs a certificate for the name', async () => {
    const port = await serveTls((_request, response) => response.end('thanks'));
    const lists = { allowed: parseAddressList('127.0.0.1'), ports: [port] };
    for (const name of ['good.test', 'other.test']) dns.set('A', name, { ttl: 0, data: ['127.0.0.1'] });
    const client = open(lists);
    expect(await post(client, `https://good.test:${port}/`)).toMatchObject({ status: 200, body: 'thanks' });
    expect(await post(client, `https://other.test:${port}/`)).toBe('tls');
    expect(await post(open({ ...lists, ca: undefined }), `https://good.test:${port}/`)).toBe('tls');
  });

  it('a server that speaks none is told apart', async () => {
    const port = await serve((_request, response) => response.end());
    dns.set('A', 'good.test', { ttl: 0, data: ['127.0.0.1'] });
    const client = open({ allowed: parseAddressList('127.0.0.1'), ports: [port] });
    expect(await post(client, `https://good.test:${port}/`)).toBe('tls');
  });
});

describe('connections', () => {
  it('are kept for the next request', async () => {
    const port = await serve((_request, response) => response.end());
    const client = open({ allowLoopback: true });
    for (let n = 0; n < 20; n += 1) await post(client, `http://127.0.0.1:${port}/${n}`);
    // The second request may come before the first connection is free again.
    expect(connections).toBeLessThan(3);
  });

  it('are as many as there are requests: one that hangs holds up none at the same host', async () => {
    const hanging: (() => void)[] = [];
    const port = await serve((request, response) => {
      if (request.url === '/slow') hanging.push(() => response.end());
      else response.end();
    });
    const client = open({ allowLoopback: true });
    const slow = Array.from({ length: 40 }, () => post(client, `http://127.0.0.1:${port}/slow`));
    expect(await post(client, `http://127.0.0.1:${port}/fast`)).toMatchObject({ status: 200 });
    for (;;) {
      for (const answer of hanging.splice(0)) answer();
      if ((await Promise.race([Promise.all(slow), new Promise((go) => setImmediate(go))])) !== undefined) break;
    }
  });

  it('name servers that are silent are a failure that passes, and no refusal', async () => {
    dns.set('A', 'slow.test', 'servfail');
    dns.set('AAAA', 'slow.test', 'servfail');
    expect(await post(open(), 'https://slow.test/')).toBe('connection');
    expect(refusals).toEqual([]);
  });
});

describe('this machine', () => {
  it.each(['http://127.0.0.1:4999/hooks', 'http://localhost:4999/', 'https://[::1]:4999/', 'http://a.localhost:8080/'])(
    '%s is allowed for development alone',
    (url) => expect([isGuardedUrl(url, { allowLoopback: true }), isGuardedUrl(url)]).toEqual([true, false]),
  );

  it('is not reached by another name, even then', async () => {
    dns.set('A', 'sly.test', { ttl: 0, data: ['127.0.0.1'] });
    expect(await post(open({ allowLoopback: true }), 'https://sly.test/')).toBe('refused');
    expect(connections).toBe(0);
  });
});

it.each([
  'https://shop.test',
  'https://shop.test/hooks?a=b%20c',
  'https://SHOP.test/Hooks',
  'https://shop.test:443/',
  'https://shop.test:8443/hooks',
  'https://xn--bcher-kva.example/',
  'https://a_b.shop.test/',
])('%s is let through', (url) => expect(isGuardedUrl(url)).toBe(true));
