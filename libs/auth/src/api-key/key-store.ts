/** Port to the store of partners and their keys. The adapters `./sql` and memory pass the same suite. */

import type { Mode, Region, Scope, Tier } from '@frontage/policy';
import type { KeyHash } from './peppers.ts';

/** Holder of keys. */
export interface Partner {
  readonly id: string;
  readonly status: 'active' | 'suspended';
  readonly tier: Tier;
  /** Regions in which the partner may order. */
  readonly regions: readonly Region[];
}

/** Record of a key, without the key itself. Instants are ISO 8601 in UTC, with milliseconds. */
export interface ApiKeyRecord extends KeyHash {
  /** The public part: the key's `<id>`. */
  readonly id: string;
  readonly partnerId: string;
  readonly mode: Mode;
  /** The last four characters, by which people tell keys apart. */
  readonly hint: string;
  readonly scopes: readonly Scope[];
  /** CIDR ranges that may use the key; empty = any. */
  readonly addresses: readonly string[];
  readonly createdAt: string;
  /** Expiry; undefined = never. */
  readonly expiresAt: string | undefined;
  readonly revokedAt: string | undefined;
  /** Id of the successor. */
  readonly replacedBy: string | undefined;
  /** Last use, about a minute late: uses are written in batches. */
  readonly lastUsedAt: string | undefined;
  /** First time that the key was sent where others can read it: in a URL. */
  readonly exposedAt: string | undefined;
}

/** A key and its partner. */
export interface FoundKey {
  readonly key: ApiKeyRecord;
  readonly partner: Partner;
}

/** Use of a key. `rehashed`: its hash with the current pepper, if the stored one has an older pepper. */
export interface KeyUse {
  readonly id: string;
  readonly at: string;
  readonly rehashed?: KeyHash | undefined;
}

export interface NewKey {
  readonly key: ApiKeyRecord;
  /** Most keys that the partner may have live at once in the mode of this one, which is included. */
  readonly maxLive: number;
  /** The replaced key and its new end, which is never later than its own expiry. */
  readonly replaces?: { readonly id: string; readonly endsAt: string } | undefined;
}

/** `exists`: the id is taken, and its key is unchanged. */
export type Addition = 'added' | 'exists' | 'too-many' | 'no-partner';

/** Part of a list of keys. */
export interface KeyQuery {
  /** Keys of this mode alone. Default both. */
  readonly mode?: Mode | undefined;
  /** Length of the page. Default all. */
  readonly limit?: number | undefined;
  /** Id of the last key of the page before. Default the first page. */
  readonly after?: string | undefined;
}

export interface ApiKeyStore {
  /** Finds a key by id, dead ones included. One index look-up, whatever the number of keys. */
  find(id: string): Promise<FoundKey | undefined>;
  /** All partners, ordered by id. */
  partners(): Promise<readonly Partner[]>;
  /** Keys of a partner, newest first, dead ones included: all, or one page of one mode. */
  keysOf(partnerId: string, query?: KeyQuery): Promise<readonly ApiKeyRecord[]>;
  /** Adds a partner, or changes one. */
  putPartner(partner: Partner): Promise<void>;
  /** Adds a key unless too many would be live at `key.createdAt`. Atomic under concurrent calls. */
  add(addition: NewKey): Promise<Addition>;
  /** Revokes a key; false when there is no such key. A second revocation keeps the first instant. */
  revoke(id: string, at: string): Promise<boolean>;
  /** Flags a key as exposed. A second time keeps the first instant; unknown keys are ignored. */
  expose(id: string, at: string): Promise<void>;
  /** Records uses, one for each key. The latest instant wins, in any order; unknown keys are ignored. */
  noteUses(uses: readonly KeyUse[]): Promise<void>;
}

/** Asks whether a key is live at this instant, whatever the state of its partner. */
export const isLive = ({ revokedAt, expiresAt }: ApiKeyRecord, now: string): boolean =>
  // ISO 8601 texts of equal length in UTC sort by time.
  revokedAt === undefined && (expiresAt === undefined || expiresAt > now);

/** State of a key, whatever the state of its partner. `rolled`: live, and with a successor. */
export type KeyState = 'live' | 'rolled' | 'revoked' | 'expired';

/** State at this instant. */
export function stateOfKey(key: ApiKeyRecord, now: string): KeyState {
  if (key.revokedAt !== undefined) return 'revoked';
  if (!isLive(key, now)) return 'expired';
  return key.replacedBy === undefined ? 'live' : 'rolled';
}
