import { createLogger, createMetrics, type Metrics } from '@frontage/observability';
import type { RequestHandler, Response } from 'express';
import { EventEmitter, once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import request from 'supertest';
import { assemble, routes, withoutLimits } from '../stack.exports.ts';
import {
  authenticate,
  failures,
  health,
  notFound,
  overload,
  type OverloadOptions,
  requestContext,
  securityHeaders,
} from '../stages.exports.ts';

let server: Server;
let metrics: Metrics;
let lines: Record<string, unknown>[];
let lagMs: number;
let held: Response[];
const arrivals = new EventEmitter();

/** A server that answers at once, except under `/hold`. Those requests are held until they are released. */
async function listen(options: Partial<OverloadOptions> = {}): Promise<void> {
  const log = createLogger({
    name: 'spec',
    destination: { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) },
  });
  const lag = {
    touch: () => undefined,
    get lagMs() {
      return lagMs;
    },
  };
  const priorityOf = (_method: string, path: string) => (path.startsWith('/low') ? 'low' : 'normal');
  const answer: RequestHandler = (req, res) => {
    if (!req.path.startsWith('/hold')) return void res.json({ path: req.path });
    held.push(res);
    arrivals.emit('held');
  };
  const app = assemble([
    requestContext({ log, metrics, debug: false }),
    health({ state: () => 'serving' }),
    overload({ log, lag, priorityOf, maxInFlight: 4, maxLagMs: 200, ...options }),
    securityHeaders(),
    authenticate([]),
    withoutLimits('a spec'),
    routes({ access: 'public' }, answer),
    notFound(),
    failures(),
  ]);
  server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
}

const get = (path: string): Promise<request.Response> =>
  request(server)
    .get(path)
    .then((response) => response);
const statusOf = async (path: string): Promise<number> => (await get(path)).status;

/** Begins requests one after the other; all of them are in flight when this resolves. */
async function hold(count: number, path = '/hold'): Promise<{ answers: Promise<request.Response>[] }> {
  const answers: Promise<request.Response>[] = [];
  for (let each = 0; each < count; each += 1) {
    const arrived = once(arrivals, 'held');
    answers.push(get(path));
    await arrived;
  }
  return { answers };
}

/** Answers a held request, and waits until the server has closed it. */
async function release(): Promise<void> {
  const res = held.shift()!;
  const closed = once(res, 'close');
  res.json({ held: true });
  await closed;
}

beforeEach(() => {
  lines = [];
  lagMs = 0;
  held = [];
  metrics = createMetrics();
});
afterEach(async () => {
  while (held.length > 0) await release();
  await new Promise((resolve) => server.close(resolve));
});

