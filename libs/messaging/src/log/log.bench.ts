/**
 * Throughput of the embedded log: `node libs/messaging/src/log/log.bench.ts`.
 *
 * Its owner is a process of its own, as in `npm start`: this file again.
 */

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { printThroughput } from '../../test/throughput.ts';
import { startSpecLog } from '../fake/spec-log.ts';
import { connectToLog } from './connect-to-log.ts';

if (process.send) {
  const log = await startSpecLog();
  process.send(log.url);
  await once(process, 'disconnect');
  await log.stop();
} else {
  const owner = fork(import.meta.filename);
  const [url] = (await once(owner, 'message')) as [string];
  const messaging = connectToLog({ url });
  await printThroughput(messaging);
  await messaging.close();
  owner.disconnect();
}
