import { createApi } from './api.js';
import { Problem } from './problem.js';

const key = 'fk_test_k1_secret';

interface Asked {
  readonly href: string;
  readonly init: RequestInit;
}

/** API over answers in their order, with a clock that does not run. */
function open(...answers: (() => Response)[]) {
  const asked: Asked[] = [];
  const waits: number[] = [];
  const told: string[] = [];
  const end = new AbortController();
  const api = createApi({
    key,
    signal: end.signal,
    fetch: (href, init = {}) => {
      asked.push({ href: String(href), init });
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      return Promise.resolve().then(() => answer!());
    },
    wait: (ms) => {
      waits.push(ms);
      return Promise.resolve();
    },
    onWait: ({ message }, seconds) => told.push(`wait ${seconds}: ${message}`),
    onKeyRefused: ({ status }) => told.push(`refused ${status}`),
    onDegraded: (parts) => told.push(`degraded ${parts.join(' ')}`),
  });
  return { api, asked, waits, told, end };
}

const json =
  (body: unknown, init: ResponseInit = {}) =>
  () =>
    Response.json(body, init);
const refusal = (status: number, headers: Record<string, string> = {}, more: object = {}) =>
  json({ title: 'No', detail: 'Not so.', ...more }, { status, headers });
const failure = (promise: Promise<unknown>): Promise<Problem> =>
  promise.then(
    () => Promise.reject(new Error('It succeeded.')),
    (error: Problem) => error,
  );
const headersOf = ({ init }: Asked): Headers => new Headers(init.headers);

describe('a request', () => {
  it('has the key in its header alone, and leaves nothing on disk', async () => {
    const { api, asked } = open(json({ id: 'k1' }, { headers: { ETag: 'W/"1.x"' } }));
    expect(await api.get('/v2/keys/k1')).toEqual({ body: { id: 'k1' }, etag: 'W/"1.x"' });
    const [request] = asked;
    expect(headersOf(request!).get('authorization')).toBe(`Bearer ${key}`);
    expect(request).toMatchObject({
      href: '/v2/keys/k1',
      init: { method: 'GET', cache: 'no-store', credentials: 'omit', redirect: 'error', referrerPolicy: 'no-referrer' },
    });
    expect(request!.href).not.toContain(key);
  });

  it('sends a change as a merge patch, with the tag of what was read', async () => {
    const { api, asked } = open(json({}));
    await api.send('PATCH', '/v2/webhooks/1', { body: { description: 'x' }, ifMatch: 'W/"1.x"' });
    await api.send('POST', '/v2/webhooks', { body: { url: 'https://x.test' } });
    await api.send('DELETE', '/v2/webhooks/1');
    const [patch, post, remove] = asked.map((each) => headersOf(each));
    expect(patch!.get('content-type')).toBe('application/merge-patch+json');
    expect(patch!.get('if-match')).toBe('W/"1.x"');
    expect(asked[0]!.init.body).toBe('{"description":"x"}');
    expect(post!.get('content-type')).toBe('application/json');
    expect([remove!.get('content-type'), remove!.get('if-match'), asked[2]!.init.body]).toEqual([
      null,
      null,
      undefined,
    ]);
  });
});

describe('a limit', () => {
  it('is waited for, told of, and then the same request is sent again, a write too', async () => {
    const { api, asked, waits, told } = open(refusal(429, { 'Retry-After': '3' }), json({ ok: true }));
    expect((await api.send('POST', '/v2/keys', { body: { scopes: [] } })).body).toEqual({ ok: true });
    expect(waits).toEqual([3_000]);
    expect(told).toEqual(['wait 3: Not so.']);
    expect(asked.map(({ init }) => init.body)).toEqual(['{"scopes":[]}', '{"scopes":[]}']);
  });

  it('is waited for at least a second, and three times at most', async () => {
    const { api, waits } = open(refusal(429, { 'Retry-After': '0' }));
    expect((await failure(api.get('/v2'))).status).toBe(429);
    expect(waits).toEqual([1_000, 1_000, 1_000]);
  });

  it.each([{ 'Retry-After': '61' }, {}])('that has more later is told of instead: %j', async (headers: object) => {
    const { api, asked, waits } = open(refusal(429, headers as Record<string, string>));
    expect((await failure(api.get('/v2'))).status).toBe(429);
    expect([asked.length, waits]).toEqual([1, []]);
  });
});

it('a busy server is asked again for reads alone: a write may have been done', async () => {
  const reading = open(refusal(503, { 'Retry-After': '2' }), json({}));
  await reading.api.get('/v2');
  expect(reading.waits).toEqual([2_000]);
  const writing = open(refusal(503, { 'Retry-After': '2' }));
  expect((await failure(writing.api.send('POST', '/v2/keys'))).status).toBe(503);
  expect(writing.asked).toHaveLength(1);
});

it.each([
  [401, {}, ['refused 401']],
  [403, { reason: 'PARTNER_SUSPENDED' }, ['refused 403']],
  [403, { reason: 'SCOPE_NOT_HELD' }, []],
  [412, {}, []],
])('%d %j is thrown, and told where it is about the key', async (status, more, expected) => {
  const { api, told } = open(refusal(status, {}, more));
  expect(await failure(api.get('/v2'))).toBeInstanceOf(Problem);
  expect(told).toEqual(expected);
});

it('parts that are missing or old are told of', async () => {
  const { api, told } = open(
    json({ degraded: ['reviews'] }, { headers: { 'Frontage-Stale': 'prices, stock' } }),
    json({}),
  );
  await api.get('/v2');
  await api.get('/v2');
  expect(told).toEqual(['degraded reviews prices stock']);
});

it('a network that is down is a problem, and the end of the session is none', async () => {
  const down = open(() => {
    throw new TypeError('Failed to fetch');
  });
  expect(await failure(down.api.get('/v2'))).toMatchObject({ status: 0, title: 'There was no answer' });
  const ended = open(() => {
    throw new DOMException('over', 'AbortError');
  });
  ended.end.abort();
  expect(await failure(ended.api.get('/v2'))).toBeInstanceOf(DOMException);
});

it('an answer that is no JSON is a problem', async () => {
  const { api } = open(() => new Response('<html>'));
  expect(await failure(api.get('/v2'))).toMatchObject({ title: 'The answer cannot be read', status: 200 });
});
