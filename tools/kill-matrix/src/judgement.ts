/** Judgement of answers under a fault: the outcome, and the rules that were broken. */

import type { Answer, Operation, Prepared } from '@frontage/proof';
import { isDeepStrictEqual } from 'node:util';
import { formatOutcome, type Outcome } from './outcome.ts';

/** Outcome of one answer, for itself. */
export function outcomeOf({ failure, degraded }: Answer): Outcome {
  if (failure) return { kind: 'failed', status: failure.status };
  return degraded.length > 0 ? { kind: 'degraded', parts: degraded } : { kind: 'full' };
}

/** Circumstances of an answer. */
interface Circumstances {
  readonly operation: Operation;
  /** Broken services. */
  readonly broken: readonly Operation['requires'][number][];
  /** Tolerance over the budget, in milliseconds. */
  readonly graceMs: number;
}

/** Broken rules of one answer, in words. */
export function* problemsOf(
  { failure, degraded, headers, ms }: Answer,
  { operation, broken, graceMs }: Circumstances,
): Iterable<string> {
  if (failure?.status === 500 || failure?.code === 'INTERNAL') yield 'it is a 500';
  if (failure?.status === 0) yield 'the connection broke';
  else if (failure && failure.status < 500) yield `it blames the client (${failure.status} ${failure.code})`;
  if (failure && !broken.some((service) => operation.requires.includes(service))) {
    yield `it fails (${failure.status} ${failure.code}), and could do without`;
  }
  if (ms > operation.budgetMs + graceMs)
    yield `it took ${Math.round(ms)} ms, with a budget of ${operation.budgetMs} ms`;
  const told = headers.get('frontage-degraded') ?? '';
  if (!failure && told !== degraded.join(', ')) yield `its header says '${told}', its body '${degraded.join(', ')}'`;
}

/** Broken rule: an answer lacks a part, and names none. */
export const silence = ({ degraded }: Answer, missing: readonly string[]): readonly string[] =>
  missing.length > 0 && degraded.length === 0 ? [`it lacks ${missing[0]} and does not say so`] : [];

/** Repeats the request until its answer is good, or the limit is over. Returns the last answer. */
export async function until<T>(isGood: (answer: T) => boolean, ask: () => Promise<T>, limitMs: number): Promise<T> {
  const endsAt = performance.now() + limitMs;
  for (let pauseMs = 50; ; pauseMs = Math.min(400, pauseMs * 2)) {
    const answer = await ask();
    if (isGood(answer) || performance.now() > endsAt) return answer;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

/** Whether an answer is full. */
export const isWell = ({ failure, degraded }: Answer): boolean => !failure && degraded.length === 0;

/** Broken rules after the repair: a repeated request succeeds, and a write has had its effect exactly once. */
export async function problemsAfter(
  well: Answer,
  { effect }: Prepared,
  recoveryLimitMs: number,
): Promise<readonly string[]> {
  if (!isWell(well)) {
    const why = well.failure?.code ?? formatOutcome(outcomeOf(well));
    return [`all is well again, and it still is not full: ${why}`];
  }
  if (!effect) return [];
  // Some effects settle later: stock whose release has to be retried.
  const isDone = (now: object): boolean => isDeepStrictEqual(now, effect.once);
  const now = await until(isDone, () => effect.now(), recoveryLimitMs);
  return isDone(now)
    ? []
    : [`tried again, it has left ${JSON.stringify(now)} behind instead of ${JSON.stringify(effect.once)}`];
}
