/** Issuing, rolling and revoking keys: for operators, and for partners about their own. */

import { Failure } from '@frontage/errors';
import { AddressListError, parseAddressList } from '@frontage/network-address';
import type { Scope } from '@frontage/policy';
import { createApiKey, type KeyEnvironment } from './api-key.ts';
import { isLive, type ApiKeyRecord, type ApiKeyStore, type NewKey } from './key-store.ts';
import type { Peppers } from './peppers.ts';

/** Most live keys of a partner: one in use, and during a roll its successor. */
const maxLive = 2;

export interface KeyAdministrationOptions {
  readonly store: ApiKeyStore;
  readonly peppers: Peppers;
  /** Environment of the keys that are issued. */
  readonly environment: KeyEnvironment;
  /** Clock, in milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number;
}

export interface KeyTerms {
  readonly partnerId: string;
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
  /** Issues a key. NOT_FOUND for an unknown partner; CONFLICT reason KEY_LIMIT when two keys are live; INVALID_INPUT. */
  issue(terms: KeyTerms): Promise<IssuedKey>;
  /**
   * Issues a successor with the same scopes, addresses and lifetime. The old key ends after `overlapMs`. CONFLICT reason KEY_ENDED for a
   * key that is dead or has a successor, KEY_LIMIT as for `issue`.
   */
  roll(id: string, options: { readonly overlapMs: number }): Promise<IssuedKey>;
  /** Revokes a key. NOT_FOUND for an unknown one. Instances refuse it as soon as `rememberKeys` has forgotten it. */
  revoke(id: string): Promise<void>;
}

export function createKeyAdministration({
  store,
  peppers,
  environment,
  now = Date.now,
}: KeyAdministrationOptions): KeyAdministration {
  const instant = (inMs = 0): string => new Date(now() + inMs).toISOString();

  async function add(
    terms: Pick<ApiKeyRecord, 'partnerId' | 'scopes' | 'addresses' | 'expiresAt'>,
    replaces?: NewKey['replaces'],
  ): Promise<IssuedKey> {
    const { id, key } = createApiKey(environment);
    const record: ApiKeyRecord = {
      ...terms,
      ...peppers.hash(key),
      id,
      hint: key.slice(-4),
      createdAt: instant(),
      revokedAt: undefined,
      replacedBy: undefined,
      lastUsedAt: undefined,
    };
    const outcome = await store.add({ key: record, maxLive, replaces });
    if (outcome === 'no-partner') throw new Failure('NOT_FOUND', `There is no partner '${terms.partnerId}'.`);
    if (outcome === 'too-many') {
      const detail = `${terms.partnerId} has ${maxLive} live keys; revoke one first.`;
      throw new Failure('CONFLICT', detail, { reason: 'KEY_LIMIT' });
    }
    if (outcome === 'exists') throw new Error('the same id was made twice');
    return { key, record };
  }

  return {
    issue: async ({ partnerId, scopes, addresses = [], expiresInMs }) => {
      requireAddresses(addresses);
      if (scopes.length === 0) throw new Failure('INVALID_INPUT', 'A key without scopes opens nothing.');
      const expiresAt = expiresInMs === undefined ? undefined : instant(expiresInMs);
      return add({ partnerId, scopes: [...new Set(scopes)], addresses, expiresAt });
    },
    roll: async (id, { overlapMs }) => {
      const found = await store.find(id);
      if (!found) throw new Failure('NOT_FOUND', `There is no key '${id}'.`);
      const { partnerId, scopes, addresses, createdAt, expiresAt, replacedBy } = found.key;
      if (!isLive(found.key, instant()) || replacedBy !== undefined) {
        const detail = 'This key is no longer live, or has been rolled already; issue a new one.';
        throw new Failure('CONFLICT', detail, { reason: 'KEY_ENDED' });
      }
      // The successor has the lifetime of the old key: ninety days follow ninety days.
      const lifeMs = expiresAt === undefined ? undefined : Date.parse(expiresAt) - Date.parse(createdAt);
      const terms = { partnerId, scopes, addresses, expiresAt: lifeMs === undefined ? undefined : instant(lifeMs) };
      return add(terms, { id, endsAt: instant(overlapMs) });
    },
    revoke: async (id) => {
      if (!(await store.revoke(id, instant()))) throw new Failure('NOT_FOUND', `There is no key '${id}'.`);
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
