import axios, { AxiosError, type AxiosAdapter, type AxiosInstance, type AxiosRequestConfig } from 'axios';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createUndiciAdapter } from './undici-adapter.ts';

interface Subject {
  readonly adapter: AxiosAdapter | 'http';
  close(): void | Promise<void>;
}

const opened: { close(): void | Promise<void> }[] = [];
afterEach(async () => {
  for (const each of opened.splice(0).toReversed()) await each.close();
});

async function serve(listener: (...exchange: Parameters<RequestListener>) => unknown): Promise<string> {
  const server = createServer((request, response) => void listener(request, response));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  opened.push({
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const errorOf = (attempt: Promise<unknown>): Promise<AxiosError> =>
  attempt.then(
    () => Promise.reject(new Error('it did not fail')),
    (error: unknown) => error as AxiosError,
  );

/** Guarantees of axios, over its own adapter too, which proves the expectations right. */
describe.each<[string, () => Subject]>([
  ['our adapter', () => createUndiciAdapter()],
  ['axios’ own adapter', () => ({ adapter: 'http', close: () => undefined })],
])('%s', (_, createSubject) => {
  let subject: Subject;
  beforeEach(() => {
    subject = createSubject();
    opened.push(subject);
  });

  const client = (baseURL: string, config: AxiosRequestConfig = {}): AxiosInstance =>
    axios.create({
      adapter: subject.adapter,
      baseURL,
      responseType: 'arraybuffer',
      maxRedirects: 0,
      proxy: false,
      transformResponse: [],
      ...config,
    });

  it('sends method, path, headers and body, and gives status, headers and body', async () => {
    let seen: IncomingMessage | undefined;
    let sent = '';
    const url = await serve(async (request, response) => {
      seen = request;
      sent = (await request.toArray()).join('');
      response.writeHead(201, { 'x-answer': 'yes' }).end('made');
    });
    const config = { method: 'PUT', url: '/a/b?c=d', headers: { 'x-question': 'why' }, data: '{"ä":1}' };
    const response = await client(url).request<Buffer>(config);
    expect(seen).toMatchObject({ method: 'PUT', url: '/a/b?c=d', headers: { 'x-question': 'why' } });
    expect(sent).toBe('{"ä":1}');
    expect(response.status).toBe(201);
    expect(response.headers['x-answer']).toBe('yes');
    expect(Buffer.from(response.data).toString()).toBe('made');
  });

  it.each([
    [404, AxiosError.ERR_BAD_REQUEST],
    [304, AxiosError.ERR_BAD_RESPONSE],
    [500, AxiosError.ERR_BAD_RESPONSE],
  ])('rejects %i with %s, and the response', async (status, code) => {
    const url = await serve((__, response) => response.writeHead(status, { 'x-answer': 'no' }).end());
    const error = await errorOf(client(url).get('/'));
    expect(error).toBeInstanceOf(AxiosError);
    expect(error).toMatchObject({
      code,
      status,
      message: `Request failed with status code ${status}`,
      response: { status, headers: { 'x-answer': 'no' } },
    });
  });

  it('accepts what validateStatus accepts', async () => {
    const url = await serve((request, response) => response.writeHead(Number(request.url!.slice(1))).end());
    const all = client(url, { validateStatus: null });
    expect((await all.get('/500')).status).toBe(500);
    const some = client(url, { validateStatus: (status) => status === 404 });
    expect((await some.get('/404')).status).toBe(404);
    expect((await errorOf(some.get('/200'))).code).toBe(AxiosError.ERR_BAD_RESPONSE);
  });

  it('does not follow redirects', async () => {
    const url = await serve((request, response) =>
      request.url === '/from' ? response.writeHead(302, { location: '/to' }).end() : response.end('followed'),
    );
    const response = await client(url, { validateStatus: null }).get('/from');
    expect([response.status, response.headers['location']]).toEqual([302, '/to']);
  });

  it('gives up after the timeout with ECONNABORTED: without an answer', async () => {
    const url = await serve(() => undefined);
    const error = await errorOf(client(url, { timeout: 40 }).get('/'));
    expect(error).toMatchObject({ code: AxiosError.ECONNABORTED, message: 'timeout of 40ms exceeded' });
    expect(axios.isCancel(error)).toBe(false);
  });

  it('gives up after the timeout with ECONNABORTED: in the middle of one', async () => {
    const url = await serve((__, response) => void response.write('half'));
    const error = await errorOf(client(url, { timeout: 60 }).get('/'));
    expect(error.code).toBe(AxiosError.ECONNABORTED);
  });

  it('does not give up before the timeout', async () => {
    const url = await serve((__, response) => setTimeout(() => response.end('late'), 20));
    const response = await client(url, { timeout: 5_000 }).get<Buffer>('/');
    expect(Buffer.from(response.data).toString()).toBe('late');
  });

  it.each(['before it starts', 'before the answer', 'in the middle of the answer'])(
    'is cancelled by a signal %s with ERR_CANCELED',
    async (when) => {
      const controller = new AbortController();
      let requests = 0;
      const url = await serve((__, response) => {
        requests += 1;
        if (when === 'in the middle of the answer') response.write('half');
        controller.abort();
      });
      if (when === 'before it starts') controller.abort();
      const error = await errorOf(client(url, { signal: controller.signal, timeout: 5_000 }).get('/'));
      expect([error.code, axios.isCancel(error)]).toEqual([AxiosError.ERR_CANCELED, true]);
      expect(requests).toBe(when === 'before it starts' ? 0 : 1);
    },
  );

  it('says ECONNREFUSED when nobody listens', async () => {
    const server = createServer();
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    await once(server.close(), 'close');
    for (const name of ['127.0.0.1', 'localhost']) {
      const error = await errorOf(client(`http://${name}:${port}`).get('/'));
      expect(error).toBeInstanceOf(AxiosError);
      expect(error.code).toBe('ECONNREFUSED');
    }
  });

  it('says ENOTFOUND or EAI_AGAIN when there is no such host', async () => {
    expect((await errorOf(client('http://things.invalid').get('/'))).code).toMatch(/^(ENOTFOUND|EAI_AGAIN)$/);
  });

  it('says ECONNRESET when the other side hangs up without an answer', async () => {
    const url = await serve((request) => request.socket.destroy());
    expect((await errorOf(client(url).get('/'))).code).toBe('ECONNRESET');
  });

  it('rejects a body that was cut off', async () => {
    const url = await serve((request, response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('half', () => request.socket.destroy());
    });
    const error = await errorOf(client(url).get('/'));
    expect(error).toBeInstanceOf(AxiosError);
  });

  it.each([
    ['announced', { 'content-length': '1001' }],
    ['not announced', { 'transfer-encoding': 'chunked' }],
  ])('refuses a body over maxContentLength, its size %s', async (__, headers) => {
    const url = await serve((___, response) => response.writeHead(200, headers).end('x'.repeat(1_001)));
    const error = await errorOf(client(url, { maxContentLength: 1_000 }).get('/'));
    expect(error).toMatchObject({
      code: AxiosError.ERR_BAD_RESPONSE,
      message: 'maxContentLength size of 1000 exceeded',
    });
    const response = await client(url, { maxContentLength: 1_001 }).get<Buffer>('/');
    expect(response.data.length).toBe(1_001);
    expect((await client(url, { maxContentLength: -1 }).get<Buffer>('/')).data.length).toBe(1_001);
  });

  it.each([
    ['HEAD', 200, { 'content-length': '5000' }],
    ['HEAD', 200, { 'content-encoding': 'gzip' }],
    ['GET', 204, { 'content-encoding': 'gzip' }],
  ])('takes an answer to %s with %i and %j for what it is: without a body', async (method, status, headers) => {
    const url = await serve((__, response) => response.writeHead(status, headers).end());
    const response = await client(url, { maxContentLength: 1_000 }).request<Buffer>({ method, url: '/' });
    expect([response.status, response.data.length]).toEqual([status, 0]);
  });
});

describe('our adapter alone', () => {
  it('closes its sockets once their answers have come', async () => {
    const sockets = new Set<unknown>();
    const url = await serve((request, response) => {
      sockets.add(request.socket);
      request.socket.once('close', () => sockets.delete(request.socket));
      setImmediate(() => response.end('late'));
    });
    const { adapter, close } = createUndiciAdapter();
    const pending = axios.get<Buffer>('/', { adapter, baseURL: url, transformResponse: [] });
    await new Promise((resolve) => setImmediate(resolve));
    await close();
    expect((await pending).data.toString()).toBe('late');
    expect(sockets.size).toBeLessThanOrEqual(1);
  });

  it('gives up connecting in time', async () => {
    // Address reserved for documentation (RFC 5737). Packets to it are dropped, or refused on the way.
    const { adapter, close } = createUndiciAdapter({ connectTimeoutMs: 50 });
    const error = await errorOf(axios.get('/', { adapter, baseURL: 'http://192.0.2.1:9' }));
    expect(error.code).toMatch(/^(ETIMEDOUT|ECONNREFUSED|ENETUNREACH|EHOSTUNREACH)$/);
    await close();
  });

  it('gives a body as it came, and says how it is encoded', async () => {
    const url = await serve((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('as it came'));
    const subject = createUndiciAdapter();
    opened.push(subject);
    const client = axios.create({ adapter: subject.adapter, baseURL: url, transformResponse: [] });
    const { data, headers } = await client.get<Buffer>('/');
    expect([data.toString(), headers['content-encoding']]).toEqual(['as it came', 'gzip']);
  });

  it('takes headers of any name: none becomes a member of the object that they are in', async () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'get', 'delete', 'has', 'normalize'];
    const url = await serve((_, response) => {
      response.writeHead(200, [...names.flatMap((name) => [name, 'a', name, 'b']), 'retry-after', '7']).end('as ever');
    });
    const subject = createUndiciAdapter();
    opened.push(subject);
    const client = axios.create({ adapter: subject.adapter, baseURL: url, transformResponse: [] });
    const { data, headers } = await client.get<Buffer>('/');
    expect(Buffer.from(data).toString()).toBe('as ever');
    expect(headers['retry-after']).toBe('7');
    expect(headers.get).toBeInstanceOf(Function);
  });
});
