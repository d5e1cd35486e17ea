/** The machine on which it ran: a figure without it means nothing. */

import os from 'node:os';

export interface Machine {
  readonly processor: string;
  readonly processors: number;
  readonly memoryBytes: number;
  readonly system: string;
  readonly node: string;
  readonly v8: string;
  /** Processes that wanted to run before ours began, on average over the last minute: above 0.3, others were at work. */
  readonly loadBefore: number;
}

export const describeMachine = (): Machine => ({
  processor: os.cpus()[0]?.model.trim() ?? 'unknown',
  processors: os.availableParallelism(),
  memoryBytes: os.totalmem(),
  system: `${os.type()} ${os.release()} ${os.arch()}`,
  node: process.versions.node,
  v8: process.versions.v8,
  loadBefore: Number((os.loadavg()[0] ?? 0).toFixed(2)),
});
