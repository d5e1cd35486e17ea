/** A benchmark of one scenario. Targets are started, checked to answer alike, warmed up, and measured in turns. */

import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Headers } from './credentials.ts';
import { startEnvironment, type Environment } from './environment.ts';
import { closedLoop, type ClosedLoop, type ClosedLoopResult } from './load/closed-loop.ts';
import { createLoadClient } from './load/load-client.ts';
import type { Answers } from './load/meter.ts';
import { openLoop, type OpenLoop, type OpenLoopResult } from './load/open-loop.ts';
import type { Method, Round, ScenarioResult } from './results.ts';
import type { Scenario } from './scenarios/scenario.ts';
import type { TargetName } from './target-names.ts';
import { startTarget, type Target } from './targets.ts';

/** A target, and the headers of who asks it. */
export interface AskedTarget extends Target {
  readonly headers: Headers;
}

/** The amount of load; of another scenario than the test bed's, if it names one. */
export type Load = Pick<ClosedLoop, 'connections' | 'seconds' | 'maxRequests'> & Partial<Pick<ClosedLoop, 'scenario'>>;

/** An environment with targets that are up. Load comes from this process, which does nothing else meanwhile. */
export interface TestBed {
  readonly targets: readonly AskedTarget[];
  readonly absent: ScenarioResult['absent'];
  readonly environment: Environment;
  load(target: AskedTarget, load: Load): Promise<ClosedLoopResult>;
  loadInTurns(targets: readonly AskedTarget[], load: Pick<OpenLoop, 'perSecond' | 'seconds'>): Promise<OpenLoopResult>;
}

/** Sets a test bed up, works on it, and takes it down. Nothing keeps running, whatever goes wrong. */
export async function withTestBed<T>(
  scenario: Scenario,
  names: readonly TargetName[],
  work: (bed: TestBed) => Promise<T>,
): Promise<T> {
  const closers: (() => Promise<void>)[] = [];
  try {
    const environment = await startEnvironment();
    closers.push(() => environment.close());
    const started = await Promise.all(
      names.map(async (name) => {
        const target = await startTarget(name, scenario, environment);
        if (typeof target === 'string') return { name, reason: target };
        closers.push(() => target.stop());
        return { ...target, headers: await target.headersFor(scenario.role) };
      }),
    );
    const env = environment.services;
    return await work({
      environment,
      targets: started.filter((each) => 'stop' in each),
      absent: started.filter((each) => each.reason !== undefined),
      load: (target, load) => closedLoop({ scenario, ...target, ...load, env }),
      loadInTurns: (targets, load) =>
        openLoop({
          scenario,
          targets: Object.fromEntries(targets.map((target) => [target.name, target])),
          ...load,
          env,
        }),
    });
  } finally {
    await Promise.all(closers.toReversed().map((close) => close()));
  }
}

/** Measures a scenario. `onTurn` is told of each target warmed up or measured. */
export function runScenario(
  scenario: Scenario,
  method: Method,
  names: readonly TargetName[],
  onTurn: (what: string) => void,
): Promise<ScenarioResult> {
  return withTestBed(scenario, names, async (bed) => {
    await requireEqualAnswers(scenario, bed.targets, bed.environment);
    for (const target of bed.targets) {
      await warmUp(target, bed, method);
      onTurn(`${target.name}, warm-up`);
    }
    const rounds = new Map(bed.targets.map(({ name }) => [name, [] as Round[]]));
    for (let round = 1; round <= method.rounds; round += 1) {
      for (const target of bed.targets) {
        rounds.get(target.name)!.push(await measure(target, bed, method));
        onTurn(`${target.name}, round ${round}`);
      }
    }
    return {
      scenario: scenario.name,
      title: scenario.title,
      targets: [...rounds].map(([name, of]) => ({ name, rounds: of })),
      absent: bed.absent,
    };
  });
}

/** Sends load until code is compiled and pools are full. What fails meanwhile does not count. */
export const warmUp = (target: AskedTarget, bed: TestBed, { connections, warmUp }: Method): Promise<unknown> =>
  bed.load(target, { connections, seconds: warmUp.seconds, maxRequests: warmUp.requests });

/** Measures a round under some load. Throws when too many answers are incomplete. */
export async function measure(target: AskedTarget, { load, environment }: TestBed, how: Load): Promise<Round> {
  const usages = () => Promise.all([target.usage?.(), environment.domain.functions.usage()]);
  const [before, servicesBefore] = await usages();
  const answers = await load(target, how);
  requireComplete(target.name, answers);
  const [after, servicesAfter] = await usages();
  return {
    ...answers,
    ...(before && after && { cpuUs: after.cpuUs - before.cpuUs, rssBytes: after.rssBytes }),
    servicesCpuUs: servicesAfter.cpuUs - servicesBefore.cpuUs,
  };
}

/** Microseconds of CPU that a request costs a target, under some load. */
export async function measureCost(target: AskedTarget, bed: TestBed, load: Load): Promise<number> {
  const { cpuUs, requests } = await measure(target, bed, load);
  return cpuUs! / requests;
}

/** Throws when more than 1 % of the answers, and more than two, are incomplete. Failing is cheap, and the round worth nothing. */
export function requireComplete(name: string, { requests, incomplete, firstError }: Answers): void {
  if (requests > 0 && incomplete <= Math.max(2, requests * 0.01)) return;
  throw new Error(`${name}: ${incomplete} of ${requests} answers are no good: ${firstError ?? 'parts were missing'}`);
}

/** Throws unless all answers are the same, down to the last member. An answer that says less must not count as faster. */
export async function requireEqualAnswers(
  scenario: Scenario,
  targets: readonly AskedTarget[],
  { services }: Pick<Environment, 'services'>,
): Promise<void> {
  const answers = await Promise.all(
    targets
      .filter(({ isFloor }) => !isFloor)
      .map(async (target) => ({ name: target.name, value: await answerOf(scenario, target, services) })),
  );
  const [first, ...others] = answers;
  for (const { name, value } of others) {
    const where = difference(first!.value, value);
    if (where !== undefined) {
      throw new Error(`${scenario.name}: ${first!.name} and ${name} answer differently at ${where}.`);
    }
  }
}

/** Attempts: a process that has only just begun may leave something out. */
const tries = 20;

/** The answer of a target as it would be on the wire, without undefined members. */
async function answerOf(scenario: Scenario, target: AskedTarget, env: Environment['services']): Promise<unknown> {
  for (let attempt = 1; ; attempt += 1) {
    const client = await createLoadClient(scenario, target, 1, { env });
    try {
      const answers = await client.iterate(randomUUID());
      return JSON.parse(JSON.stringify(scenario.comparable(answers.map((answer) => answer()))));
    } catch (error) {
      if (attempt < tries) continue;
      throw new Error(`${scenario.name}: ${target.name}: ${(error as Error).message}`, { cause: error });
    } finally {
      await client.close();
    }
  }
}

/** The first difference of two values, as a JSON pointer. Undefined where there is none. */
export function difference(one: unknown, other: unknown, at = '#'): string | undefined {
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
