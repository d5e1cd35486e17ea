/** Keys of the partner: list, creation with fewer scopes, roll, revocation. */

import type { ApiKeyRecord } from '@frontage/auth/api-key';
import { decodeCursor, encodeCursor } from '@frontage/dto-mapping';
import { Failure } from '@frontage/errors';
import { Reply } from '@frontage/http-server';
import { permission, type PartnerPrincipal, type Scope } from '@frontage/policy';
import { defineEndpoint, type Deps } from '../../deps.ts';
import { samples } from '../../samples.ts';
import { location } from '../../representation/location.ts';
import { asPartner, ownOf } from '../../partner.ts';
import type { Representation, Version } from '../../version.ts';
import { newKey, params, query } from './keys.input.ts';

/** Reader of keys, and the instant at which it reads: states and links depend on both. */
export interface KeyReader {
  readonly principal: PartnerPrincipal;
  readonly at: string;
}

export interface KeyList {
  readonly keys: readonly ApiKeyRecord[];
  /** Query of the request for this page; `next` is the cursor of the next page. */
  readonly query: Readonly<Record<string, string | number | undefined>>;
  readonly next: string | undefined;
}

/** Representations that a version gives of keys. */
export interface KeyViews {
  readonly key: Representation<[key: ApiKeyRecord, reader: KeyReader]>;
  readonly keyWithSecret: Representation<[key: ApiKeyRecord, secret: string, reader: KeyReader]>;
  readonly keyList: Representation<[list: KeyList, reader: KeyReader]>;
}

/** Overlap of a key and its successor, in milliseconds. */
const overlapMs = 24 * 3_600_000;
const dayMs = 86_400_000;
const budget = { ms: 2_000, calls: 0 } as const;
const read = permission('key:read');
const manage = permission('key:manage');
const byId = { parameters: { id: samples.apiKey.id } };
const sampleReader: KeyReader = { principal: samples.partner, at: samples.paidAt };

const readerOf = (principal: PartnerPrincipal): KeyReader => ({ principal, at: new Date().toISOString() });

const listKeys = ({ views }: Version<KeyViews>) =>
  defineEndpoint({
    name: 'listKeys',
    summary: 'The keys of this partner in this mode, newest first, those that have ended included',
    method: 'GET',
    path: '/keys',
    access: read,
    budget,
    input: { query },
    etag: true,
    view: views.keyList.view,
    example: () => ({ answer: views.keyList.of({ keys: [samples.apiKey], query: {}, next: undefined }, sampleReader) }),
    handle: async ({ input: { query }, principal }, { keys: { store } }) => {
      const partner = asPartner(principal);
      const list = `keys ${partner.mode} ${partner.id}`;
      const after = decodeCursor(list, query.cursor);
      const found = await store.keysOf(partner.id, { mode: partner.mode, limit: query.limit + 1, after });
      const keys = found.slice(0, query.limit);
      const next = found.length > query.limit ? encodeCursor(list, keys.at(-1)!.id) : undefined;
      return views.keyList.of({ keys, query, next }, readerOf(partner));
    },
  });

const createKey = ({ views, link }: Version<KeyViews>) =>
  defineEndpoint({
    name: 'createKey',
    summary: 'Makes a key with scopes of this key and of its mode, and shows it',
    // An answer that is kept for retries would keep the key with it.
    description:
      'The key is shown in this answer alone, so that no answer is kept and there is no Idempotency-Key: after a lost answer, list the keys, revoke the one that was lost, and make another. 403 names a scope that the key which asks does not have.',
    method: 'POST',
    path: '/keys',
    access: manage,
    budget,
    input: { body: newKey },
    view: views.keyWithSecret.view,
    status: 201,
    failures: ['CONFLICT'],
    headers: location('Location of the key.'),
    example: () => ({
      body: { scopes: [...samples.apiKey.scopes], addresses: [...samples.apiKey.addresses] },
      answer: views.keyWithSecret.of(samples.apiKey, samples.keySecret, sampleReader),
    }),
    handle: async ({ input: { body }, principal }, { keys: { administration } }) => {
      const partner = asPartner(principal);
      requireHeld(partner, body.scopes);
      const { expiresInDays, ...terms } = body;
      const { key, record } = await administration.issue({
        ...terms,
        partnerId: partner.id,
        mode: partner.mode,
        ...(expiresInDays !== undefined && { expiresInMs: expiresInDays * dayMs }),
      });
      return shown(views.keyWithSecret.of(record, key, readerOf(partner)), link(`/keys/${record.id}`).href);
    },
  });

