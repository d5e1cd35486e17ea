/** Records about what partners do: usage and audit log, in the database of the keys. Both the server and the keys command open them. */

import type { AuditLog } from './audit/audit-log.ts';
import { openSqlAuditLog, type AuditTables } from './audit/sql-audit-log.ts';
import type { Keys } from './keys/keys.ts';
import { openSqlUsageStore, type UsageTables } from './usage/sql-usage-store.ts';
import type { UsageStore } from './usage/usage-store.ts';

export interface Records {
  readonly usage: UsageStore;
  readonly auditLog: AuditLog;
}

/** Opens the records, and migrates their tables. */
export const openRecords = async (db: Keys['db']): Promise<Records> => ({
  usage: await openSqlUsageStore(db.$pickTables<keyof UsageTables>()),
  auditLog: await openSqlAuditLog(db.$pickTables<keyof AuditTables>()),
});
