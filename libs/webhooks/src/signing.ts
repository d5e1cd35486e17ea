/** Secrets and signatures of Standard Webhooks 1.0 (HMAC-SHA256, scheme `v1`). */

import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const prefix = 'whsec_';
const newBytes = 32;
const [minBytes, maxBytes] = [24, 64];

/** Secret that is new: `whsec_` and 32 random bytes in base64. */
export const createSecret = (): string => prefix + randomBytes(newBytes).toString('base64');

/** Bytes of a secret; undefined for a text that is none: 24 to 64 bytes in base64 after `whsec_`. */
export function parseSecret(secret: string): Buffer | undefined {
  if (!secret.startsWith(prefix)) return undefined;
  const text = secret.slice(prefix.length);
  const bytes = Buffer.from(text, 'base64');
  // Node skips what is not base64, so that only a round trip shows it.
  if (bytes.toString('base64') !== text) return undefined;
  return bytes.length >= minBytes && bytes.length <= maxBytes ? bytes : undefined;
}

/** Decision whether a text is a secret: 24 to 64 bytes in base64 after `whsec_`. */
export const isWebhookSecret = (text: string): boolean => parseSecret(text) !== undefined;

/** Content that a signature covers. */
export interface SignedContent {
  /** Value of `webhook-id`: the same for every attempt. Has no dot. */
  readonly id: string;
  /** Time of the attempt, in milliseconds since 1970. The header has whole seconds. */
  readonly atMs: number;
  /** Body, exactly as it is sent. */
  readonly body: string;
}

/**
 * Headers of a webhook, signed with each secret: a receiver verifies with the one it has.
 *
 * Throws a TypeError for no secret, a malformed one, or an id with a dot, which would make the signed content ambiguous.
 */
export function signedHeaders({ id, atMs, body }: SignedContent, secrets: readonly string[]) {
  if (secrets.length === 0) throw new TypeError('A webhook is signed with at least one secret.');
  if (id.includes('.')) throw new TypeError('The id of a webhook has no dot.');
  const timestamp = String(Math.floor(atMs / 1000));
  const signatures = secrets.map((secret) => {
    return `v1,${digest(keyOf(secret), id, timestamp, body).toString('base64')}`;
  });
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}

/** Webhook as it came, to be verified. */
export interface ReceivedWebhook {
  readonly header: (name: string) => string | undefined;
  /** Bytes as they came. */
  readonly body: Buffer;
}

/** Age of a timestamp, either way, beyond which a webhook is refused as a replay, in milliseconds. */
export const toleranceMs = 5 * 60_000;

/**
 * Verifies a webhook against each secret. Returns its id, or undefined for anything that is wrong: a missing header, a timestamp out of the
 * replay window, no signature that fits. Takes as long for a wrong signature as for the right one.
 */
export function verifySignature(
  { header, body }: ReceivedWebhook,
  secrets: readonly string[],
  nowMs: number,
): string | undefined {
  const [id = '', timestamp = '', signatures = ''] = ['id', 'timestamp', 'signature'].map((name) =>
    header(`webhook-${name}`),
  );
  if (!/^[\w-]{1,100}$/.test(id) || !/^\d{1,12}$/.test(timestamp)) return undefined;
  if (Math.abs(nowMs - Number(timestamp) * 1_000) > toleranceMs) return undefined;
  const given = signatures
    .split(' ')
    .filter((each) => each.startsWith('v1,'))
    .map((each) => Buffer.from(each.slice('v1,'.length), 'base64'));
  const fits = secrets.some((secret) => {
    const expected = digest(keyOf(secret), id, timestamp, body);
    return given.some((each) => each.length === expected.length && timingSafeEqual(each, expected));
  });
  return fits ? id : undefined;
}

function keyOf(secret: string): Buffer {
  const key = parseSecret(secret);
  if (key === undefined) throw new TypeError('A secret of a webhook is malformed.');
  return key;
}

const digest = (key: Buffer, id: string, timestamp: string, body: string | Buffer): Buffer =>
  createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
