/** The command line of `npm run bench`. */

import { parseArgs } from 'node:util';
import type { Method } from './run-info.ts';
import { playNamed, plays, type Play } from './scenes/index.ts';
import { titles, type TargetName } from './targets.ts';

export interface BenchOptions extends Method {
  readonly plays: readonly Play[];
  /** Default: everybody who plays in the scene. */
  readonly targets: readonly TargetName[] | undefined;
  /** Records a profile of the first play instead of measuring. */
  readonly isProfile: boolean;
  /** Measures how cost grows, what we add to a call, and start and rest of the bundles, instead of scenes. */
  readonly isGrowth: boolean;
  readonly jsonFile: string | undefined;
  readonly writesDocs: boolean;
  readonly note: string | undefined;
}

/** A command line that cannot be followed, with what could be. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const usage = `Usage: npm run bench -- [options]
  --scene <names>        which scenes, separated by commas; \`all\` for every one. Default: ${defaultNames()}
  --target <names>       only these, separated by commas: ${Object.keys(titles).join(', ')}
  --rounds <n>           turns of each target, 1 to 100. Default 5
  --seconds <n>          length of a turn, 0.1 to 60. Default 3, with --growth 1.2
  --connections <n>      requests under way at the same time, 1 to 1000. Default 16
  --quick                2 rounds of 1 second: whether it works, not how fast it is
  --json <file>          everything that was measured
  --docs                 writes docs/benchmarks.md (with --growth its second half) and its chart
  --note <text>          stands beside the figures
  --growth               how cost grows with products, services, clients and API keys; overhead; start and memory of the bundles
  --profile <scene>      records where our CPU goes (or that of the first --target) and draws a flame graph
Scenes: ${plays.map(({ name }) => name).join(', ')}`;

/** Anonymous ones: the others are twice the time, and cost nearly the same. */
function defaultNames(): string {
  return plays
    .filter(({ name }) => !name.includes(':'))
    .map(({ name }) => name)
    .join(',');
}

/** Reads the command line. Throws a UsageError. */
export function readOptions(args: readonly string[]): BenchOptions {
  const values = parse(args);
  const names = values.profile ?? values.scene ?? defaultNames();
  const quick = values.quick ?? false;
  const isGrowth = values.growth ?? false;
  const otherwise = quick ? 1 : isGrowth ? 1.2 : 3;
  return {
    plays: names === 'all' ? plays : names.split(',').map(scenePlay),
    targets: values.target?.split(',').map(targetNamed),
    isProfile: values.profile !== undefined,
    isGrowth,
    rounds: Math.round(numberOf('--rounds', values.rounds, { min: 1, max: 100, otherwise: quick ? 2 : 5 })),
    seconds: numberOf('--seconds', values.seconds, { min: 0.1, max: 60, otherwise }),
    // The optimizing compiler needs some thousand requests before it has seen everything.
    warmUp: quick ? { requests: 300, seconds: 2 } : { requests: 4_000, seconds: 10 },
    connections: Math.round(numberOf('--connections', values.connections, { min: 1, max: 1_000, otherwise: 16 })),
    jsonFile: values.json,
    writesDocs: values.docs ?? false,
    note: values.note,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        scene: { type: 'string' },
        target: { type: 'string' },
        rounds: { type: 'string' },
        seconds: { type: 'string' },
        connections: { type: 'string' },
        quick: { type: 'boolean' },
        json: { type: 'string' },
        docs: { type: 'boolean' },
        growth: { type: 'boolean' },
        note: { type: 'string' },
        profile: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function scenePlay(name: string): Play {
  try {
    return playNamed(name);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function targetNamed(name: string): TargetName {
  if (!Object.hasOwn(titles, name)) {
    throw new UsageError(`There is no target ${name}. There are: ${Object.keys(titles).join(', ')}.`);
  }
  return name as TargetName;
}

interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly otherwise: number;
}

function numberOf(option: string, text: string | undefined, { min, max, otherwise }: Bounds): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (text.trim() === '' || !(value >= min && value <= max)) {
    throw new UsageError(`${option} must be a number from ${min} to ${max}.`);
  }
  return value;
}
