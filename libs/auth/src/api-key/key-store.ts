/** Where partners and their keys are kept: the port. `./sql` and a memory adapter keep the same suite. */

import type { Region, Scope, Tier } from '@frontage/policy';
import type { KeyHash } from './peppers.ts';

/** Who keys are given to. */
export interface Partner {
  readonly id: string;
  readonly status: 'active' | 'suspended';
  readonly tier: Tier;
  /** Where they may order. */
  readonly regions: readonly Region[];
}

/** What is kept of a key. Never the key. Instants are ISO 8601 in UTC, with milliseconds. */
export interface ApiKeyRecord extends KeyHash {
  /** The public part: the key's `<id>`. */
  readonly id: string;
  readonly partnerId: string;
  /** The last four characters, by which people tell keys apart. */
  readonly hint: string;
  readonly scopes: readonly Scope[];
  /** CIDR ranges from which it may be used; none = from anywhere. */
  readonly addresses: readonly string[];
  readonly createdAt: string;
  /** From when on it opens nothing; undefined = never. */
  readonly expiresAt: string | undefined;
  readonly revokedAt: string | undefined;
  /** The key that was issued in its place. */
  readonly replacedBy: string | undefined;
  /** Not to the minute: written now and then. */
  readonly lastUsedAt: string | undefined;
}

/** A key and whose it is. */
export interface FoundKey {
  readonly key: ApiKeyRecord;
  readonly partner: Partner;
}

/** That a key was used, and its hash with the current pepper if it had an older one. */
export interface KeyUse {
  readonly id: string;
  readonly at: string;
  readonly rehashed?: KeyHash | undefined;
}

export interface NewKey {
  readonly key: ApiKeyRecord;
  /** Most keys that the partner may have live at once, this one included. */
  readonly maxLive: number;
  /** The key that this one replaces, and when that one ends; not later than it would have. */
  readonly replaces?: { readonly id: string; readonly endsAt: string } | undefined;
}

/** `exists`: there is a key of this id, which is as it was. */
export type Addition = 'added' | 'exists' | 'too-many' | 'no-partner';

export interface ApiKeyStore {
  /** By public part: one look-up in an index, whatever the number of keys. Finds dead keys too. */
  find(id: string): Promise<FoundKey | undefined>;
  /** By id. */
  partners(): Promise<readonly Partner[]>;
  /** The newest first, dead ones included. */
  keysOf(partnerId: string): Promise<readonly ApiKeyRecord[]>;
  /** Adds a partner, or changes one. */
  putPartner(partner: Partner): Promise<void>;
  /** Adds a key unless there would be too many live ones at `key.createdAt`; all or nothing, however many ask at once. */
  add(addition: NewKey): Promise<Addition>;
  /** False when there is no such key. A key that is revoked stays revoked since the first time. */
  revoke(id: string, at: string): Promise<boolean>;
  /** Notes uses, of each key one; the latest counts, in whatever order they come. Unknown keys are left out. */
  noteUses(uses: readonly KeyUse[]): Promise<void>;
}

/** Asks whether a key opens anything at this instant, its partner aside. */
export const isLive = ({ revokedAt, expiresAt }: ApiKeyRecord, now: string): boolean =>
  // ISO 8601 in UTC, always of the same length: the order of the texts is the order of the instants.
  revokedAt === undefined && (expiresAt === undefined || expiresAt > now);
