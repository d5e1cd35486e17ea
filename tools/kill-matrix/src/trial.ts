/** One trial: one test bed, one fault, one request; then the fault is taken away and the request made again. */

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
import { isDeepStrictEqual } from 'node:util';
import { missingFrom } from './answer.ts';
import type { Fault } from './faults.ts';
import { formatOutcome, type Cell, type Outcome } from './outcome.ts';
import type { VirtualTime } from './virtual-time.ts';

export interface Trial {
  readonly operation: Operation;
  /** The services that are broken, all in the same way. */
  readonly services: readonly ServiceName[];
  readonly fault: Fault;
}

export interface Finding {
  readonly cell: Cell;
  /** What the first answer lacked, as JSON pointers into it. Empty when there was none. */
  readonly missing: readonly string[];
  /** What must never be, in words; empty when all is as it should be. */
  readonly problems: readonly string[];
}

export interface Harness {
  readonly bff: BffProof;
  readonly identity: Identity;
  readonly time: VirtualTime;
  /** After so long without a full answer, a healthy service has not been noticed. Default 15,000. */
  readonly recoveryLimitMs?: number;
}

/** How old the answers are that somebody asks for again: beyond every time to live, within what may stand in for an error. */
const keptForMs = 10 * 60_000;
/** After so long nothing that was kept may be used any more: a test bed is as new. */
const forgottenAfterMs = 7 * 24 * 3_600_000;
/** Time passes in steps of so many milliseconds at most: src/slow-answers.ts, by steps of single timers, grants nothing. */
const graceMs = 10;
const defaultRecoveryLimitMs = 15_000;

/**
 * Makes all trials side by side; those of one operation and the same services one after the other on one test bed. Time must be passing,
 * and nothing else may use it.
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

/** All begin with their first trial, the longest one, and then go on in orders of their own: the same at once would be a load of its own. */
const rotated = ([first, ...rest]: readonly Trial[], by: number): readonly Trial[] => {
  const start = by % Math.max(1, rest.length);
  return [first!, ...rest.slice(start), ...rest.slice(0, start)];
};

/** Which trials share a test bed. */
const seriesOf = ({ operation, services }: Trial): string => `${operation.name}: ${services.join(', ')}`;

/** Asks once while all is well: connecting, and compiling what is asked, would eat the budgets of others later. */
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
  /** The answer to the same request once all was well again. */
  readonly well: Answer;
  /** Whether anything of the answer may have been kept. A write keeps nothing, and neither does what nobody ever got. */
  readonly isKept: boolean;
  readonly problems: string[];
}

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
  // Clients notice in their own time that a service is back.
  const well = await until(isWell, () => client(prepared.ask), limitMs);
  const problems = [...problemsOf(first, trial), ...(await problemsAfter(well, prepared, limitMs))];
  const missing = first.failure ? [] : missingFrom(first.content, well.content);
  if (!first.failure) problems.push(...silence(first, missing));
  const isKept = !prepared.effect && !well.failure;
  return { ...trial, testBed, client, prepared, first, missing, well, isKept, problems };
}

/** What is kept has grown old in the meantime. */
async function finish(begun: BegunTrial, harness: Harness): Promise<Finding> {
  const { testBed, client, prepared, well, missing, problems } = begun;
  const first = firstOutcome(begun.first);
  if (!begun.isKept) return { cell: { first, again: undefined }, missing, problems };
  strike(testBed, begun);
  // Caches say what they did to whoever debugs.
  const answer = await client({ ...prepared.ask, headers: { ...prepared.ask.headers, 'frontage-debug': '1' } });
  testBed.domain.heal();
  // The next trial in this test bed is not to meet what this one has left behind: open circuits, lost connections.
  await until(isWell, () => client(prepared.ask), harness.recoveryLimitMs ?? defaultRecoveryLimitMs);
  const missingAgain = answer.failure ? [] : missingFrom(answer.content, well.content);
  problems.push(...problemsOf(answer, begun));
  if (!answer.failure) problems.push(...silence(answer, missingAgain));
  return { cell: { first, again: outcomeAgain(answer, missingAgain) }, missing, problems };
}

function firstOutcome({ failure, degraded }: Answer): Outcome {
  if (failure) return { kind: 'failed', status: failure.status };
  return degraded.length > 0 ? { kind: 'degraded', parts: degraded } : { kind: 'full' };
}

/** Stale: something is said to be wrong with it, or to be older than it should be, and yet nothing is missing. */
function outcomeAgain(answer: Answer, missing: readonly string[]): Outcome {
  const outcome = firstOutcome(answer);
  if (outcome.kind === 'failed' || missing.length > 0) return outcome;
  return outcome.kind === 'degraded' || isPastItsTime(answer) ? { kind: 'stale' } : outcome;
}

/** RFC 9211 §2.4: a negative `ttl` is for how long the answer has not been fresh. */
const isPastItsTime = ({ headers }: Answer): boolean => /;\s*ttl=-\d/.test(headers.get('cache-status') ?? '');

function* problemsOf({ failure, degraded, headers, ms }: Answer, { operation, services }: Trial): Iterable<string> {
  if (failure?.status === 500 || failure?.code === 'INTERNAL') yield 'it is a 500';
  if (failure?.status === 0) yield 'the connection broke';
  else if (failure && failure.status < 500) yield `it blames the client (${failure.status} ${failure.code})`;
  if (failure && !services.some((service) => operation.requires.includes(service))) {
    yield `it fails (${failure.status} ${failure.code}), and could do without`;
  }
  if (ms > operation.budgetMs + graceMs)
    yield `it took ${Math.round(ms)} ms, with a budget of ${operation.budgetMs} ms`;
  const told = headers.get('frontage-degraded') ?? '';
  if (!failure && told !== degraded.join(', ')) yield `its header says '${told}', its body '${degraded.join(', ')}'`;
}

/** An answer that lacks something says so. */
const silence = ({ degraded }: Answer, missing: readonly string[]): readonly string[] =>
  missing.length > 0 && degraded.length === 0 ? [`it lacks ${missing[0]} and does not say so`] : [];

/** Asks until it is as it should be, or for so long that it never will be. Gives the last answer. */
async function until<T>(isGood: (answer: T) => boolean, ask: () => Promise<T>, limitMs: number): Promise<T> {
  const endsAt = performance.now() + limitMs;
  for (let pauseMs = 50; ; pauseMs = Math.min(400, pauseMs * 2)) {
    const answer = await ask();
    if (isGood(answer) || performance.now() > endsAt) return answer;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

const isWell = ({ failure, degraded }: Answer): boolean => !failure && degraded.length === 0;

/** A write that was tried again has been done, and done once. */
async function problemsAfter(well: Answer, { effect }: Prepared, recoveryLimitMs: number): Promise<readonly string[]> {
  if (!isWell(well)) {
    const why = well.failure?.code ?? formatOutcome(firstOutcome(well));
    return [`all is well again, and it still is not full: ${why}`];
  }
  if (!effect) return [];
  // Services settle some of it later: stock that could not be given back at once.
  const isDone = (now: object): boolean => isDeepStrictEqual(now, effect.once);
  const now = await until(isDone, () => effect.now(), recoveryLimitMs);
  return isDone(now)
    ? []
    : [`tried again, it has left ${JSON.stringify(now)} behind instead of ${JSON.stringify(effect.once)}`];
}