describe('with as many requests in flight as it takes', () => {
  it('refuses further ones at once, as a problem that says when to come again', async () => {
    await listen();
    await hold(4);
    const refused = await get('/other');
    expect([refused.status, refused.headers['content-type'], refused.headers['retry-after']]).toEqual([
      503,
      'application/problem+json',
      '1',
    ]);
    expect(refused.body).toMatchObject({
      code: 'OVERLOADED',
      instance: '/other',
      requestId: refused.headers['x-request-id'],
    });
    expect(refused.headers['cache-control']).toBe('no-store');
  });

  it('takes one more for each that is answered or whose client leaves', async () => {
    await listen();
    await hold(3);
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    const arrived = once(arrivals, 'held');
    socket.write('GET /hold HTTP/1.1\r\nHost: x\r\n\r\n');
    await arrived;
    await expect(statusOf('/other')).resolves.toBe(503);
    const left = once(held.pop()!, 'close');
    socket.destroy();
    await left;
    await expect(statusOf('/other')).resolves.toBe(200);
    await hold(1);
    await expect(statusOf('/other')).resolves.toBe(503);
    await release();
    await expect(statusOf('/other')).resolves.toBe(200);
  });

  it('under twice what it takes answers as many as it takes', async () => {
    await listen();
    const { answers } = await hold(4);
    const refused = await Promise.all(Array.from({ length: 4 }, () => statusOf('/hold')));
    expect(refused).toEqual([503, 503, 503, 503]);
    while (held.length > 0) await release();
    await expect(Promise.all(answers.map(async (answer) => (await answer).status))).resolves.toEqual([
      200, 200, 200, 200,
    ]);
    await expect(statusOf('/other')).resolves.toBe(200);
  });

  it('still answers probes', async () => {
    await listen();
    await hold(4);
    lagMs = 10_000;
    await expect(statusOf('/livez')).resolves.toBe(200);
    await expect(statusOf('/readyz')).resolves.toBe(200);
  });

  it('has refused low-priority requests since half of that', async () => {
    await listen();
    await hold(1);
    await expect(statusOf('/low')).resolves.toBe(200);
    await hold(1);
    await expect(Promise.all([statusOf('/low'), statusOf('/other')])).resolves.toEqual([503, 200]);
  });

  it('does not count answers that stay open, but refuses those too', async () => {
    await listen({ longLived: ['/hold/stream'] });
    await hold(10, '/hold/stream');
    await expect(statusOf('/other')).resolves.toBe(200);
    await hold(4);
    await expect(statusOf('/hold/stream')).resolves.toBe(503);
  });
});

describe('when the event loop lags', () => {
  const shedOf = async (path: string, count: number): Promise<number> => {
    let shed = 0;
    for (let each = 0; each < count; each += 1) if ((await statusOf(path)) === 503) shed += 1;
    return shed;
  };

  it.each([
    // Low-priority requests are shed first, all of them before any other.
    [100, 0, 0],
    [150, 0, 4],
    [200, 0, 8],
    [250, 2, 8],
    [300, 4, 8],
    [400, 8, 8],
    [5_000, 8, 8],
  ])('of %i ms, it sheds %i of 8 requests, and %i of 8 with low priority', async (lag, normal, low) => {
    await listen();
    lagMs = lag;
    expect([await shedOf('/other', 8), await shedOf('/low', 8)]).toEqual([normal, low]);
  });

  it('serves everything again once it has caught up', async () => {
    await listen();
    lagMs = 1_000;
    await expect(statusOf('/other')).resolves.toBe(503);
    lagMs = 0;
    expect([await shedOf('/other', 8), await shedOf('/low', 8)]).toEqual([0, 0]);
  });
});

describe('what is shed', () => {
  it('is counted one by one and logged together', async () => {
    await listen();
    lagMs = 1_000;
    for (let each = 0; each < 5; each += 1) await statusOf('/other');
    expect(lines).toEqual([expect.objectContaining({ level: 'warn', msg: 'shedding load', shed: 1, lagMs: 1_000 })]);
    const { text } = await metrics.expose();
    expect(text).toContain('http_server_request_duration_seconds_count{route="shed",method="GET",status="503"} 5');
  });
});

describe('the stage', () => {
  it('has its place right after the probes', async () => {
    await listen();
    const log = createLogger({ name: 'spec', level: 'silent' });
    expect(() => assemble([...mandatory(), overload({ log })])).toThrow("the stage 'overload' must come before");
    expect(() => assemble([mandatory()[0]!, overload({ log }), ...mandatory().slice(1)])).toThrow('must come before');
  });

  it('lets everything through by default, its own probe running', async () => {
    await listen({ lag: undefined as never });
    await expect(Promise.all([statusOf('/low'), statusOf('/other')])).resolves.toEqual([200, 200]);
  });
});

const mandatory = () => [
  requestContext({ log: createLogger({ name: 'spec', level: 'silent' }), metrics, debug: false }),
  health({ state: () => 'serving' }),
  securityHeaders(),
  authenticate([]),
  withoutLimits('a spec'),
  routes({ access: 'public' }),
  notFound(),
  failures(),
];
