/** Messages command: reads only where log or broker is. */

import { ConfigError } from '@frontage/http-server';
import { openMessaging } from '@frontage/messaging';
import { readMessagesConfig } from './config.ts';
import { runMessagesCommand } from './messages-command.ts';

const say = (text: string): void => void process.stderr.write(text);

try {
  const told: string[] = [];
  const log = {
    warn: (facts: object) => void told.push(String((facts as { readonly err?: unknown }).err)),
    error: () => undefined,
  };
  const messaging = (await openMessaging(readMessagesConfig(), { name: 'messages', log }))!;
  const out = (text: string): void => void process.stdout.write(text);
  try {
    process.exitCode = await runMessagesCommand(process.argv.slice(2), { messaging, out, say });
    if (process.exitCode !== 0) for (const trouble of new Set(told)) say(`${trouble}\n`);
  } finally {
    await messaging.close();
  }
} catch (error) {
  say(`messages: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof ConfigError ? 78 : 1;
}
