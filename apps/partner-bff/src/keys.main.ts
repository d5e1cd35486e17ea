/** Keys command: reads only the configuration of the database and the peppers. */

import { createKeyAdministration } from '@frontage/auth/api-key';
import { ConfigError } from '@frontage/http-server';
import { loadKeysConfig } from './config.ts';
import { runKeysCommand } from './keys-command.ts';
import { openKeys } from './keys.ts';

const say = (text: string): void => void process.stderr.write(text);

try {
  const config = loadKeysConfig();
  const { store, peppers, close } = await openKeys(config);
  const environment = config.NODE_ENV === 'production' ? 'live' : 'test';
  const administration = createKeyAdministration({ store, peppers, environment });
  const out = (text: string): void => void process.stdout.write(text);
  process.exitCode = await runKeysCommand(process.argv.slice(2), { store, peppers, administration, out, say });
  await close();
} catch (error) {
  say(`keys: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof ConfigError ? 78 : 1;
}
