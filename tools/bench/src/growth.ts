/** `npm run bench -- --growth`: how cost grows, what we add to a call, and what a bundle needs to start and to rest. */

import { layGround } from './ground.ts';
import { measureOverhead, type Overhead } from './overhead.ts';
import { addManyKeys } from './partner-key.ts';
import type { Progress } from './progress.ts';
import { describeRun, type Method, type RunInfo } from './run-info.ts';
import {
  measureWholeCost,
  onStage,
  requireEqualAnswers,
  warmUp,
  type Load,
  type Player,
  type Stage,
} from './run-play.ts';
import { byKeys, byProducts, byServices } from './scenes/growth.ts';
import { growthPlay, playNamed } from './scenes/index.ts';
import { measureStartup, type Startup } from './startup.ts';
import { exponent, summarize, type Summary } from './statistics.ts';

/** What grows, and what a request costs then. */
export interface Series {
  readonly title: string;
  /** What is counted on the axis. */
  readonly of: string;
  readonly points: readonly Point[];
  /** Of the whole curve, round by round. */
  readonly exponent: Summary;
}

export interface Point {
  readonly x: number;
  readonly cpuUs: Summary;
}

export interface Growth extends RunInfo {
  readonly series: readonly Series[];
  readonly overheads: readonly Overhead[];
  readonly startups: readonly Startup[];
  /** What could not be measured, and why. */
  readonly failures: readonly string[];
}

/** Measures everything, one after the other. A part that cannot be measured does not end the others. */
export async function measureGrowth(
  method: Method,
  note: string | undefined,
  progress: Progress,
  signal: AbortSignal,
): Promise<Growth> {
  const info = describeRun(method, note);
  const failures: string[] = [];
  const part = async <T>(what: string, steps: number, measure: () => Promise<T>): Promise<T[]> => {
    progress.begin(what, steps);
    try {
      return [await measure()];
    } catch (error) {
      if (signal.aborted) throw error;
      failures.push(`${what}: ${(error as Error).message}`);
      return [];
    }
  };
  const curve = (of: string, points: number, measure: () => Promise<Series>): Promise<Series[]> =>
    part(`growth by ${of}`, points * method.rounds, measure);
  const overheadOf = (play: string): Promise<Overhead[]> =>
    part(`overhead: ${play}`, method.rounds + 1, () => measureOverhead(playNamed(play), method, progress, signal));
  const grid = 'products on a web grid';
  const answer = 'services behind one web answer';
  return {
    ...info,
    series: [
      ...(await curve('products', byProducts.length, () =>
        sizeSeries(grid, 'products', byProducts, method, progress, signal),
      )),
      ...(await curve('services', byServices.length, () =>
        sizeSeries(answer, 'services', byServices, method, progress, signal),
      )),
      ...(await curve('clients', clients.length, () => clientSeries(method, progress, signal))),
      ...(await curve('API keys', byKeys.length, () => keySeries(method, progress, signal))),
    ],
    overheads: [
      ...(await overheadOf('partner-orders')),
      ...(await overheadOf('mobile-home')),
      ...(await overheadOf('web-grid')),
    ],
    startups: (await part('start and rest of bundles', bundles.length, () => startups(method, progress))).flat(),
    failures,
  };
}

/** What a request costs in each round, by what grows. */
type Costs = ReadonlyMap<number, readonly number[]>;

/** Makes a curve of what was measured. */
export function toSeries(title: string, of: string, costs: Costs): Series {
  const points = [...costs].map(([x, cpuUs]): Point => ({ x, cpuUs: summarize(cpuUs) }));
  const [[, first]] = [...costs] as [[number, readonly number[]]];
  const exponents = first.map((_, round) => exponent([...costs].map(([x, cpuUs]) => [x, cpuUs[round]!] as const)));
  return { title, of, points, exponent: summarize(exponents) };
}

/** In turns, so that whatever slows the machine down for a while bends no curve. */
async function inTurns(
  xs: readonly number[],
  { rounds }: Method,
  progress: Progress,
  cost: (x: number) => Promise<number>,
): Promise<Costs> {
  const costs = new Map<number, number[]>(xs.map((x) => [x, []]));
  for (let round = 1; round <= rounds; round += 1) {
    for (const x of xs) {
      costs.get(x)!.push(await cost(x));
      progress.step(`${x}, round ${round}`);
    }
  }
  return costs;
}