const getKey = ({ views }: Version<KeyViews>) =>
  defineEndpoint({
    name: 'getKey',
    summary: 'One key',
    method: 'GET',
    path: '/keys/{id}',
    access: read,
    budget,
    input: { params },
    etag: true,
    view: views.key.view,
    example: () => ({ ...byId, answer: views.key.of(samples.apiKey, sampleReader) }),
    handle: async ({ input, principal }, { keys }) => {
      const partner = asPartner(principal);
      return views.key.of(await ownKey(keys, input.params.id, partner), readerOf(partner));
    },
  });

const rollKey = ({ views, link }: Version<KeyViews>) =>
  defineEndpoint({
    name: 'rollKey',
    summary: 'Makes a successor of a key, and shows it',
    description:
      'The successor has the scopes, addresses and lifetime of the key, which ends 24 hours later, or earlier if it was to; revoking it ends it at once. The successor is shown in this answer alone: after a lost answer, roll again while the key is live, and revoke the successor that was lost. 403 names a scope of the key that the key which asks does not have.',
    method: 'POST',
    path: '/keys/{id}/roll',
    access: manage,
    budget,
    input: { params },
    view: views.keyWithSecret.view,
    status: 201,
    failures: ['CONFLICT'],
    headers: location('Location of the key.'),
    example: () => ({
      ...byId,
      answer: views.keyWithSecret.of({ ...samples.apiKey, id: 'k3' }, samples.keySecret, sampleReader),
    }),
    handle: async ({ input, principal }, { keys }) => {
      const partner = asPartner(principal);
      const old = await ownKey(keys, input.params.id, partner);
      // The answer has a key of these scopes: a key must not get at more than it has.
      requireHeld(partner, old.scopes);
      const { key, record } = await keys.administration.roll(old.id, { overlapMs });
      return shown(views.keyWithSecret.of(record, key, readerOf(partner)), link(`/keys/${record.id}`).href);
    },
  });

const revokeKey = ({ views }: Version<KeyViews>) =>
  defineEndpoint({
    name: 'revokeKey',
    summary: 'Revokes a key, be it the one that asks',
    description:
      'Within 5 seconds it is refused everywhere. A key that was revoked before stays so, so that it can be repeated.',
    method: 'DELETE',
    path: '/keys/{id}',
    access: manage,
    budget,
    input: { params },
    view: views.key.view,
    example: () => ({ ...byId, answer: views.key.of({ ...samples.apiKey, revokedAt: samples.paidAt }, sampleReader) }),
    handle: async ({ input, principal }, { keys }) => {
      const partner = asPartner(principal);
      const { id } = await ownKey(keys, input.params.id, partner);
      await keys.administration.revoke(id);
      return views.key.of(await ownKey(keys, id, partner), readerOf(partner));
    },
  });

export const keyEndpoints = (version: Version<KeyViews>) => [
  listKeys(version),
  createKey(version),
  getKey(version),
  rollKey(version),
  revokeKey(version),
];

const shown = <T>(value: T, href: string): Reply<T> => new Reply(value, { headers: { Location: href } });

/** Key of this partner and mode. Any other is NOT_FOUND, as one that never was. */
async function ownKey({ store }: Deps['keys'], id: string, partner: PartnerPrincipal): Promise<ApiKeyRecord> {
  const key = ownOf(partner, (await store.find(id))?.key);
  if (key) return key;
  throw new Failure('NOT_FOUND', 'There is no such key.');
}

/** Demands that a key has the scopes that it gives to another. FORBIDDEN reason SCOPE_NOT_HELD. */
function requireHeld({ scopes }: PartnerPrincipal, given: readonly Scope[]): void {
  const lacking = given.find((scope) => !scopes.has(scope));
  if (lacking === undefined) return;
  throw new Failure('FORBIDDEN', `This key does not have the scope '${lacking}', and cannot give it to another.`, {
    reason: 'SCOPE_NOT_HELD',
    headers: { 'WWW-Authenticate': `Bearer error="insufficient_scope", scope="${lacking}"` },
  });
}
