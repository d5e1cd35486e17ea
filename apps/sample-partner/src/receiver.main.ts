/** `WEBHOOK_SECRET=whsec_… node apps/sample-partner/src/receiver.main.ts`: prints the events that come, one JSON line each. */

import type { AddressInfo } from 'node:net';
import { loadConfig } from './config.ts';
import { createReceiver } from './receiver.ts';

const { WEBHOOK_SECRET: secret, PORT } = loadConfig();
const receiver = createReceiver({
  secret,
  onEvent: async (event) => void process.stdout.write(`${JSON.stringify(event)}\n`),
});
receiver.listen(PORT, '127.0.0.1', () => {
  process.stderr.write(`listening on http://127.0.0.1:${(receiver.address() as AddressInfo).port}/\n`);
});
