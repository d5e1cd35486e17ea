/**
 * The probe, loaded before the main file of every measured process. Tells its port and its usage, and records profiles; nothing of it
 * runs while requests are served.
 */

import { createBirpc } from 'birpc';
import diagnostics from 'node:diagnostics_channel';
import { writeFile } from 'node:fs/promises';
import { Session } from 'node:inspector/promises';
import type { Server } from 'node:net';

/** Usage of a process since it started, by the operating system's accounting. */
export interface Usage {
  /** User and system time of all threads, in microseconds. */
  readonly cpuUs: number;
  readonly rssBytes: number;
}

/** CPU time, or memory that the collector has to find again. */
export type Profiled = 'cpu' | 'allocations';

/** Functions that the benchmark offers to its processes. */
export interface BenchmarkFunctions {
  listening(port: number): void;
  /** Reports that a process without a server of its own is ready, with a value. */
  started(value?: unknown): void;
}

/** Time after the end of the benchmark in which a process may stop by itself. */
const graceMs = 5_000;
const samplingIntervalUs = 200;
const samplingIntervalBytes = 16_384;

let session: Session;
const functions = {
  usage(): Usage {
    const { user, system } = process.cpuUsage();
    return { cpuUs: user + system, rssBytes: process.memoryUsage.rss() };
  },
  async startProfile(what: Profiled): Promise<void> {
    session = new Session();
    session.connect();
    if (what === 'cpu') {
      await session.post('Profiler.enable');
      await session.post('Profiler.setSamplingInterval', { interval: samplingIntervalUs });
      await session.post('Profiler.start');
    } else {
      // Objects that are gone by the end count, too: the collector had to find them.
      const whole = { includeObjectsCollectedByMajorGC: true, includeObjectsCollectedByMinorGC: true };
      await session.post('HeapProfiler.startSampling', { samplingInterval: samplingIntervalBytes, ...whole });
    }
  },
  async stopProfile(what: Profiled, file: string): Promise<void> {
    const { profile } = await (what === 'cpu'
      ? session.post('Profiler.stop')
      : session.post('HeapProfiler.stopSampling'));
    session.disconnect();
    await writeFile(file, JSON.stringify(profile));
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
