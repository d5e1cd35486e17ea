/**
 * Loaded before the main file of every measured process, ours and peers alike: says where it listens, what it has used, and records
 * its profile. Nothing of it runs while requests are served.
 */

import diagnostics from 'node:diagnostics_channel';
import { writeFile } from 'node:fs/promises';
import { Session } from 'node:inspector/promises';
import type { Server } from 'node:net';
import type { FromChild, Profiled, ToChild } from './child-messages.ts';

/** After the bench is gone: long enough for whoever stops by itself. */
const graceMs = 5_000;
/** Between two looks at the stack, in microseconds. */
const samplingIntervalUs = 200;
/** Between two looks at what is allocated. */
const samplingIntervalBytes = 16_384;

const tell = (message: FromChild): void => void process.send?.(message);

diagnostics.subscribe('tracing:net.server.listen:asyncEnd', (event) => {
  const address = (event as { server: Server }).server.address();
  if (address !== null && typeof address === 'object') tell({ kind: 'listening', port: address.port });
});

interface Recorder {
  start(session: Session): Promise<void>;
  stop(session: Session): Promise<{ readonly profile: object }>;
}

const recorders: Readonly<Record<Profiled, Recorder>> = {
  cpu: {
    start: async (session) => {
      await session.post('Profiler.enable');
      await session.post('Profiler.setSamplingInterval', { interval: samplingIntervalUs });
      await session.post('Profiler.start');
    },
    stop: (session) => session.post('Profiler.stop'),
  },
  allocations: {
    start: async (session) => {
      // What is gone by the end is what counts: the collector had to find it.
      const whole = { includeObjectsCollectedByMajorGC: true, includeObjectsCollectedByMinorGC: true };
      await session.post('HeapProfiler.startSampling', { samplingInterval: samplingIntervalBytes, ...whole });
    },
    stop: (session) => session.post('HeapProfiler.stopSampling'),
  },
};

let recording: { readonly session: Session; readonly recorder: Recorder } | undefined;

async function startProfile(what: Profiled): Promise<void> {
  const session = new Session();
  session.connect();
  recording = { session, recorder: recorders[what] };
  await recording.recorder.start(session);
}

async function stopProfile(file: string): Promise<void> {
  const { session, recorder } = recording!;
  const { profile } = await recorder.stop(session);
  session.disconnect();
  await writeFile(file, JSON.stringify(profile));
  tell({ kind: 'profile', file });
}

function usage(): void {
  const { user, system } = process.cpuUsage();
  tell({ kind: 'usage', usage: { cpuUs: user + system, rssBytes: process.memoryUsage.rss() } });
}

process.on('message', (message: ToChild) => {
  if (message.kind === 'usage') usage();
  else if (message.kind === 'profile-start') void startProfile(message.what);
  else if (message.kind === 'profile-stop') void stopProfile(message.file);
});

process.on('disconnect', () => void setTimeout(() => process.exit(), graceMs).unref());
