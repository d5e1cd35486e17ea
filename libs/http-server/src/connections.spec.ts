import { createLogger, createMetrics } from '@frontage/observability';
import { once } from 'node:events';
import type { RequestListener, Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { createBoundedServer, type ConnectionLimits } from './connections.ts';

const metrics = createMetrics();
const lines: Record<string, unknown>[] = [];
const log = createLogger({
  name: 'spec',
  destination: { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) },
});

let server: Server;
const sockets: Socket[] = [];

async function listen(handler: RequestListener, limits: Partial<ConnectionLimits> = {}): Promise<void> {
  server = createBoundedServer(handler, {
    limits: { keepAliveMs: 65_000, maxConnections: 100, ...limits },
    log,
    metrics,
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
}

const open = (): Socket => {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => undefined);
  sockets.push(socket);
  return socket;
};

/** Text received on a connection until it is closed. */
async function told(...sent: string[]): Promise<string> {
  const socket = open().setEncoding('utf8');
  let text = '';
  socket.on('data', (chunk: string) => (text += chunk));
  for (const part of sent) socket.write(part);
  await once(socket, 'close');
  return text;
}

beforeEach(() => void (lines.length = 0));
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const hello: RequestListener = (_, res) => void res.end('hello');

describe('what Node refuses by itself', () => {
  it.each([
    [
      'two lengths',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n',
      400,
      'MALFORMED_REQUEST',
    ],
    ['no HTTP', 'SSH-2.0-OpenSSH_9.0\r\n\r\n', 400, 'MALFORMED_REQUEST'],
    ['a line that is no header', 'GET / HTTP/1.1\r\nHost: a\r\nx y\r\n\r\n', 400, 'MALFORMED_REQUEST'],
    ['headers without end', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431, 'HEADERS_TOO_LARGE'],
    [
      'a wish nobody knows',
      'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nExpect: tea\r\n\r\n',
      417,
      'EXPECTATION_FAILED',
    ],
    ['a wish for a tunnel', 'CONNECT elsewhere:443 HTTP/1.1\r\nHost: a\r\n\r\n', 405, 'METHOD_NOT_ALLOWED'],
  ])('is a problem document: %s', async (_, sent, status, code) => {
    await listen(hello);
    const answer = await told(sent);
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(head).toMatch(/^Connection: close$/m);
    expect(head).toMatch(/^Content-Type: application\/problem\+json$/m);
    const problem = JSON.parse(body) as Record<string, unknown>;
    expect(problem).toMatchObject({ status, code, requestId: expect.any(String) });
    expect(head).toContain(`X-Request-Id: ${String(problem['requestId'])}`);
    expect(lines).toMatchObject([{ msg: 'request refused unread', status, requestId: problem['requestId'] }]);
    expect((await metrics.expose()).text).toMatch(
      new RegExp(
        `http_server_request_duration_seconds_count\\{route="unreadable",method="unknown",status="${status}"\\} [1-9]`,
      ),
    );
  });

  it('says nothing of what was sent', async () => {
    await listen(hello);
    const answer = await told('GET / HTTP/1.1\r\nHost: a\r\nAuthorization Bearer hunter2\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer + JSON.stringify(lines)).not.toContain('hunter2');
  });

  it('is no second answer where one has begun', async () => {
    await listen((_, res) => void res.write('begun'));
    const socket = open().setEncoding('utf8');
    let text = '';
    socket.on('data', (chunk: string) => {
      text += chunk;
      if (text.includes('begun')) socket.write('no HTTP at all\r\n\r\n');
    });
    socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    await once(socket, 'close');
    expect(text.match(/HTTP\/1\.1/g)).toHaveLength(1);
  });
});

describe('connections', () => {
  it('are kept longer than a proxy keeps them, and bounded while a request arrives', async () => {
    await listen(hello);
    expect(server).toMatchObject({ keepAliveTimeout: 65_000, headersTimeout: 10_000, requestTimeout: 30_000 });
    const socket = open().setEncoding('utf8');
    socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    const [answer] = (await once(socket, 'data')) as [string];
    expect(answer).toMatch(/^Keep-Alive: timeout=65$/m);
  });

  it('are ended with 408 where a request does not arrive', async () => {
    await listen(hello);
    // Short enough for a test; Node checks once a second.
    server.headersTimeout = 10;
    const answer = await told('GET / HTTP/1.1\r\nHost: a\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain('"code":"REQUEST_TIMEOUT"');
  });

  it('are no more than the limit: one more is closed, counted, and the others are answered', async () => {
    await listen(hello, { maxConnections: 2 });
    const [first, second] = [open(), open()];
    await Promise.all([once(first, 'connect'), once(second, 'connect')]);
    first.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    await once(first, 'data');
    expect(await told('GET / HTTP/1.1\r\nHost: a\r\n\r\n')).toBe('');
    expect(lines).toMatchObject([{ level: 'warn', maxConnections: 2 }]);
    expect((await metrics.expose()).text).toMatch(/count\{route="dropped",method="unknown",status="503"\} 1/);
    second.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    await once(second, 'data');
  });
});
