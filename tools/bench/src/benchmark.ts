/** Benchmark of one scenario. Targets are started, checked to answer alike, warmed up, and measured in turns. */

import { deepStrictEqual } from 'node:assert';
import { startEnvironment, type Environment, type Services } from './environment.ts';
import { createLoadClient, type LoadTarget } from './load/load-client.ts';
import { closedLoop, type Answers, type ClosedLoop } from './load/loops.ts';
import type { Usage } from './probe.ts';
import { progress } from './progress.ts';
import type { Method, Round, ScenarioResult } from './results.ts';
import { requireWhole, type Scenario } from './scenarios/scenario.ts';
import type { TargetName } from './target-names.ts';
import { reasonAgainst, startTarget, type Target } from './targets.ts';

/** Target, and the headers of who asks it. */
export type AskedTarget = Target & LoadTarget;

/** Environment with targets that are up. Load comes from this process, which does nothing else meanwhile. */
interface TestBed {
  readonly targets: readonly AskedTarget[];
  readonly environment: Environment;
}

/** Sets a test bed up, works on it, and takes it down. Nothing keeps running, whatever goes wrong. */
export async function withTestBed<T>(
  scenario: Scenario,
  names: readonly TargetName[],
  work: (bed: TestBed) => Promise<T>,
): Promise<T> {
  const environment = await startEnvironment();
  const start = async (name: TargetName): Promise<AskedTarget> => {
    const target = await startTarget(name, scenario, environment);
    return { ...target, headers: await target.headersFor(scenario.role) };
  };
  try {
    return await work({ targets: await Promise.all(names.map(start)), environment });
  } catch (cause) {
    throw new Error(`${scenario.name}: ${(cause as Error).message}`, { cause });
  } finally {
    await environment.close();
  }
}

/** Measures a scenario over all targets that this machine can have. */
export function runScenario(scenario: Scenario, method: Method, names: readonly TargetName[]): Promise<ScenarioResult> {
  const reasons = names.map((name) => ({ name, reason: reasonAgainst(name, scenario) }));
  const absent = reasons.filter((each) => each.reason !== undefined) as ScenarioResult['absent'];
  const present = reasons.filter(({ reason }) => reason === undefined).map(({ name }) => name);
  return withTestBed(scenario, present, async (bed) => {
    const { targets } = bed;
    await requireEqualAnswers(scenario, targets, bed.environment);
    for (const target of targets) {
      await warmUp(scenario, target, bed, method);
      progress(`${scenario.name}: ${target.name}, warm-up`);
    }
    const results = targets.map(({ name }) => ({ name, rounds: [] as Round[] }));
    for (let round = 1; round <= method.rounds; round += 1) {
      for (const [at, target] of targets.entries()) {
        results[at]!.rounds.push(await measure(scenario, target, bed, method));
        progress(`${scenario.name}: ${target.name}, round ${round} of ${method.rounds}`);
      }
    }
    return { scenario: scenario.name, title: scenario.title, targets: results, absent };
  });
}

/** Sends load until code is compiled and pools are full. What fails meanwhile does not count. */
export const warmUp = (
  scenario: Scenario,
  target: AskedTarget,
  { environment: { services } }: TestBed,
  { connections, warmUp: { requests, seconds } }: Pick<Method, 'connections' | 'warmUp'>,
): Promise<unknown> => closedLoop({ scenario, target, services, connections, seconds, maxRequests: requests });

/** Measures a round under some load. Throws when too many answers are incomplete. */
export async function measure(
  scenario: Scenario,
  target: AskedTarget,
  { environment: { services, domain } }: TestBed,
  load: Pick<ClosedLoop, 'connections' | 'seconds' | 'maxRequests'>,
): Promise<Round> {
  const { result, used } = await usageDuring([target, domain], () =>
    closedLoop({ ...load, scenario, target, services }),
  );
  requireComplete(target.name, result);
  const [own, ofServices] = used;
  return { ...result, ...own, servicesCpuUs: ofServices!.cpuUs };
}

/** Usage by processes while something is done: CPU time of that time, memory at its end. */
export async function usageDuring<T>(
  processes: readonly { readonly usage?: () => Promise<Usage> }[],
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly used: readonly (Usage | undefined)[] }> {
  const usages = () => Promise.all(processes.map(({ usage }) => usage?.()));
  const before = await usages();
  const result = await work();
  const after = await usages();
  return { result, used: after.map((usage, at) => usage && { ...usage, cpuUs: usage.cpuUs - before[at]!.cpuUs }) };
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
  const [first, ...others] = await Promise.all(
    targets
      .filter(({ isFloor }) => !isFloor)
      .map(async (target) => ({ name: target.name, value: await answerOf(scenario, target, services) })),
  );
  for (const { name, value } of others) {
    try {
      deepStrictEqual(value, first!.value);
    } catch (cause) {
      const where = (cause as Error).message;
      throw new Error(`${name} and ${first!.name} answer differently. ${where}`, { cause });
    }
  }
}

/** Attempts: a process that has only just begun may leave something out. */
const maxAttempts = 20;

/** The answer of a target as it would be on the wire, without undefined members. */
async function answerOf(scenario: Scenario, target: AskedTarget, services: Services, attempt = 1): Promise<unknown> {
  const client = await createLoadClient(scenario, target, { connections: 1, services });
  try {
    const primed = client.primed ? [client.primed.answer] : [];
    const answers = [...primed, ...(await client.iterate()).map((answer) => answer())];
    // An answer without content confirms the one that the client has.
    answers.filter((answer) => answer !== null).forEach(requireWhole);
    return JSON.parse(JSON.stringify(scenario.comparable?.(answers) ?? answers));
  } catch (error) {
    if (attempt < maxAttempts) return await answerOf(scenario, target, services, attempt + 1);
    throw new Error(`${target.name}: ${(error as Error).message}`, { cause: error });
  } finally {
    await client.close();
  }
}
