/**
 * The probe, loaded before the main file of every measured process. Tells its port and its usage, and hands commands to its inspector;
 * nothing of it runs while requests are served.
 */

import { createBirpc } from 'birpc';
import diagnostics from 'node:diagnostics_channel';
import { Session } from 'node:inspector/promises';
import type { Server } from 'node:net';

/** Usage of a process since it started, by the operating system's accounting. */
export interface Usage {
  /** User and system time of all threads, in microseconds. */
  readonly cpuUs: number;
  readonly rssBytes: number;
}

/** Functions that the benchmark offers to its processes. */
export interface BenchmarkFunctions {
  listening(port: number): void;
  /** Reports that a process without a server of its own is ready, with a value. */
  started(value: unknown): void;
}

/** Time after the end of the benchmark in which a process may stop by itself. */
const graceMs = 5_000;

let session: Session | undefined;
const functions = {
  usage(): Usage {
    const { user, system } = process.cpuUsage();
    return { cpuUs: user + system, rssBytes: process.memoryUsage.rss() };
  },
  /** Has a command of the inspector's protocol carried out, over one connection. */
  async inspect(command: string, parameters: object = {}): Promise<unknown> {
    if (!session) (session = new Session()).connect();
    return session.post(command, parameters);
  },
};
export type ProbeFunctions = typeof functions;

/** The benchmark, as this process sees it. */
export const benchmark = createBirpc<BenchmarkFunctions, ProbeFunctions>(functions, {
  post: (message) => process.send?.(message),
  on: (receive) => process.on('message', receive),
  timeout: -1,
});

diagnostics.subscribe('tracing:net.server.listen:asyncEnd', (event) => {
  const address = (event as { server: Server }).server.address();
  if (address !== null && typeof address === 'object') void benchmark.listening.asEvent(address.port);
});
process.on('disconnect', () => void setTimeout(() => process.exit(), graceMs).unref());
