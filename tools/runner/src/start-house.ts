/** Boots the house as `npm start` does, on ports and with state of its own. */

import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { logFileOf } from './child.ts';
import { readConfig } from './config.ts';
import { addressesAt, houseTable, type Addresses } from './house.ts';
import { buildStorefront } from './pages.ts';
import { assertPortsFree } from './ports.ts';
import { pinnedNode } from './pinned-node.ts';
import { StartFailure } from './start-failure.ts';
import { createSupervisor } from './supervisor.ts';

export interface HouseOptions {
  /** Default: one at which every port is free. */
  readonly portOffset?: number;
  /** Default: a new folder, removed when the house stops. */
  readonly dataDir?: string;
  /** Laid over this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Default 60,000. */
  readonly readyTimeoutMs?: number;
}

export interface House {
  readonly portOffset: number;
  readonly dataDir: string;
  readonly at: Addresses;
  readonly tookMs: number;
  readonly pidOf: (name: string) => number | undefined;
  readonly logFileOf: (name: string) => string;
  /** Ends one process as a crash would, and waits for its end. The others keep running. */
  readonly crash: (name: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** State of its own: what this process' environment names is others' too. */
const embedded = { REDIS_URL: undefined, DATABASE_URL: undefined, AMQP_URL: undefined, MESSAGE_LOG_URL: undefined };

/** Patience for a busy machine: load alone makes no answer fail. */
export const patient = { BUDGET_FACTOR: '10', MAX_LAG_MS: '60000' };

/** Resolves when everything is ready; rejects with what went wrong, and then nothing runs. */
export async function startHouse(options: HouseOptions = {}): Promise<House> {
  const began = performance.now();
  const portOffset = options.portOffset ?? (await freePortOffset());
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'frontage-house-')));
  const removeState = async (): Promise<void> => {
    if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
  };
  const config = readConfig({
    ...process.env,
    ...embedded,
    ...patient,
    ...options.env,
    FRONTAGE_PORT_OFFSET: String(portOffset),
    FRONTAGE_DATA_DIR: dataDir,
  });
  const supervisor = createSupervisor({
    ...config,
    table: houseTable(config),
    node: pinnedNode(),
    ...(options.readyTimeoutMs !== undefined && { readyTimeoutMs: options.readyTimeoutMs }),
  });
  const storefront = buildStorefront(config.env);
  try {
    await supervisor.start();
    const problem = await storefront.done;
    if (problem !== undefined) throw new StartFailure(problem);
  } catch (problem) {
    storefront.stop();
    await supervisor.stop();
    await removeState();
    throw problem;
  }
  return {
    portOffset,
    dataDir,
    at: addressesAt(portOffset),
    tookMs: performance.now() - began,
    pidOf: (name) => supervisor.child(name)?.pid,
    logFileOf: (name) => logFileOf(dataDir, name),
    async crash(name) {
      const child = supervisor.child(name);
      child?.signal('SIGKILL');
      await child?.ended;
    },
    async stop() {
      await supervisor.stop();
      await removeState();
    },
  };
}

/** An offset at which all ports are free, below the kernel's ephemeral range. */
export async function freePortOffset(): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const portOffset = randomInt(600, 2700) * 10;
    try {
      await assertPortsFree(houseTable(readConfig({ FRONTAGE_PORT_OFFSET: String(portOffset) })), portOffset);
      return portOffset;
    } catch (problem) {
      if (!(problem instanceof StartFailure)) throw problem;
    }
  }
  throw new StartFailure('No port offset is free.');
}
