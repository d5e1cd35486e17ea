/** Keeper of the node that a test run shares: starts it, tells its address to spec files, and ends it with the run. */

import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { startRabbitServer } from './rabbitmq-server.ts';
import type { Kept } from './shared-node.ts';

const [path, runPid] = [process.argv[2]!, Number(process.argv[3])];
const checkMs = 500;

const isRunning = (): boolean => {
  try {
    process.kill(runPid, 0);
    return true;
  } catch {
    return false;
  }
};

const listening = Promise.withResolvers<void>();
const server = createServer((socket) => {
  // A spec file that ended meanwhile needs no answer.
  socket.on('error', () => undefined);
  void starting.then((kept) => socket.end(JSON.stringify(kept)));
});
// Another keeper was quicker, and has the path.
server.once('error', () => process.exit(0));
server.listen(path, listening.resolve);
await listening.promise;

const nodeOf = startRabbitServer();
const starting: Promise<Kept> = nodeOf.then(
  (started) => (started ? { url: started.url, node: started.node } : { failure: 'RabbitMQ is not installed.' }),
  (error: unknown) => ({ failure: String(error) }),
);
const timer = setInterval(() => {
  if (!isRunning()) void end();
}, checkMs);

async function end(): Promise<void> {
  clearInterval(timer);
  rmSync(path, { force: true });
  await nodeOf.then(
    (node) => node?.stop(),
    () => undefined,
  );
  process.exit(0);
}
