/** Issuing, rolling and revoking keys: for operators, and for partners about their own. */

import { Failure } from '@frontage/errors';
import { AddressListError, parseAddressList } from '@frontage/network-address';
import type { Mode, Scope } from '@frontage/policy';
import { createApiKey, type LiveWord } from './api-key.ts';
import { isLive, type ApiKeyRecord, type ApiKeyStore, type NewKey } from './key-store.ts';
import type { Peppers } from './peppers.ts';

/** Most live keys of a partner in one mode, those that are being rolled and their successors included. */
export const maxLiveKeys = 20;

export interface KeyAdministrationOptions {
  readonly store: ApiKeyStore;
  readonly peppers: Peppers;
  /** Word of the keys that are issued in live mode. */
  readonly liveWord: LiveWord;
  /** Clock, in milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number;
}

export interface KeyTerms {
  readonly partnerId: string;
  readonly mode: Mode;
  readonly scopes: readonly Scope[];
  /** CIDR ranges that may use the key. Default any. */
  readonly addresses?: readonly string[];
  /** Lifetime in milliseconds. Default unlimited. */
  readonly expiresInMs?: number;
}

/** Result of issuing a key: the only time that the key is seen. */
export interface IssuedKey {
  readonly key: string;
  readonly record: ApiKeyRecord;
}

export interface KeyAdministration {
  /** Issues a key. NOT_FOUND for an unknown partner; CONFLICT reason KEY_LIMIT when too many keys are live; INVALID_INPUT. */
  issue(terms: KeyTerms): Promise<IssuedKey>;
  /**
   * Issues a successor with the same mode, scopes, addresses and lifetime. The old key ends after `overlapMs`, or earlier if it was to. While it is
   * live it can be rolled again, as when a successor was lost: every successor stays. CONFLICT reason KEY_ENDED for a dead key, KEY_LIMIT as
   * for `issue`.
   */
  roll(id: string, options: { readonly overlapMs: number }): Promise<IssuedKey>;
  /** Revokes a key. NOT_FOUND for an unknown one. Instances refuse it as soon as `rememberKeys` has forgotten it. */
  revoke(id: string): Promise<void>;
}

export function createKeyAdministration({
  store,
  peppers,
  liveWord,
  now = Date.now,
}: KeyAdministrationOptions): KeyAdministration {
  const iso = (ms: number): string => new Date(ms).toISOString();

  async function add(
    terms: Pick<ApiKeyRecord, 'partnerId' | 'mode' | 'scopes' | 'addresses' | 'createdAt' | 'expiresAt'>,
    replaces?: NewKey['replaces'],
  ): Promise<IssuedKey> {
    const { id, key } = createApiKey(terms.mode === 'test' ? 'test' : liveWord);
    const record: ApiKeyRecord = {
      ...terms,
      ...peppers.hash(key),
      id,
      hint: key.slice(-4),
      revokedAt: undefined,
      replacedBy: undefined,
      lastUsedAt: undefined,
      exposedAt: undefined,
    };
    const outcome = await store.add({ key: record, maxLive: maxLiveKeys, replaces });
    if (outcome === 'no-partner') throw new Failure('NOT_FOUND', `There is no partner '${terms.partnerId}'.`);
    if (outcome === 'too-many') {
      const detail = `${terms.partnerId} has ${maxLiveKeys} live keys in ${terms.mode} mode; revoke one first.`;
      throw new Failure('CONFLICT', detail, { reason: 'KEY_LIMIT' });
    }
    if (outcome === 'exists') throw new Error('the same id was made twice');
    return { key, record };
  }

  /** Lifetime that a key was issued with; undefined for an unlimited one. A roll shortens the key, and its successor has the lifetime. */
  async function lifeMsOf(key: ApiKeyRecord): Promise<number | undefined> {
    const successor = key.replacedBy === undefined ? undefined : await store.find(key.replacedBy);
    if (successor) return lifeMsOf(successor.key);
    return key.expiresAt === undefined ? undefined : Date.parse(key.expiresAt) - Date.parse(key.createdAt);
  }

  return {
    issue: async ({ partnerId, mode, scopes, addresses = [], expiresInMs }) => {
      requireAddresses(addresses);
      if (scopes.length === 0) throw new Failure('INVALID_INPUT', 'A key without scopes opens nothing.');
      const at = now();
      const expiresAt = expiresInMs === undefined ? undefined : iso(at + expiresInMs);
      return add({ partnerId, mode, scopes: [...new Set(scopes)], addresses, createdAt: iso(at), expiresAt });
    },
    roll: async (id, { overlapMs }) => {
      const at = now();
      const found = await store.find(id);
      if (!found) throw new Failure('NOT_FOUND', `There is no key '${id}'.`);
      const { partnerId, mode, scopes, addresses } = found.key;
      if (!isLive(found.key, iso(at))) {
        const detail = 'This key is no longer live; issue a new one.';
        throw new Failure('CONFLICT', detail, { reason: 'KEY_ENDED' });
      }
      // The successor has the lifetime of the old key: ninety days follow ninety days.
      const lifeMs = await lifeMsOf(found.key);
      const expiresAt = lifeMs === undefined ? undefined : iso(at + lifeMs);
      return add(
        { partnerId, mode, scopes, addresses, createdAt: iso(at), expiresAt },
        { id, endsAt: iso(at + overlapMs) },
      );
    },
    revoke: async (id) => {
      if (!(await store.revoke(id, iso(now())))) throw new Failure('NOT_FOUND', `There is no key '${id}'.`);
    },
  };
}

function requireAddresses(addresses: readonly string[]): void {
  try {
    parseAddressList(addresses);
  } catch (error) {
    if (error instanceof AddressListError) throw new Failure('INVALID_INPUT', error.message);
    throw error;
  }
}
