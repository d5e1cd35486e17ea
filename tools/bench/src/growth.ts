/** `npm run bench -- --growth`: how cost grows, what we add to a call, and what a bundle needs to start and to rest. */

import { layGround } from './ground.ts';
import { measureCost, onStage, warmUp, type Load, type Method, type Player, type Stage } from './run-play.ts';
import { byProducts, byServices } from './scenes/growth.ts';
import { growthPlay, playNamed, type Play } from './scenes/index.ts';
import { measureStartup, type Startup } from './startup.ts';
import { exponent, median, summarize, type Summary } from './statistics.ts';

/** What grows, and what a request costs then. */
export interface Series {
  readonly title: string;
  /** What is counted on the axis. */
  readonly of: string;
  readonly points: readonly { readonly x: number; readonly cpuUs: Summary }[];
  readonly exponent: number;
}

/** What stands between a client and one service call, at an easy rate. */
export interface Overhead {
  readonly play: string;
  readonly title: string;
  readonly perSecond: number;
  readonly direct: Latency;
  readonly ours: Latency;
  readonly added: Latency;
}

interface Latency {
  readonly p50Ms: number;
  readonly p99Ms: number;
}

export interface Growth {
  readonly series: readonly Series[];
  readonly overheads: readonly Overhead[];
  readonly startups: readonly Startup[];
}

export type OnStep = (what: string) => void;

/** Measures everything, one after the other: some five minutes. */
export async function measureGrowth(method: Method, onStep: OnStep, signal: AbortSignal): Promise<Growth> {
  const quick: Method = { ...method, warmUp: { requests: 1_000, seconds: 10 } };
  return {
    series: [
      await sizeSeries('products on a web grid', 'products', byProducts, quick, onStep, signal),
      await sizeSeries('services behind one web answer', 'services', byServices, quick, onStep, signal),
      await clientSeries(quick, onStep, signal),
    ],
    overheads: [
      await overhead(playNamed('partner-orders'), method, onStep, signal),
      await overhead(playNamed('mobile-home'), method, onStep, signal),
      await overhead(playNamed('web-grid'), method, onStep, signal),
    ],
    startups: await startups(method, onStep),
  };
}

async function sizeSeries(
  title: string,
  of: string,
  scenes: typeof byProducts,
  method: Method,
  onStep: OnStep,
  signal: AbortSignal,
): Promise<Series> {
  const [[, first]] = scenes as [(typeof scenes)[number]];
  const points = await onStage(growthPlay(first), { targets: ['frontage'], signal }, async (stage) => {
    const player = stage.players[0]!;
    const found: Series['points'][number][] = [];
    for (const [x, { name }] of scenes) {
      onStep(`${of}: ${x}`);
      await stage.load(player, { play: name, connections: method.connections, seconds: 10, maxRequests: 1_000 });
      found.push({ x, cpuUs: await costOver(method, player, stage, { connections: method.connections, play: name }) });
    }
    return found;
  });
  return { title, of, points, exponent: slope(points) };
}

async function clientSeries(method: Method, onStep: OnStep, signal: AbortSignal): Promise<Series> {
  const of = 'clients';
  const points = await onStage(playNamed('web-grid'), { targets: ['cached'], signal }, async (stage) => {
    const player = stage.players[0]!;
    await warmUp(player, stage, method);
    const found: Series['points'][number][] = [];
    for (const x of [1, 10, 100, 1_000]) {
      onStep(`${of}: ${x}`);
      found.push({ x, cpuUs: await costOver(method, player, stage, { connections: x }) });
    }
    return found;
  });
  return { title: 'clients at the same time, web grid with default caches', of, points, exponent: slope(points) };
}

const slope = (points: Series['points']): number => exponent(points.map(({ x, cpuUs }) => [x, cpuUs.median] as const));

async function costOver(
  method: Method,
  player: Player,
  stage: Stage,
  load: Pick<Load, 'connections' | 'play'>,
): Promise<Summary> {
  const costs: number[] = [];
  for (let round = 0; round < method.rounds; round += 1) {
    costs.push(await measureCost(player, stage, { ...load, seconds: method.seconds }));
  }
  return summarize(costs);
}

/** Slow enough that nobody waits for a place. */
const easyRate = 50;

/** Over the one call that is the scene's floor. What a scene fetches after that counts as added, too. */
async function overhead(play: Play, method: Method, onStep: OnStep, signal: AbortSignal): Promise<Overhead> {
  const { service } = play.scene.floor!;
  onStep(`overhead: ${play.name}`);
  return onStage(play, { targets: ['frontage'], signal }, async (stage) => {
    const ours = stage.players[0]!;
    const direct: Player = {
      ...ours,
      name: 'direct',
      origin: stage.ground.services[`${service.toUpperCase()}_URL`],
      headers: { authorization: `Bearer test-token-for-${service}`, 'frontage-caller': callerOf(play) },
      isFloor: true,
    };
    await warmUp(ours, stage, method);
    const found: Record<'ours' | 'direct', Latency[]> = { ours: [], direct: [] };
    for (let round = 0; round < method.rounds; round += 1) {
      const how = { connections: 64, seconds: method.seconds, perSecond: easyRate };
      found.direct.push(await stage.load(direct, how));
      found.ours.push(await stage.load(ours, how));
    }
    const middle = (of: readonly Latency[]): Latency => ({
      p50Ms: median(of.map(({ p50Ms }) => p50Ms)),
      p99Ms: median(of.map(({ p99Ms }) => p99Ms)),
    });
    const [a, b] = [middle(found.ours), middle(found.direct)];
    return {
      play: play.name,
      title: play.scene.title,
      perSecond: easyRate,
      ours: a,
      direct: b,
      added: { p50Ms: a.p50Ms - b.p50Ms, p99Ms: a.p99Ms - b.p99Ms },
    };
  });
}

const callerOf = ({ role }: Play): string => (role === 'partner' ? 'partner:acme' : 'anonymous');

async function startups({ rounds }: Method, onStep: OnStep): Promise<Startup[]> {
  const ground = await layGround();
  try {
    const found: Startup[] = [];
    for (const client of ['web', 'mobile', 'partner'] as const) {
      onStep(`bundle: ${client}-bff`);
      found.push(await measureStartup(client, ground, rounds));
    }
    return found;
  } finally {
    await ground.close();
  }
}
