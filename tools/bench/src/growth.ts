/** `npm run bench -- --growth`: how cost grows, what we add to a call, and what a bundle needs to start and to rest. */

import { layGround } from './ground.ts';
import { measureOverhead, type Overhead } from './overhead.ts';
import { addManyKeys } from './partner-key.ts';
import type { Progress } from './progress.ts';
import { describeRun, type RunInfo } from './run-info.ts';
import {
  measureWholeCost,
  onStage,
  requireEqualAnswers,
  warmUp,
  type Load,
  type Method,
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
}

/** Measures everything, one after the other. */
export async function measureGrowth(
  method: Method,
  note: string | undefined,
  progress: Progress,
  signal: AbortSignal,
): Promise<Growth> {
  return {
    ...describeRun(method, note),
    series: [
      await sizeSeries('products on a web grid', 'products', byProducts, method, progress, signal),
      await sizeSeries('services behind one web answer', 'services', byServices, method, progress, signal),
      await clientSeries(method, progress, signal),
      await keySeries(method, progress, signal),
    ],
    overheads: [
      await measureOverhead(playNamed('partner-orders'), method, progress, signal),
      await measureOverhead(playNamed('mobile-home'), method, progress, signal),
      await measureOverhead(playNamed('web-grid'), method, progress, signal),
    ],
    startups: await startups(method, progress),
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
const newQuery = { connections: fewConnections, seconds: 2, maxRequests: 200 };

async function sizeSeries(
  title: string,
  of: string,
  scenes: typeof byProducts,
  method: Method,
  progress: Progress,
  signal: AbortSignal,
): Promise<Series> {
  progress.begin(`growth by ${of}`, scenes.length * method.rounds);
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

async function clientSeries(method: Method, progress: Progress, signal: AbortSignal): Promise<Series> {
  const clients = [1, 10, 100, 1_000];
  progress.begin('growth by clients', clients.length * method.rounds);
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

/** One process whose store grows: keys are not taken away between rounds, so that these are no turns. */
async function keySeries(method: Method, progress: Progress, signal: AbortSignal): Promise<Series> {
  progress.begin('growth by API keys', byKeys.length * method.rounds);
  const [[, first]] = byKeys as [(typeof byKeys)[number]];
  return onStage(growthPlay(first), { targets: ['frontage'], signal }, async (stage) => {
    // Each request brings a key of its own.
    const player: Player = { ...stage.players[0]!, headers: {} };
    const costs = new Map<number, number[]>();
    let from = 0;
    for (const [count, scene] of byKeys) {
      await addManyKeys(player.keys!, { from, to: count });
      from = count;
      await requireEqualAnswers(growthPlay(scene), [player], stage.ground.services);
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

async function startups({ rounds }: Method, progress: Progress): Promise<Startup[]> {
  const clients = ['web', 'mobile', 'partner'] as const;
  progress.begin('start and rest of bundles', clients.length);
  const ground = await layGround();
  try {
    const found: Startup[] = [];
    for (const client of clients) {
      found.push(await measureStartup(client, ground, rounds));
      progress.step(`${client}-bff`);
    }
    return found;
  } finally {
    await ground.close();
  }
}
