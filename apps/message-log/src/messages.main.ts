/** Messages command: reads only where log or broker is. */

import { openMessaging } from '@frontage/messaging';
import { runAsProcess } from '@frontage/operator-command';
import { readMessagesConfig } from './config.ts';
import { runMessagesCommand } from './messages-command.ts';

await runAsProcess('messages', async (terminal) => {
  const troubles = new Set<string>();
  const log = {
    warn: (facts: object) => void troubles.add(String((facts as { readonly err?: unknown }).err)),
    error: () => undefined,
  };
  const messaging = (await openMessaging(readMessagesConfig(), { name: 'messages', log }))!;
  try {
    const code = await runMessagesCommand(process.argv.slice(2), { messaging, ...terminal });
    if (code !== 0) for (const trouble of troubles) terminal.say(`${trouble}\n`);
    return code;
  } finally {
    await messaging.close();
  }
});
