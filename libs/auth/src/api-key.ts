/** API keys: `fk_<env>_<id>_<secret>`, self-checking, stored only as a keyed hash. The partners' way in. */

import type { Authentication, Authenticator, SecurityScheme } from '@frontage/http-server';
import type { Scope, Tier } from '@frontage/policy';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** What is known of a key. Never the key. */
export interface ApiKeyRecord {
  /** The public part: the key's `<id>`. */
  readonly id: string;
  readonly partnerId: string;
  readonly status: 'active' | 'suspended';
  readonly tier: Tier;
  readonly scopes: readonly Scope[];
  /** `hashApiKey` of the whole key. */
  readonly hash: Buffer;
}

/** Finds a key by its public part. */
export type FindApiKey = (id: string) => Promise<ApiKeyRecord | undefined>;

export interface ApiKeyOptions {
  readonly find: FindApiKey;
  /** The secret that hashes are keyed with; kept apart from the store. */
  readonly pepper: string;
}

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const checksumLength = 6;
const pattern = /^fk_(live|test|dev)_([a-z0-9-]{1,40})_([0-9A-Za-z]{12,120})$/;

/** CRC-32 in base62, six characters: 62^6 > 2^32. */
function checksum(text: string): string {
  let rest = crc32(text);
  let digits = '';
  for (let place = 0; place < checksumLength; place += 1) {
    digits = alphabet[rest % 62]! + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}

/** Completes a key: appends the checksum of everything before it. `body` is random and base62. */
export function formatApiKey(environment: 'live' | 'test' | 'dev', id: string, body: string): string {
  const head = `fk_${environment}_${id}_${body}`;
  return head + checksum(head);
}

/** The public part of a well-formed key; undefined when it is mistyped. Looks nothing up. */
export function parseApiKey(key: string): { readonly id: string } | undefined {
  const match = pattern.exec(key);
  if (!match || checksum(key.slice(0, -checksumLength)) !== key.slice(-checksumLength)) return undefined;
  return { id: match[2]! };
}

/** What is stored of a key. A fast hash is enough: keys are random, not chosen by people. */
export const hashApiKey = (key: string, pepper: string): Buffer => createHmac('sha256', pepper).update(key).digest();

export const apiKeyScheme: SecurityScheme = {
  name: 'apiKey',
  openapi: { type: 'http', scheme: 'bearer', description: 'An API key (`fk_…`), also accepted as `X-API-Key`.' },
};

const rejected: Authentication = {
  kind: 'rejected',
  detail: 'The API key is not valid.',
  challenge: 'Bearer error="invalid_token", error_description="The API key is not valid"',
};

/** Accepts `Authorization: Bearer fk_…` or `X-API-Key: fk_…`; never a query parameter. Two different keys at once are refused. */
export const apiKeyAuthenticator = ({ find, pepper }: ApiKeyOptions): Authenticator => ({
  ...apiKeyScheme,
  challenge: 'Bearer',
  authenticate: async ({ header }) => {
    const authorization = header('authorization');
    const bearer = authorization === undefined ? undefined : (/^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? '');
    const plain = header('x-api-key');
    if (bearer === undefined && plain === undefined) return { kind: 'absent' };
    if (bearer !== undefined && plain !== undefined && bearer !== plain) return rejected;
    const key = bearer ?? plain ?? '';
    const parsed = parseApiKey(key);
    const record = parsed && (await find(parsed.id));
    if (!record || !timingSafeEqual(record.hash, hashApiKey(key, pepper))) return rejected;
    if (record.status === 'suspended') {
      return { kind: 'refused', code: 'FORBIDDEN', reason: 'PARTNER_SUSPENDED', detail: 'This partner is suspended.' };
    }
    const { partnerId, id, tier, scopes } = record;
    return {
      kind: 'authenticated',
      principal: { kind: 'partner', id: partnerId, keyId: id, tier, scopes: new Set(scopes) },
    };
  },
});
