/** Keys command: reads only the configuration of the database and the peppers. */

import { runAsProcess } from '@frontage/operator-command';
import { loadKeysConfig } from './config.ts';
import { runKeysCommand } from './keys-command.ts';
import { openKeys } from './keys.ts';
import { openSqlUsageStore, type UsageTables } from './usage/sql-usage-store.ts';

await runAsProcess('keys', async (terminal) => {
  const keys = await openKeys(loadKeysConfig());
  try {
    const usage = await openSqlUsageStore(keys.db.$pickTables<keyof UsageTables>());
    return await runKeysCommand(process.argv.slice(2), { ...keys, usage, ...terminal });
  } finally {
    await keys.close();
  }
});
