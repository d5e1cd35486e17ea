/** Start and rest: how long a bundled BFF takes until it is ready, and what it holds when nobody asks it anything. */

import { bundle } from '@frontage/bundle';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, type Ground } from './ground.ts';
import type { Client } from './scenes/scene.ts';
import { summarize, type Summary } from './statistics.ts';
import { envOfOurs } from './targets.ts';

export interface Startup {
  readonly client: Client;
  readonly bundleBytes: number;
  /** Milliseconds from the start of the process to the first 200 of `/readyz`. */
  readonly readyMs: Summary;
  /** Bytes, some seconds after that. */
  readonly restingRss: Summary;
}

/** As long as an idle process needs to give back what it needed to start. */
const restMs = 3_000;

/** Starts each app so many times. The compile cache is filled by a start that is not counted. */
export async function measureStartup(client: Client, ground: Ground, rounds: number): Promise<Startup> {
  const { file } = await bundle(`${client}-bff`);
  const startOnce = async (): Promise<{ readyMs: number; rss: number }> => {
    const port = await freePort();
    const startedAt = performance.now();
    const child = spawn(process.execPath, [file], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...envOfOurs('frontage', client, ground),
        PATH: process.env['PATH'] ?? '',
        NODE_ENV: 'production',
        NODE_COMPILE_CACHE: join(ground.dir, 'compile-cache'),
        PORT: String(port),
        DRAIN_DELAY_MS: '0',
      },
    });
    try {
      await ready(port, child.exitCode === null);
      const readyMs = performance.now() - startedAt;
      await sleep(restMs);
      return { readyMs, rss: await residentBytes(child.pid!) };
    } finally {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    }
  };
  await startOnce();
  const found = [];
  for (let round = 0; round < rounds; round += 1) found.push(await startOnce());
  return {
    client,
    bundleBytes: (await readFile(file)).length,
    readyMs: summarize(found.map(({ readyMs }) => readyMs)),
    restingRss: summarize(found.map(({ rss }) => rss)),
  };
}

async function ready(port: number, isAlive: boolean): Promise<void> {
  const limit = performance.now() + 20_000;
  while (isAlive && performance.now() < limit) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(5);
  }
  throw new Error('a bundle did not become ready');
}

/** By the operating system: `VmRSS` of /proc. */
async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1_024;
}
