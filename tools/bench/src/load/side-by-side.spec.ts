import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { playSideBySide } from './side-by-side.ts';

let server: Server;
let origin: string;
/** What was asked of the BFF, and of the service. */
let seen: { ours: number; orders: number };
let ours: RequestListener;

beforeAll(async () => {
  server = createServer((req, res) => {
    if (req.url === '/v2/orders?limit=20') {
      seen.ours += 1;
      ours(req, res);
    } else if (req.url === '/orders?owner_kind=partner&owner_id=acme&page_size=20') {
      seen.orders += 1;
      res.end('{"orders":[],"page":{"next_after":null}}');
    } else res.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  seen = { ours: 0, orders: 0 };
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const whole: RequestListener = (_, res) => void res.end('{"_embedded":{"orders":[]}}');
const play = () =>
  playSideBySide(
    {
      ...{ kind: 'side-by-side', play: 'partner-orders', targets: { frontage: { origin, headers: {} } } },
      ...{ directHeaders: { 'frontage-caller': 'partner:acme' }, perSecond: 100, seconds: 0.05 },
    },
    { ORDERS_URL: origin, INVENTORY_URL: 'grpc://127.0.0.1:1' },
  );

describe('a BFF and the calls that it makes, side by side', () => {
  it('are asked as often as each other, and all of it is told', async () => {
    ours = whole;
    const outcome = await play();
    // Ten of each are not timed.
    expect(seen).toEqual({ ours: 15, orders: 15 });
    const good = { requests: 15, lacking: 0 };
    expect(outcome).toMatchObject({ targets: { frontage: good }, path: good });
    expect(Object.keys(outcome.calls)).toEqual(['orders']);
    for (const { p50Ms, p99Ms } of [outcome.targets['frontage']!, outcome.path, outcome.calls['orders']!]) {
      expect(p50Ms).toBeGreaterThan(0);
      expect(p99Ms).toBeGreaterThanOrEqual(p50Ms);
    }
    // The one call is most of the path.
    expect(outcome.path.p50Ms).toBeGreaterThanOrEqual(outcome.calls['orders']!.p50Ms);
  });

  it('count what fails, and say what the first of it was', async () => {
    ours = (req, res) => (seen.ours > 12 ? void res.writeHead(503).end('overloaded') : whole(req, res));
    const { targets, path } = await play();
    const complaint = 'GET /v2/orders?limit=20 answered 503, not 200: overloaded';
    expect(targets['frontage']).toMatchObject({ lacking: 3, complaint });
    expect(path.lacking).toBe(0);
  });

  it('count answers in which something is missing', async () => {
    ours = (req, res) => (seen.ours === 13 ? void res.end('{}') : whole(req, res));
    expect((await play()).targets['frontage']!.lacking).toBe(1);
  });
});