/** So few that even the largest screens are answered within their deadlines. */
const fewConnections = 4;
/** For a query that is new, after everything else is warm. */
const newQuery = { connections: fewConnections, seconds: 1, maxRequests: 200 };

async function sizeSeries(
  title: string,
  of: string,
  scenes: typeof byProducts,
  method: Method,
  progress: Progress,
  signal: AbortSignal,
): Promise<Series> {
  const [[, first]] = scenes as [(typeof scenes)[number]];
  const names = new Map(scenes.map(([x, { name }]) => [x, name]));
  return onStage(growthPlay(first), { targets: ['frontage'], signal }, async (stage) => {
    const player = stage.players[0]!;
    await warmUp(player, stage, method);
    for (const [, scene] of scenes) {
      await requireEqualAnswers(growthPlay(scene), stage.players, stage.ground.services);
      await stage.load(player, { ...newQuery, play: scene.name });
    }
    const load = { connections: fewConnections, seconds: method.seconds };
    const costs = await inTurns([...names.keys()], method, progress, (x) =>
      measureWholeCost(player, stage, { ...load, play: names.get(x)! }),
    );
    return toSeries(title, of, costs);
  });
}

const clients = [1, 10, 100, 1_000];

async function clientSeries(method: Method, progress: Progress, signal: AbortSignal): Promise<Series> {
  return onStage(playNamed('web-grid'), { targets: ['cached'], signal }, async (stage) => {
    const player = stage.players[0]!;
    await warmUp(player, stage, method);
    const costs = await inTurns(clients, method, progress, (connections) =>
      measureWholeCost(player, stage, { connections, seconds: method.seconds }),
    );
    return toSeries('clients at the same time, web grid with default caches', 'clients', costs);
  });
}

/** As long as a key is remembered that was looked up. */
const knownForSeconds = 5;
/** So cheap a request is still made cheaper by the compiler after ten thousand of them. */
const compileSeconds = 10;

/** One process whose store grows: keys are not taken away between rounds, so that these are no turns. */
async function keySeries(method: Method, progress: Progress, signal: AbortSignal): Promise<Series> {
  const [[, first]] = byKeys as [(typeof byKeys)[number]];
  return onStage(growthPlay(first), { targets: ['frontage'], signal }, async (stage) => {
    // Each request brings a key of its own.
    const player: Player = { ...stage.players[0]!, headers: {} };
    const costs = new Map<number, number[]>();
    const { connections } = method;
    let from = 0;
    for (const [count, scene] of byKeys) {
      await addManyKeys(player.keys!, { from, to: count });
      from = count;
      await requireEqualAnswers(growthPlay(scene), [player], stage.ground.services);
      if (costs.size === 0) await stage.load(player, { connections, seconds: compileSeconds, play: scene.name });
      costs.set(count, await keyCosts(player, stage, scene.name, method, progress));
    }
    return toSeries('API keys, any of which a partner request brings', 'keys', costs);
  });
}

async function keyCosts(
  player: Player,
  stage: Stage,
  play: string,
  method: Method,
  progress: Progress,
): Promise<number[]> {
  const load: Load = { connections: method.connections, seconds: method.seconds, play };
  // Until as many keys are remembered as ever will be.
  await stage.load(player, { ...load, seconds: knownForSeconds });
  const costs: number[] = [];
  for (let round = 1; round <= method.rounds; round += 1) {
    costs.push(await measureWholeCost(player, stage, load));
    progress.step(`${play}, round ${round}`);
  }
  return costs;
}

const bundles = ['web', 'mobile', 'partner'] as const;
/** Each of which takes seconds of rest. */
const maxStarts = 3;

async function startups({ rounds }: Method, progress: Progress): Promise<Startup[]> {
  const ground = await layGround();
  try {
    const found: Startup[] = [];
    for (const client of bundles) {
      found.push(await measureStartup(client, ground, Math.min(rounds, maxStarts)));
      progress.step(`${client}-bff`);
    }
    return found;
  } finally {
    await ground.close();
  }
}
