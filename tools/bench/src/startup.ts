/** Start and rest of a bundled BFF: time until ready, and memory when idle. */

import { bundle } from '@frontage/bundle';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, startEnvironment, type Environment } from './environment.ts';
import { answering, run, stopProcesses, usageOf } from './process.ts';
import { progress } from './progress.ts';
import type { Client } from './scenarios/scenario.ts';
import { summarize } from './statistics.ts';
import { ourVariables } from './targets.ts';

export type Startup = Awaited<ReturnType<typeof measureStartup>>;

/** Time in which an idle process gives back what it needed to start. */
const restMs = 3_000;
/** Starts at most: each takes seconds of rest. */
const maxStarts = 3;

/** Starts a bundle once for each round, three times at most. A start before fills the compile cache. */
export async function measureStartup(client: Client, rounds: number) {
  const environment = await startEnvironment();
  try {
    const { file } = await bundle(`${client}-bff`);
    await startOnce(file, environment);
    const starts = [];
    for (let start = 1; start <= Math.min(rounds, maxStarts); start += 1) {
      starts.push(await startOnce(file, environment));
      progress(`${client}-bff, start ${start}`);
    }
    return {
      client,
      bundleBytes: (await stat(file)).size,
      /** From the start of the process to the first 200 of `/readyz`. */
      readyMs: summarize(starts.map(({ readyMs }) => readyMs)),
      /** Bytes, some seconds after that. */
      restingRss: summarize(starts.map(({ rssBytes }) => rssBytes)),
    };
  } finally {
    await environment.close();
  }
}

async function startOnce(file: string, environment: Environment) {
  const port = String(await freePort());
  /** Variables of the image, too (apps/web-bff/Dockerfile). */
  const ofImage = { NODE_COMPILE_CACHE: join(environment.dir, 'compile-cache'), MALLOC_ARENA_MAX: '2' };
  const startedAt = performance.now();
  const child = run(process.execPath, [file], {
    env: { ...ourVariables('frontage', environment), ...ofImage, PORT: port, DRAIN_DELAY_MS: '0' },
  });
  await answering(`http://127.0.0.1:${port}/readyz`, child);
  const readyMs = performance.now() - startedAt;
  await sleep(restMs);
  const { rssBytes } = await usageOf(child);
  await stopProcesses([child]);
  return { readyMs, rssBytes };
}
