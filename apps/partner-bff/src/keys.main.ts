/** Keys command: reads only the configuration of the database and the peppers. */

import { createKeyAdministration } from '@frontage/auth/api-key';
import { runAsProcess } from '@frontage/operator-command';
import { loadKeysConfig } from './config.ts';
import { runKeysCommand } from './keys-command.ts';
import { openKeys } from './keys.ts';

await runAsProcess('keys', async (terminal) => {
  const config = loadKeysConfig();
  const { store, peppers, close } = await openKeys(config);
  try {
    const environment = config.NODE_ENV === 'production' ? 'live' : 'test';
    const administration = createKeyAdministration({ store, peppers, environment });
    return await runKeysCommand(process.argv.slice(2), { store, peppers, administration, ...terminal });
  } finally {
    await close();
  }
});
