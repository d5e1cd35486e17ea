/** One scene from beginning to end: everybody is started, checked to answer alike, warmed up, and measured in turns. */

import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { startChild, type Child } from './child.ts';
import { layGround, type Ground } from './ground.ts';
import { createDirectClient } from './load/direct.ts';
import { playOnce } from './load/load-client.ts';
import type { LoadOrder, LoadOutcome, Order, SideBySideOrder, SideBySideOutcome } from './load/load-order.ts';
import type { Progress } from './progress.ts';
import type { PlayResult, Round, TargetResult } from './result.ts';
import type { Method } from './run-info.ts';
import type { Play } from './scenes/index.ts';
import type { Scene } from './scenes/scene.ts';
import { startTarget, titles, type Running, type TargetName } from './targets.ts';

/** Who plays, and as whom. */
export interface Player extends Running {
  readonly headers: Readonly<Record<string, string>>;
}

/** How much is sent; another play than the stage's, if it says so. */
export type Load = Pick<LoadOrder, 'connections' | 'seconds' | 'maxRequests'> & Partial<Pick<LoadOrder, 'play'>>;

/** Everybody who plays, up and ready. */
export interface Stage {
  readonly players: readonly Player[];
  readonly absent: PlayResult['absent'];
  readonly ground: Ground;
  /** Sends load to one of them. */
  load(player: Player, how: Load): Promise<LoadOutcome>;
  /** Sends load to BFFs and, as `direct`, to the services that they call, in turns. */
  sideBySide(
    players: readonly Player[],
    direct: Player,
    how: Pick<SideBySideOrder, 'perSecond' | 'seconds'>,
  ): Promise<SideBySideOutcome>;
}

export interface StageOptions {
  /** Default: ourselves and every peer of the scene. */
  readonly targets?: readonly TargetName[];
  /** Ends everything, wherever it stands. */
  readonly signal?: AbortSignal;
}

/** Sets the stage, lets something happen on it, and clears it. Nothing keeps running, whatever goes wrong. */
export async function onStage<T>(
  play: Play,
  { targets = targetsOf(play.scene), signal }: StageOptions,
  happen: (stage: Stage) => Promise<T>,
): Promise<T> {
  const closers: (() => Promise<void>)[] = [];
  try {
    const ground = await layGround();
    closers.push(() => ground.close());
    const loader = startLoader(ground);
    closers.push(() => loader.stop());
    // Whoever waits for the load then sees it end.
    signal?.addEventListener('abort', () => void loader.stop(), { once: true });
    const started = await Promise.all(
      targets.map(async (name) => {
        const target = await startTarget(name, play.scene, ground);
        if (typeof target === 'string') return { name, reason: target };
        closers.push(() => target.stop());
        return { ...target, headers: await target.headersFor(play.role) };
      }),
    );
    signal?.throwIfAborted();
    const order = (what: Order): Promise<unknown> => loader.work(what);
    return await happen({
      ground,
      players: started.filter((each) => 'stop' in each),
      absent: started.filter((each) => each.reason !== undefined),
      load: async ({ origin, headers, isFloor }, how) =>
        (await order({ kind: 'load', play: play.name, origin, headers, isFloor, ...how })) as LoadOutcome,
      sideBySide: async (players, { headers: directHeaders }, how) => {
        const targets = Object.fromEntries(
          players.map(({ name, origin = '', headers }) => [name, { origin, headers }] as const),
        );
        return (await order({
          ...{ kind: 'side-by-side', play: play.name, targets, directHeaders },
          ...how,
        })) as SideBySideOutcome;
      },
    });
  } finally {
    await Promise.all(closers.toReversed().map((close) => close()));
  }
}

/** Ourselves first; what partners ask for is not cached. */
export const targetsOf = ({ client, peers }: Scene): readonly TargetName[] =>
  client === 'partner' ? ['frontage', ...peers] : ['frontage', 'cached', ...peers];

const startLoader = (ground: Ground): Child =>
  startChild({
    name: 'load',
    entry: fileURLToPath(new URL('load/load-process.ts', import.meta.url)),
    env: ground.services,
  });

