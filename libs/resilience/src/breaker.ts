/** Breaker: stops asking a service that keeps failing, and notices by itself when it is back. */

import type { Call } from '@frontage/call';
import { Failure } from '@frontage/errors';
import {
  BrokenCircuitError,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  handleWhenResult,
  type CircuitBreakerPolicy,
} from 'cockatiel';
// Not the global: the clock of specs has no such account.
import { performance as loop } from 'node:perf_hooks';
import { atLeast } from './at-least.ts';
import { defaultFairMs, verdictOn, type Verdict } from './verdict.ts';

export interface BreakerOptions {
  /**
   * Failed attempts in a row that open a circuit. Default 10. In a row, because that is a number one can declare: a window's worth of
   * past successes would have to fail first. It still tells a bad day from a bad service: ten in a row come once in some 240,000
   * attempts if 30 % fail at random, once in 2,000 at 50 %, once in 40 at 80 %.
   */
  readonly failures?: number;
  /**
   * Successful attempts that took longer than this count as failed, in milliseconds. Default 2,000. Not where this process was busy for
   * most of that time: then it was us who came late to the answer, and to those of all other services as well.
   */
  readonly slowMs?: number;
  /** How long this process has waited for anything so far, in milliseconds. Default the event loop's own account. */
  readonly idleMs?: () => number;
  /** How long a circuit stays open before one attempt may probe the service, in milliseconds. Default 1,000. */
  readonly halfOpenAfterMs?: number;
  /**
   * An attempt that ran out of time says something about the service only if it began with at least this much, in milliseconds.
   * Default 100. Otherwise somebody else was slow.
   */
  readonly fairMs?: number;
  /** Most circuits kept. Default 1,000; calls under further keys go unprotected. Operations are declared: this bounds a mistake. */
  readonly maxKeys?: number;
  /** The circuit of this key opened, or stays open because a probe failed. */
  readonly onOpen?: (key: string) => void;
  /** One attempt is let through. */
  readonly onHalfOpen?: (key: string) => void;
  /** The service is back. */
  readonly onClose?: (key: string) => void;
}

export interface Breaker {
  /** Does one attempt, under a key for service and operation (`catalog.listProducts`); UNAVAILABLE at once while that circuit is open. */
  execute<T>(key: string, call: Call, work: () => Promise<T>): Promise<T>;
  /** The keys of circuits that are not closed. */
  readonly open: readonly string[];
}

/** Takes the verdict on an admitted attempt; resolves when it has been counted. */
type Report = (verdict: Verdict) => Promise<unknown> | undefined;

interface Circuit {
  readonly policy: CircuitBreakerPolicy;
  /** The policy's own count of failures in a row. */
  readonly inARow: ConsecutiveBreaker;
  /** Changes of state so far: what began in an earlier era is too old to be counted. */
  era: number;
  openedAt: number;
  /** The place of a probe that said nothing: the next call takes it. */
  vacant: Report | undefined;
}

/**
 * cockatiel keeps the state; what it is told are verdicts, not the work itself. That way a cancelled probe neither closes the circuit
 * (cockatiel takes every error it does not count for a success) nor opens it, calls beside the probe are refused instead of waiting
 * for it, and calls that hung since before the circuit opened cannot open it again once the service is back.
 */
export function breaker(options: BreakerOptions = {}): Breaker {
  const { failures = 10, slowMs = 2_000, halfOpenAfterMs = 1_000, fairMs = defaultFairMs, maxKeys = 1_000 } = options;
  const { idleMs = loopIdleMs } = options;
  atLeast(1, { failures, maxKeys });
  atLeast(0, { slowMs, halfOpenAfterMs, fairMs });
  const circuits = new Map<string, Circuit>();

  function circuitOf(key: string): Circuit | undefined {
    const known = circuits.get(key);
    if (known || circuits.size >= maxKeys) return known;
    const inARow = new ConsecutiveBreaker(failures);
    const policy = circuitBreaker(countDown, { breaker: inARow, halfOpenAfter: halfOpenAfterMs });
    const circuit: Circuit = { policy, inARow, era: 0, openedAt: 0, vacant: undefined };
    policy.onStateChange(() => (circuit.era += 1));
    policy.onBreak(() => {
      circuit.openedAt = Date.now();
      options.onOpen?.(key);
    });
    policy.onHalfOpen(() => options.onHalfOpen?.(key));
    policy.onReset(() => options.onClose?.(key));
    circuits.set(key, circuit);
    return circuit;
  }

  const refusal = ({ policy, openedAt }: Circuit): Failure => {
    const leftMs = policy.state === CircuitState.Open ? openedAt + halfOpenAfterMs - Date.now() : halfOpenAfterMs;
    return new Failure('UNAVAILABLE', 'A service cannot serve right now.', {
      retryAfterMs: Math.max(1, leftMs),
      cause: brokenCircuit,
    });
  };

  return {
    async execute(key, call, work) {
      const circuit = circuitOf(key);
      if (!circuit) return work();
      const report = admit(circuit);
      if (!report) throw refusal(circuit);
      const fair = call.deadline.remainingMs >= fairMs;
      const startedAt = performance.now();
      const idleBefore = idleMs();
      let value;
      try {
        value = await work();
      } catch (error) {
        await report(verdictOn(error, fair));
        throw error;
      }
      const tookMs = performance.now() - startedAt;
      await report(tookMs <= slowMs ? 'up' : idleMs() - idleBefore < tookMs / 2 ? 'unknown' : 'down');
      return value;
    },
    get open() {
      return [...circuits].filter(([, { policy }]) => policy.state !== CircuitState.Closed).map(([key]) => key);
    },
  };
}

const loopIdleMs = (): number => loop.nodeTiming.idleTime;

const countDown = handleWhenResult((verdict) => verdict === 'down');

/** Made once: nobody reads its stack, and open circuits refuse many. */
const brokenCircuit = new BrokenCircuitError();

/** Neither an error nor a success to cockatiel. */
const uncounted = new Error('the attempt said nothing about the service');

/** Asks for admission of one attempt; undefined when the circuit is open or its probe is under way. */
function admit(circuit: Circuit): Report | undefined {
  const { policy, inARow, era } = circuit;
  if (policy.state === CircuitState.Closed) {
    // Everybody is admitted, and most successes change nothing: cockatiel is told what does, once it is known.
    return (verdict) => {
      const changesNothing = verdict === 'unknown' || (verdict === 'up' && inARow.state === 0);
      return changesNothing || era !== circuit.era ? undefined : policy.execute(() => verdict);
    };
  }
  if (policy.state === CircuitState.HalfOpen) {
    const { vacant } = circuit;
    circuit.vacant = undefined;
    return vacant;
  }
  const pending = Promise.withResolvers<Verdict>();
  let admitted = false;
  const counted = policy
    .execute(() => {
      admitted = true;
      return pending.promise;
    })
    .catch(() => undefined);
  // `execute` has called back by now, or will not.
  if (!admitted) return undefined;
  // It is the probe.
  const probed = circuit.era;
  const report: Report = (verdict) => {
    if (verdict === 'unknown') {
      circuit.vacant = report;
      return undefined;
    }
    if (probed === circuit.era) pending.resolve(verdict);
    else pending.reject(uncounted);
    return counted;
  };
  return report;
}

/** Lets everything through. For specs and tools. */
export const noBreaker: Breaker = { execute: (_key, _call, work) => work(), open: [] };
