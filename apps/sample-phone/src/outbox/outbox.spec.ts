import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApi } from '../api.ts';
import { NoAnswer, Refused } from '../failures.ts';
import { openStateFile } from '../state.ts';
import { backoffMs } from './backoff.ts';
import { createOutbox } from './outbox.ts';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'outbox-'))));
afterAll(() => rm(folder, { recursive: true }));

const refused = (status: number, retryAfterMs?: number, reason?: string): Refused =>
  new Refused(status, { code: 'CODE', title: 'Title', detail: 'Detail.', reason }, retryAfterMs);

let files = 0;
/** Outbox whose requests end as they are told, one after the other, and then succeed. */
async function outboxWith(...ends: readonly Error[]) {
  const [waits, keys]: [number[], (string | null)[]] = [[], []];
  const rest = [...ends];
  const file = await openStateFile(join(folder, String((files += 1))));
  const api = createApi('http://phone.test', {
    forget: () => undefined,
    fetch: async (request) => {
      keys.push(request.headers.get('idempotency-key'));
      const end = rest.shift();
      if (end) throw end;
      return Response.json({ id: 'o-1' });
    },
  });
  const outbox = createOutbox({ api, file, wait: async (ms) => void waits.push(ms), random: () => 1 });
  return { outbox, file, waits, keys };
}

it.each<[string, Error, number]>([
  ['no answer', new NoAnswer(undefined), 500],
  ['500', refused(500), 500],
  ['503', refused(503), 500],
  ['429 with Retry-After', refused(429, 7_000), 7_000],
  ['409 with Retry-After: a try is still under way', refused(409, 1_000), 1_000],
  ['408', refused(408), 500],
])('tries again, under the same key, after %s', async (_, end, waited) => {
  const { outbox, file, waits, keys } = await outboxWith(end);
  const key = await outbox.add({ kind: 'checkout' });
  expect(await outbox.flush()).toEqual({ state: 'empty' });
  expect([waits, keys, file.current.notices]).toEqual([[waited], [key, key], []]);
});

it.each<[string, Error, string]>([
  ['409', refused(409, undefined, 'OUT_OF_STOCK'), 'OUT_OF_STOCK'],
  ['422', refused(422), 'CODE'],
  ['404', refused(404), 'CODE'],
])('gives up after %s, and goes on with the next', async (_, end, reason) => {
  const { outbox, file, waits, keys } = await outboxWith(end);
  await outbox.add({ kind: 'checkout' });
  const next = await outbox.add({ kind: 'pay', order: 'o-0' });
  expect(await outbox.flush()).toEqual({ state: 'empty' });
  expect([waits, keys.at(-1)]).toEqual([[], next]);
  expect(file.current.notices).toMatchObject([{ write: { kind: 'checkout' }, reason, text: 'Detail.' }]);
});

it('rests after six tries, with everything kept, and waits longer each time', async () => {
  const { outbox, file, waits } = await outboxWith(...Array.from({ length: 6 }, () => refused(503)));
  await outbox.add({ kind: 'checkout' });
  await outbox.add({ kind: 'pay', order: 'o-0' });
  expect(await outbox.flush()).toMatchObject({ state: 'waiting', cause: { status: 503 } });
  expect([waits, file.current.entries.length]).toEqual([[500, 1_000, 2_000, 4_000, 8_000], 2]);
  expect(await outbox.flush()).toEqual({ state: 'empty' });
});

it('sends each write once, however many flush', async () => {
  const { outbox, keys } = await outboxWith();
  const added = await Promise.all([1, 2, 3].map((order) => outbox.add({ kind: 'pay', order: `o-${order}` })));
  await Promise.all([outbox.flush(), outbox.flush(), outbox.flush()]);
  expect(keys).toEqual(added);
});

it('orders once more what was put into the cart after a checkout', async () => {
  const { outbox, keys } = await outboxWith();
  const first = await outbox.add({ kind: 'checkout' });
  expect(await outbox.add({ kind: 'checkout' })).toBe(first);
  await outbox.add({ kind: 'set', product: 'p-001', quantity: 1 });
  const second = await outbox.add({ kind: 'checkout' });
  expect(second).not.toBe(first);
  await outbox.flush();
  expect(keys).toEqual([first, null, second]);
});

it('throws mistakes of the program, and keeps the write', async () => {
  const { outbox, file } = await outboxWith(new RangeError('a mistake'));
  await outbox.add({ kind: 'checkout' });
  await expect(outbox.flush()).rejects.toThrow(RangeError);
  expect(file.current.entries).toHaveLength(1);
});

it('backs off by at most a minute, unless the server says more', () => {
  expect([backoffMs(1, 0), backoffMs(1, 1), backoffMs(4, 0.5), backoffMs(50, 1), backoffMs(1, 1, 90_000)]).toEqual([
    0, 500, 2_000, 60_000, 90_000,
  ]);
});
