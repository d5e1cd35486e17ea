/** Audit log: who wrote what, when, from where, and what came of it. The port. Instants are ISO 8601 texts in UTC. */

import type { Mode } from '@frontage/policy';

export interface AuditEntry {
  readonly id: string;
  readonly at: string;
  readonly partnerId: string;
  /** Id of the key; `operator:` and the account for a command. */
  readonly keyId: string;
  /** Mode of the key. */
  readonly mode: Mode;
  /** Version of the API: `v2`; `operator` for a command. */
  readonly version: string;
  /** Name of the operation: `createWebhook`. */
  readonly operation: string;
  /** Path of the resource; a template where nothing of this partner was found. */
  readonly resource: string;
  /** Client address, according to trusted proxies. */
  readonly address: string | undefined;
  readonly status: number;
  /** Resource before and after, as JSON, where it is ours and small. */
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** Id of the request, as in logs; `-` for a command. */
  readonly requestId: string;
}

export interface AuditQuery {
  readonly partnerId: string;
  readonly since: string;
  readonly limit: number;
}

export interface AuditLog {
  /** Appends entries. One that is there already stays, so that it can be repeated. */
  append(entries: readonly AuditEntry[]): Promise<void>;
  /** Reads entries of a partner, newest first. */
  read(query: AuditQuery): Promise<readonly AuditEntry[]>;
  /** Deletes some of the entries before an instant, and returns how many; 0 when there is nothing left. */
  forget(before: string): Promise<number>;
}
