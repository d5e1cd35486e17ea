/** Checks of ports, by binding them, before anything starts. */

import { isBlockedPort } from '@frontage/network-address';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { portOffsetVariable } from './config.ts';
import type { ProcessSpec, ProcessTable } from './process-table.ts';
import { configExitCode, StartFailure } from './start-failure.ts';

const recheckMs = 50;

interface Wanted {
  readonly name: string;
  readonly port: number;
}

/** Refuses in one line when a port is taken, or browsers refuse it. */
export async function assertPortsFree(table: ProcessTable, portOffset: number): Promise<void> {
  const wanted = table.flatMap(({ name, ports }) => ports.map(({ port }) => ({ name, port })));
  assertBrowsersGoThere(wanted, portOffset);
  const free = await Promise.all(wanted.map(({ port }) => isFree(port)));
  const taken = wanted.filter((_, index) => !free[index]).map(({ name, port }) => `${port} (${name})`);
  if (taken.length === 0) return;
  const [noun, verb] = taken.length === 1 ? ['Port', 'is'] : ['Ports', 'are'];
  throw new StartFailure(
    `${noun} ${taken.join(', ')} ${verb} taken: set ${portOffsetVariable} (say, ${portOffset + 1000}) to move every port.`,
    configExitCode,
  );
}

/** Ports that browsers and `fetch` refuse: the runner's own requests would go there all the same. */
function assertBrowsersGoThere(wanted: readonly Wanted[], portOffset: number): void {
  const refused = wanted.filter(({ port }) => isBlockedPort(port));
  if (refused.length === 0) return;
  const isGood = (offset: number): boolean => wanted.every(({ port }) => !isBlockedPort(port - portOffset + offset));
  let near = portOffset + 10;
  while (!isGood(near)) near += 10;
  const ports = refused.map(({ name, port }) => `${port} (${name})`).join(', ');
  throw new StartFailure(
    `${portOffsetVariable}=${portOffset} gives ${refused.length === 1 ? 'port' : 'ports'} ${ports}, which browsers refuse: take another, say ${near}.`,
    configExitCode,
  );
}

/** Resolves when the ports of a process are free, or the signal aborts. The process that starts then will say what is wrong. */
export async function portsLeft({ ports }: ProcessSpec, signal: AbortSignal): Promise<void> {
  const areFree = async (): Promise<boolean> =>
    (await Promise.all(ports.map(({ port }) => isFree(port)))).every(Boolean);
  while (!signal.aborted && !(await areFree())) await sleep(recheckMs);
}

/** Loopback addresses of both families must be free: `localhost` may be either. */
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
