/** Keys command: reads only the configuration of the database and the peppers. */

import { runAsProcess } from '@frontage/operator-command';
import { loadKeysConfig } from './config.ts';
import { runKeysCommand } from './keys/keys-command.ts';
import { openKeys } from './keys/keys.ts';
import { openRecords } from './records.ts';

await runAsProcess('keys', async (terminal) => {
  const keys = await openKeys(loadKeysConfig());
  try {
    return await runKeysCommand(process.argv.slice(2), { ...keys, ...(await openRecords(keys.db)), ...terminal });
  } finally {
    await keys.close();
  }
});
