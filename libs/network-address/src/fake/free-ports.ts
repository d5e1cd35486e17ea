/** Free ports of the loopback, for programs that cannot choose one themselves. */

import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/** Ports above those of houses and below the kernel's ephemeral range, from which everybody who listens on port 0 is given one. */
const [lowest, highest] = [31_500, 32_700];

/** Ports that were free a moment ago. All are held until the last one is found, so that they differ. */
export async function freePorts(count: number): Promise<number[]> {
  const held = new Map<number, Server>();
  while (held.size < count) {
    const port = randomInt(lowest, highest);
    const server = await heldAt(port);
    if (server) held.set(port, server);
  }
  await Promise.all(
    [...held.values()].map((server) => {
      server.close();
      return once(server, 'close');
    }),
  );
  return [...held.keys()];
}

/** Server on a port; undefined when it is taken. */
function heldAt(port: number): Promise<Server | undefined> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

/** One such port. */
export async function freePort(): Promise<number> {
  const [port] = await freePorts(1);
  return port!;
}
