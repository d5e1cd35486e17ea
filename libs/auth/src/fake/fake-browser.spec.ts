import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createBrowser } from './index.ts';

/** The same server by two names: two sites, as a browser sees it. */
describe('the browser for specs', () => {
  let server: Server;
  let here: string;
  let there: string;
  let answer: (req: IncomingMessage, res: ServerResponse) => void;
  const seen: { readonly path: string; readonly headers: IncomingMessage['headers'] }[] = [];

  beforeAll(async () => {
    server = createServer((req, res) => {
      seen.push({ path: req.url!, headers: req.headers });
      answer(req, res);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    here = `http://localhost:${port}`;
    there = `http://127.0.0.1:${port}`;
  });
  beforeEach(() => {
    seen.length = 0;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const setting = (cookies: string[]) => (_: IncomingMessage, res: ServerResponse) =>
    void res.writeHead(204, { 'set-cookie': cookies }).end();
  const redirecting = (targets: Record<string, string>) => (req: IncomingMessage, res: ServerResponse) => {
    const location = targets[req.url!];
    if (location === undefined) res.end('arrived');
    else res.writeHead(302, { location }).end();
  };

  it('keeps Secure cookies of this machine, and what prefixes promise, and nothing else', async () => {
    answer = setting([
      'plain=1',
      'secure=1; Secure',
      '__Host-a=1; Secure; Path=/',
      '__Host-b=1; Path=/',
      '__Host-c=1; Secure; Path=/x',
      '__Host-Http-d=1; Secure; Path=/; HttpOnly',
      '__Host-Http-e=1; Secure; Path=/',
      'wide=1; Domain=localhost',
    ]);
    const browser = createBrowser(here);
    await browser.get('/');
    expect([...browser.cookies.keys()].sort()).toEqual(['__Host-Http-d', '__Host-a', 'plain', 'secure']);
    answer = setting(['plain=; Max-Age=0', 'secure=2; Secure']);
    await browser.get('/');
    expect(browser.cookies.has('plain')).toBe(false);
    expect(browser.cookies.get('secure')).toBe('2');
  });

  it('shows cookies to their host alone', async () => {
    answer = setting(['a=1']);
    const browser = createBrowser(here);
    await browser.get('/');
    await browser.get('/');
    await browser.step(there);
    expect(seen.map(({ headers }) => headers.cookie)).toEqual([undefined, 'a=1', undefined]);
  });

  it('keeps Strict cookies back once another site has had a hand in a navigation', async () => {
    answer = setting(['strict=1; SameSite=Strict', 'lax=1; SameSite=Lax']);
    const browser = createBrowser(here);
    await browser.get('/');
    seen.length = 0;
    answer = redirecting({ '/start': `${there}/away`, '/away': `${here}/back`, '/back': '/end' });
    const end = await browser.visit('/start');
    expect([end.url.href, end.text]).toEqual([`${here}/end`, 'arrived']);
    expect(seen.map(({ path, headers }) => [path, headers.cookie, headers['sec-fetch-site']])).toEqual([
      ['/start', 'strict=1; lax=1', 'none'],
      ['/away', undefined, 'cross-site'],
      ['/back', 'lax=1', 'cross-site'],
      ['/end', 'lax=1', 'cross-site'],
    ]);
  });

  it('sends what scripts of a page send', async () => {
    answer = (_, res) => void res.end('{}');
    const browser = createBrowser(here);
    await browser.post('/x', { a: 1 });
    await browser.get('/y');
    expect(seen[0]!.headers).toMatchObject({ 'x-csrf': '1', origin: here, 'content-type': 'application/json' });
    expect(seen[1]!.headers).toMatchObject({ 'x-csrf': '1', 'sec-fetch-site': 'same-origin' });
    expect(seen[1]!.headers.origin).toBeUndefined();
  });

  it('gives up on redirects without end, and on a login that does not end', async () => {
    answer = redirecting({ '/round': '/round' });
    await expect(createBrowser(here).visit('/round')).rejects.toThrow('without end');
    answer = (_, res) => void res.writeHead(503).end('closed');
    await expect(createBrowser(here).login('ada')).rejects.toThrow('/auth/login with 503: closed');
  });
});
