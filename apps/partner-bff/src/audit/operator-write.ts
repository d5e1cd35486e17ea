/** Writes of operators, in the audit log of the partner that they are about. */

import { userInfo } from 'node:os';
import type { AuditEntry } from './audit-log.ts';
import { nextEntryId } from './entry-id.ts';
import { withoutSecrets } from './resources.ts';

export interface OperatorWrite {
  readonly partnerId: string;
  readonly mode: AuditEntry['mode'];
  /** Name of the write: `issueKey`. */
  readonly operation: string;
  /** Path of the resource. */
  readonly resource: string;
  /** Resource before and after, as far as the command changes it. Default it was not, or is not, there. */
  readonly before?: object | undefined;
  readonly after?: object | undefined;
}

/** Entry of a write. It has no key and no request: in their place are the account on the machine, and `-`. */
export const operatorEntry = ({ before, after, ...write }: OperatorWrite, at: string): AuditEntry => ({
  ...write,
  id: nextEntryId(),
  at,
  keyId: `operator:${account()}`,
  version: 'operator',
  address: undefined,
  status: 200,
  before: before && withoutSecrets(JSON.stringify(before)),
  after: after && withoutSecrets(JSON.stringify(after)),
  requestId: '-',
});

/** Name of the account; its number where a container has no name for it. */
function account(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? 'unknown');
  }
}
