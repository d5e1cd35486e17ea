/** Idempotency-Key: one execution per key, its answer kept for 24 hours. */

import { formatCaller } from '@frontage/call/headers';
import type { Caller } from '@frontage/call';
import { Failure, isFailure } from '@frontage/errors';
import { Answer } from '@frontage/service-host';
import { createHash } from 'node:crypto';
import type { KeptAnswer, OrderStore } from './order-store.ts';

const keptForMs = 24 * 3_600_000;
/** Retry-After of a request whose first one is still running, in milliseconds. */
const askAgainMs = 1_000;

/** Reason of a request whose first one is still running. Not final: it may be repeated. */
export const inFlightReason = 'IDEMPOTENCY_IN_FLIGHT';

export interface KeyedRequest {
  readonly caller: Caller;
  /** Name of the operation: keys are separate for each. */
  readonly operation: string;
  readonly key: string | undefined;
  /** Input that distinguishes requests: path parameters and the checked body. */
  readonly input: unknown;
}

/** Execution of one request. */
export interface Execution<T> {
  /**
   * Unguessable id, the same for every repetition of this request. Keys of further calls are derived from it. After a try of which nothing was
   * kept, another request may come under the same key: it has an id of its own, as the calls of the first one may have been answered.
   */
  readonly id: string;
  /** Makes the answer, which is kept in one transaction with its effects. */
  readonly toAnswer: (body: T) => KeptAnswer;
}

export interface Idempotency {
  /**
   * Does the work unless this key has an answer. The work keeps its own answer; refusals by the domain are kept here. A replayed answer or
   * refusal carries `Idempotent-Replayed: true`.
   */
  once<T>(request: KeyedRequest, work: (execution: Execution<T>) => Promise<T>): Promise<T | Answer<T>>;
  /** Gives the result under this key, if there is one. For clients that lost the answer. */
  done<T>(request: Omit<KeyedRequest, 'input'>): Promise<T | undefined>;
  /** Resolves when no execution is under way. */
  idle(): Promise<void>;
}

/**
 * Creates the guard of one service. Only this process, which owns the store, knows executions in flight. After a crash there are none, and
 * the same key may be tried again.
 */
export function createIdempotency(store: Pick<OrderStore, 'answer' | 'keepAnswer'>, now: () => Date): Idempotency {
  const inFlight = new Map<string, Promise<unknown>>();

  const execute = async <T>(scope: string, fingerprint: string, work: (execution: Execution<T>) => Promise<T>) => {
    const kept = await store.answer(scope, now().toISOString());
    if (kept) return replay<T>(kept, fingerprint);
    const answer = (outcome: KeptAnswer['outcome']): KeptAnswer => {
      const expiresAt = new Date(now().getTime() + keptForMs).toISOString();
      return { scope, fingerprint, expiresAt, outcome };
    };
    try {
      return await work({ id: digest(`${scope} ${fingerprint}`), toAnswer: (body) => answer({ kind: 'done', body }) });
    } catch (error) {
      const refusal = asRefusal(error);
      if (refusal) await store.keepAnswer(answer(refusal));
      throw error;
    }
  };

  return {
    once: async (request, work) => {
      const scope = scopeOf(request);
      const fingerprint = digest(JSON.stringify(request.input));
      // Also of another request: IDEMPOTENCY_KEY_REUSED is final, and here nothing is kept yet under this key.
      if (inFlight.has(scope)) {
        throw new Failure('CONFLICT', 'The first request with this Idempotency-Key is still being worked on.', {
          reason: inFlightReason,
          retryAfterMs: askAgainMs,
        });
      }
      const done = execute(scope, fingerprint, work);
      inFlight.set(scope, done);
      try {
        return await done;
      } finally {
        inFlight.delete(scope);
      }
    },
    done: async <T>(request: Omit<KeyedRequest, 'input'>) => {
      const kept = await store.answer(scopeOf(request), now().toISOString());
      return kept?.outcome.kind === 'done' ? (kept.outcome.body as T) : undefined;
    },
    idle: async () => {
      await Promise.allSettled(inFlight.values());
    },
  };
}

function scopeOf({ caller, operation, key }: Omit<KeyedRequest, 'input'>): string {
  if (key === undefined) {
    throw new Failure('INVALID_INPUT', 'An Idempotency-Key is required here.', { reason: 'IDEMPOTENCY_KEY_REQUIRED' });
  }
  return `${formatCaller(caller)} ${operation} ${key}`;
}

/** Header of every replayed answer. */
const replayedHeader = { 'Idempotent-Replayed': 'true' } as const;

function replay<T>({ fingerprint, outcome }: KeptAnswer, asked: string): Answer<T> {
  requireSame(fingerprint, asked);
  if (outcome.kind === 'done') return new Answer(outcome.body as T, replayedHeader);
  const { code, message, reason } = outcome;
  throw new Failure(code, message, { headers: replayedHeader, ...(reason !== undefined && { reason }) });
}

function requireSame(first: string, now: string): void {
  if (first === now) return;
  throw new Failure('UNPROCESSABLE', 'This Idempotency-Key was used for another request.', {
    reason: 'IDEMPOTENCY_KEY_REUSED',
  });
}

/** Makes a kept refusal of a decision by the domain, which is final. Other failures may pass, and are not kept. */
function asRefusal(error: unknown): KeptAnswer['outcome'] | undefined {
  if (!isFailure(error) || (error.code !== 'CONFLICT' && error.code !== 'UNPROCESSABLE')) return undefined;
  const { code, message, reason } = error;
  return { kind: 'failed', code, message, ...(reason !== undefined && { reason }) };
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 40);
