import fc from 'fast-check';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';
import { createSecret, parseSecret, signedHeaders, verifySignature } from './signing.ts';

const body = '{"type":"order.paid","timestamp":"2026-05-01T10:00:00.000Z","data":{"id":"ö-1"}}';
const receivers = [
  ['standardwebhooks', StandardWebhook],
  ['svix', SvixWebhook],
] as const;

describe('a secret', () => {
  it('is new each time, and has 32 bytes', () => {
    expect(createSecret()).not.toBe(createSecret());
    expect(parseSecret(createSecret())).toHaveLength(32);
  });

  it('has 24 to 64 bytes in base64 after its prefix', () => {
    const of = (bytes: number) => parseSecret(`whsec_${Buffer.alloc(bytes, 7).toString('base64')}`)?.length;
    expect([23, 24, 64, 65].map(of)).toEqual([undefined, 24, 64, undefined]);
    const secret = createSecret();
    for (const wrong of ['', 'whsec_', secret.slice(6), `v1,${secret}`, `${secret}=`, secret.replace('_', '_ ')])
      expect(parseSecret(wrong)).toBeUndefined();
  });
});

describe.each(receivers)('a receiver with %s', (_, Webhook) => {
  it('verifies with either secret of a roll, and with no other', () => {
    const [old, fresh, other] = [createSecret(), createSecret(), createSecret()];
    const headers = signedHeaders({ id: 'evt_1', atMs: Date.now(), body }, [fresh, old]);
    expect(() => new Webhook(old).verify(body, headers)).not.toThrow();
    expect(() => new Webhook(fresh).verify(body, headers)).not.toThrow();
    expect(() => new Webhook(other).verify(body, headers)).toThrow(/signature/i);
    expect(() => new Webhook(fresh).verify(`${body} `, headers)).toThrow(/signature/i);
    expect(() => new Webhook(fresh).verify(body, { ...headers, 'webhook-id': 'evt_2' })).toThrow(/signature/i);
  });

  it('refuses an old attempt: the timestamp is signed', () => {
    const secret = createSecret();
    const headers = signedHeaders({ id: 'evt_1', atMs: Date.now() - 6 * 60_000, body }, [secret]);
    expect(() => new Webhook(secret).verify(body, headers)).toThrow(/too old/i);
  });

  it('verifies any body', () => {
    const secret = createSecret();
    fc.assert(
      fc.property(fc.string({ unit: fc.nat(0x10_ffff).map((point) => String.fromCodePoint(point)) }), (text) => {
        fc.pre(text.isWellFormed());
        const json = JSON.stringify({ text });
        const headers = signedHeaders({ id: 'evt_1', atMs: Date.now(), body: json }, [secret]);
        expect(() => new Webhook(secret).verify(json, headers)).not.toThrow();
      }),
    );
  });
});

it.each([
  ['no secret', 'evt_1', []],
  ['a malformed secret', 'evt_1', ['whsec_short']],
  ['an id with a dot', 'evt.1', [createSecret()]],
])('a signature with %s is a mistake', (_, id, secrets) => {
  expect(() => signedHeaders({ id, atMs: 0, body }, secrets)).toThrow(TypeError);
});

describe('a webhook that comes', () => {
  const nowMs = Date.parse('2026-05-01T10:00:00.000Z');
  const [secret, other] = [createSecret(), createSecret()];
  const body = '{"a":1}';
  const headersOf = (by: readonly string[], atMs = nowMs): Record<string, string> =>
    signedHeaders({ id: 'e-1', atMs, body }, by);
  const verify = (headers: Record<string, string>, secrets: readonly string[], sent = body) =>
    verifySignature({ header: (name) => headers[name], body: Buffer.from(sent) }, secrets, nowMs);

  it('verifies with either secret during a roll, on either side', () => {
    expect(verify(headersOf([secret]), [other, secret])).toBe('e-1');
    expect(verify(headersOf([other, secret]), [secret])).toBe('e-1');
  });

  it.each([
    ['another body', headersOf([secret]), `${body} `],
    ['another secret', headersOf([other]), body],
    ['a timestamp before the window', headersOf([secret], nowMs - 301_000), body],
    ['a timestamp after it', headersOf([secret], nowMs + 301_000), body],
    ['no signature', { ...headersOf([secret]), 'webhook-signature': '' }, body],
    ['a signature that is cut off', { ...headersOf([secret]), 'webhook-signature': 'v1,AAAA' }, body],
    ['another id', { ...headersOf([secret]), 'webhook-id': 'e-2' }, body],
    ['no headers', {}, body],
  ])('is refused with %s', (_what, headers, sent) => expect(verify(headers, [secret], sent)).toBeUndefined());
});