/** Measures a scene. A step is a turn: somebody warmed up or measured. */
export function runPlay(
  play: Play,
  method: Method,
  progress: Pick<Progress, 'step'>,
  options: StageOptions,
): Promise<PlayResult> {
  return onStage(play, options, async (stage) => {
    await requireEqualAnswers(play, stage.players, stage.ground.services);
    for (const player of stage.players) {
      await warmUp(player, stage, method);
      progress.step(`${player.name}, warm-up`);
    }
    const rounds = new Map<TargetName, Round[]>(stage.players.map(({ name }) => [name, []]));
    for (let round = 1; round <= method.rounds; round += 1) {
      for (const player of stage.players) {
        rounds.get(player.name)!.push(await measure(player, stage, method));
        progress.step(`${player.name}, round ${round}`);
      }
    }
    return {
      play: play.name,
      title: play.scene.title,
      role: play.role,
      targets: [...rounds].map(([name, of]): TargetResult => ({ name, title: titles[name], rounds: of })),
      absent: stage.absent,
    };
  });
}

/** Until its code is compiled and its pools are full. What fails meanwhile is nobody's business. */
export async function warmUp(player: Player, { load }: Stage, { connections, warmUp }: Method): Promise<void> {
  await load(player, { connections, seconds: warmUp.seconds, maxRequests: warmUp.requests });
}

/** Throws when too many answers failed or lacked something: failing is cheap, and the round worth nothing. One or two prove nothing. */
export function requireWhole(
  name: string,
  { requests, lacking }: Pick<LoadOutcome, 'requests' | 'lacking'>,
  why = 'answers had parts missing',
): void {
  if (requests > 0 && lacking <= Math.max(2, requests * 0.01)) return;
  throw new Error(`${name}: ${lacking} of ${requests} answers are no good: ${why}`);
}

async function measure(player: Player, { load, ground }: Stage, { connections, seconds }: Method): Promise<Round> {
  const [before, servicesBefore] = await Promise.all([player.usage?.(), ground.domain.usage()]);
  const { complaint, ...outcome } = await load(player, { connections, seconds });
  requireWhole(player.name, outcome, complaint);
  const [after, servicesAfter] = await Promise.all([player.usage?.(), ground.domain.usage()]);
  return {
    ...outcome,
    ...(before && after && { cpuUs: after.cpuUs - before.cpuUs, rssBytes: after.rssBytes }),
    servicesCpuUs: servicesAfter.cpuUs - servicesBefore.cpuUs,
  };
}

/** Microseconds of CPU that a request costs a player, under this load. */
export const measureCost = async (player: Player, stage: Stage, how: Load): Promise<number> =>
  (await costAndOutcome(player, stage, how)).cpuUs;

/** The same; throws when answers are no good. Where all cores are busy with other things, some may be. */
export async function measureWholeCost(player: Player, stage: Stage, how: Load): Promise<number> {
  const { cpuUs, outcome } = await costAndOutcome(player, stage, how);
  requireWhole(player.name, outcome, outcome.complaint);
  return cpuUs;
}

async function costAndOutcome(player: Player, { load }: Stage, how: Load) {
  const before = await player.usage!();
  const outcome = await load(player, how);
  return { cpuUs: ((await player.usage!()).cpuUs - before.cpuUs) / outcome.requests, outcome };
}

/** Throws unless everybody's answers are the same, down to the last member: who says less must not count as faster. */
export async function requireEqualAnswers(
  play: Play,
  players: readonly Player[],
  services: Ground['services'],
): Promise<void> {
  const answers = await Promise.all(
    players
      .filter(({ isFloor }) => !isFloor)
      .map(async (player) => ({ name: player.name, value: plain(await wholeAnswer(play, player, services)) })),
  );
  const [first, ...others] = answers;
  for (const { name, value } of others) {
    const where = difference(first!.value, value, '#');
    if (where !== undefined) {
      throw new Error(`${play.name}: ${first!.name} and ${name} answer differently at ${where}.`);
    }
  }
}

/** A process that has only just begun may be late, and leave something out: it is asked again. */
const tries = 20;

async function wholeAnswer(play: Play, player: Player, services: Ground['services']): Promise<unknown> {
  const { origin, headers } = player;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return play.scene.comparable(
        origin === undefined
          ? [await createDirectClient(play.scene.name, headers, services).show()]
          : await playOnce({ play: play.name, origin, headers }),
      );
    } catch (error) {
      if (attempt === tries) {
        throw new Error(`${play.name}: ${player.name}: ${(error as Error).message}`, { cause: error });
      }
    }
  }
}

/** As it would be on the wire: without undefined members. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Where two values differ first, as a JSON pointer; undefined where they do not. */
export function difference(one: unknown, other: unknown, at: string): string | undefined {
  if (isDeepStrictEqual(one, other)) return undefined;
  if (!isParent(one) || !isParent(other)) return at;
  for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const where = difference(one[key], other[key], `${at}/${key}`);
    if (where !== undefined) return where;
  }
  return at;
}

const isParent = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
