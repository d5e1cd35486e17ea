/** Start and rest of a bundled BFF: time until ready, and memory when idle. */

import { bundle } from '@frontage/bundle';
import { spawn } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, startEnvironment, type Environment } from './environment.ts';
import type { Progress } from './progress.ts';
import { usageOf } from './nginx.ts';
import { stopProcess, tied } from './process.ts';
import type { Client } from './scenarios/scenario.ts';
import { summarize, type Summary } from './statistics.ts';
import { ourVariables } from './targets.ts';

export interface Startup {
  readonly client: Client;
  readonly bundleBytes: number;
  /** Milliseconds from the start of the process to the first 200 of `/readyz`. */
  readonly readyMs: Summary;
  /** Bytes, some seconds after that. */
  readonly restingRss: Summary;
}

/** Time in which an idle process gives back what it needed to start. */
const restMs = 3_000;
const readyLimitMs = 20_000;
/** Starts at most: each takes seconds of rest. */
const maxStarts = 3;

/** Starts each bundle once for each round, three times at most. A start before fills the compile cache. */
export async function measureStartups(rounds: number, { step }: Pick<Progress, 'step'>): Promise<Startup[]> {
  const environment = await startEnvironment();
  try {
    const startups: Startup[] = [];
    for (const client of ['web', 'mobile', 'partner'] as const) {
      const { file } = await bundle(`${client}-bff`);
      await startOnce(file, client, environment);
      const starts = [];
      for (let start = 0; start < Math.min(rounds, maxStarts); start += 1) {
        starts.push(await startOnce(file, client, environment));
      }
      startups.push({
        client,
        bundleBytes: (await stat(file)).size,
        readyMs: summarize(starts.map(({ readyMs }) => readyMs)),
        restingRss: summarize(starts.map(({ rss }) => rss)),
      });
      step(`${client}-bff`);
    }
    return startups;
  } finally {
    await environment.close();
  }
}

async function startOnce(file: string, client: Client, environment: Environment) {
  const port = await freePort();
  const startedAt = performance.now();
  const child = tied(
    spawn(process.execPath, [file], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...ourVariables('frontage', client, environment),
        PATH: process.env['PATH'] ?? '',
        NODE_ENV: 'production',
        NODE_COMPILE_CACHE: join(environment.dir, 'compile-cache'),
        PORT: String(port),
        DRAIN_DELAY_MS: '0',
      },
    }),
  );
  try {
    while (!(await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined))?.ok) {
      if (child.exitCode !== null || performance.now() > startedAt + readyLimitMs)
        throw new Error(`${file} is not ready`);
      await sleep(5);
    }
    const readyMs = performance.now() - startedAt;
    await sleep(restMs);
    return { readyMs, rss: (await usageOf(child.pid!)).rssBytes };
  } finally {
    await stopProcess(child);
  }
}
