/** Finds out whether ports are free, by binding them: before anything starts, so that nothing has to be undone. */

import { createServer } from 'node:net';
import { portOffsetVariable } from './config.ts';
import type { ProcessTable } from './process-table.ts';
import { configExitCode, StartFailure } from './start-failure.ts';

/** Refuses in one line when a port of the table is taken. */
export async function assertPortsFree(table: ProcessTable, portOffset: number): Promise<void> {
  const wanted = table.flatMap(({ name, ports }) => ports.map(({ port }) => ({ name, port })));
  const free = await Promise.all(wanted.map(({ port }) => isFree(port)));
  const taken = wanted.filter((_, index) => !free[index]).map(({ name, port }) => `${port} (${name})`);
  if (taken.length === 0) return;
  const [noun, verb] = taken.length === 1 ? ['Port', 'is'] : ['Ports', 'are'];
  throw new StartFailure(
    `${noun} ${taken.join(', ')} ${verb} taken: set ${portOffsetVariable} (say, ${portOffset + 1000}) to move every port.`,
    configExitCode,
  );
}

/** Both families: whoever types `localhost` may reach the other one first. */
async function isFree(port: number): Promise<boolean> {
  return (await canBind(port, '127.0.0.1')) && (await canBind(port, '::1'));
}

function canBind(port: number, host: string): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer();
    // A machine without IPv6 says so with other codes.
    server.once('error', ({ code }: NodeJS.ErrnoException) => done(code !== 'EADDRINUSE' && code !== 'EACCES'));
    server.listen({ port, host, exclusive: true }, () => server.close(() => done(true)));
  });
}
