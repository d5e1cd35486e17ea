/** Trial of an operation: one fault and one request. Then the fault is removed and the request repeated. */

import {
  openTestBed,
  type Answer,
  type BffProof,
  type Client,
  type Identity,
  type Operation,
  type Prepared,
  type TestBed,
} from '@frontage/proof';
import type { ServiceName } from '@frontage/seed';
import { missingFrom } from './answer.ts';
import type { Fault } from './faults.ts';
import { outcomeOf, isWell, problemsAfter, problemsOf, silence, until } from './judgement.ts';
import type { Cell, Outcome } from './outcome.ts';
import type { VirtualTime } from './virtual-time.ts';

export interface Trial {
  readonly operation: Operation;
  /** Broken services, all with the same fault. */
  readonly services: readonly ServiceName[];
  readonly fault: Fault;
}

export interface Finding {
  readonly cell: Cell;
  /** Parts that the first answer lacked, as JSON pointers into the full one. Empty without an answer. */
  readonly missing: readonly string[];
  /** Broken rules, in words; empty when there are none. */
  readonly problems: readonly string[];
}

export interface Harness {
  readonly bff: BffProof;
  readonly identity: Identity;
  readonly time: VirtualTime;
  /** Longest time until an answer is full again after the services are healed, in milliseconds. Default 15,000. */
  readonly recoveryLimitMs?: number;
}

/** Age of cache entries at the second request. It is past every TTL, and within every window of stale-if-error. */
const keptForMs = 10 * 60_000;
/** Age at which every cache entry has expired. The test bed is then as good as new. */
const forgottenAfterMs = 7 * 24 * 3_600_000;
/** Tolerance over a budget, as virtual time passes in steps of up to this. src/slow-answers.ts, timer by timer, allows none. */
const graceMs = 10;
const defaultRecoveryLimitMs = 15_000;

/**
 * Makes all trials side by side. Those of one operation and the same services share a test bed, one after the other. Virtual time must be
 * passing, and nothing else may advance it.
 */
export async function makeTrials(harness: Harness, trials: readonly Trial[]): Promise<readonly Finding[]> {
  const findings = new Map<Trial, Finding>();
  const series = [...Map.groupBy(trials, seriesOf).values()].map(rotated);
  const testBeds = new Map<string, TestBed>();
  try {
    await Promise.all(
      series.map(async ([trial]) => {
        testBeds.set(seriesOf(trial!), await openTestBed(harness.bff, harness.identity));
        await showAround(testBeds.get(seriesOf(trial!))!, trial!);
      }),
    );
    for (let turn = 0; ; turn += 1) {
      const now = series.flatMap((its) => its[turn] ?? []);
      if (now.length === 0) return trials.map((trial) => findings.get(trial)!);
      harness.time.advance(forgottenAfterMs);
      const begun = await Promise.all(now.map((trial) => begin(testBeds.get(seriesOf(trial))!, trial, harness)));
      harness.time.advance(keptForMs);
      const made = await Promise.all(begun.map((trial) => finish(trial, harness)));
      for (const [index, trial] of now.entries()) findings.set(trial, made[index]!);
    }
  } finally {
    await Promise.all([...testBeds.values()].map((testBed) => testBed.close()));
  }
}

/** Starts each series with its longest trial, then varies the order. The same fault everywhere at once would be a load of its own. */
const rotated = ([first, ...rest]: readonly Trial[], by: number): readonly Trial[] => {
  const start = by % Math.max(1, rest.length);
  return [first!, ...rest.slice(start), ...rest.slice(0, start)];
};

/** Key of the series of trials that share a test bed. */
const seriesOf = ({ operation, services }: Trial): string => `${operation.name}: ${services.join(', ')}`;

/** Makes one healthy request: connecting and compiling would count against the budgets of later ones. */
async function showAround(testBed: TestBed, { operation }: Trial): Promise<void> {
  const { ask } = await operation.prepare(testBed.fixtures);
  await (
    await testBed.enter(operation.who)
  )(ask);
}

interface BegunTrial extends Trial {
  readonly testBed: TestBed;
  readonly client: Client;
  readonly prepared: Prepared;
  readonly first: Answer;
  readonly missing: readonly string[];
  /** Answer to the same request after the services were healed. */
  readonly well: Answer;
  /** Whether a part of the answer may be cached. False for writes, and when the healed services gave no answer either. */
  readonly isKept: boolean;
  readonly problems: string[];
}

const circumstancesOf = ({ operation, services }: Trial) => ({ operation, broken: services, graceMs });

const strike = ({ domain }: TestBed, { services, fault }: Trial): void => {
  for (const service of services) domain.services[service].faults.set(fault.faults);
};

async function begin(testBed: TestBed, trial: Trial, harness: Harness): Promise<BegunTrial> {
  const { operation } = trial;
  const limitMs = harness.recoveryLimitMs ?? defaultRecoveryLimitMs;
  const prepared = await operation.prepare(testBed.fixtures);
  const client = await testBed.enter(operation.who);
  strike(testBed, trial);
  const first = await client(prepared.ask);
  testBed.domain.heal();
  // Clients of services notice a recovery after a while.
  const well = await until(isWell, () => client(prepared.ask), limitMs);
  const problems = [...problemsOf(first, circumstancesOf(trial)), ...(await problemsAfter(well, prepared, limitMs))];
  const missing = first.failure ? [] : missingFrom(first.content, well.content);
  if (!first.failure) problems.push(...silence(first, missing));
  const isKept = !prepared.effect && !well.failure;
  return { ...trial, testBed, client, prepared, first, missing, well, isKept, problems };
}

/** Ages the cache entries, and makes the second request. */
async function finish(begun: BegunTrial, harness: Harness): Promise<Finding> {
  const { testBed, client, prepared, well, missing, problems } = begun;
  const first = outcomeOf(begun.first);
  if (!begun.isKept) return { cell: { first, again: undefined }, missing, problems };
  strike(testBed, begun);
  // `Cache-Status` is sent to requests with `Frontage-Debug` alone.
  const answer = await client({ ...prepared.ask, headers: { ...prepared.ask.headers, 'frontage-debug': '1' } });
  testBed.domain.heal();
  // The next trial on this test bed must not meet open circuits and lost connections.
  await until(isWell, () => client(prepared.ask), harness.recoveryLimitMs ?? defaultRecoveryLimitMs);
  const missingAgain = answer.failure ? [] : missingFrom(answer.content, well.content);
  problems.push(...problemsOf(answer, circumstancesOf(begun)));
  if (!answer.failure) problems.push(...silence(answer, missingAgain));
  // The answer has no member for the part, as those of changes have none without a change: there is nothing that could be stale.
  const isOfChanges = first.kind === 'degraded' && missing.length === 0;
  const again = isOfChanges ? outcomeOf(answer) : outcomeAgain(answer, missingAgain);
  return { cell: { first, again }, missing, problems };
}

/** Outcome of the second request. Stale: the answer is marked degraded or has an old part, and nothing is missing. */
function outcomeAgain(answer: Answer, missing: readonly string[]): Outcome {
  const outcome = outcomeOf(answer);
  if (outcome.kind === 'failed' || missing.length > 0) return outcome;
  return outcome.kind === 'degraded' || isPastItsTime(answer) ? { kind: 'stale' } : outcome;
}

/** Whether a negative `ttl` tells that a part is no longer fresh (RFC 9211 §2.4). */
const isPastItsTime = ({ headers }: Answer): boolean => /;\s*ttl=-\d/.test(headers.get('cache-status') ?? '');
