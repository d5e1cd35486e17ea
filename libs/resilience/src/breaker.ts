/** Circuit breaker: stops calls to a failing service, and probes for its return. */

import { Failure } from '@frontage/errors';
// The module's clock, not the global one: fake timers replace that, and have no `nodeTiming`.
import { performance as loop } from 'node:perf_hooks';
import { atLeast } from './at-least.ts';
import { Circuit } from './circuit.ts';
import type { Outcome } from './outcome.ts';
import { Refused } from './refused.ts';

/** Thresholds of a circuit. None has a default: they decide how long a client waits for a service. */
export interface CircuitThresholds {
  /**
   * Consecutive failed attempts that open a circuit. Consecutive, because that number can be stated in advance: a failure rate depends on
   * the successes in its window. Ten tell random failures from a broken service: at a failure rate of 30 % they come in a row once in some
   * 240,000 attempts, at 50 % once in 2,000, at 80 % once in 40.
   */
  readonly failures: number;
  /**
   * Slow-call threshold, in milliseconds: successful attempts that took longer count as failed. Those during which this process was busy
   * for most of the time do not: then the delay was ours, and hit all services alike.
   */
  readonly slowMs: number;
  /** Open time of a circuit before one attempt may probe the service, in milliseconds. */
  readonly halfOpenAfterMs: number;
}

export interface BreakerOptions extends CircuitThresholds {
  /** Idle time of this process so far, in milliseconds. Default: the event loop's own account. */
  readonly idleMs?: () => number;
  /** Most circuits. Default 1,000; calls under further keys are unprotected. Operations are declared, so more is a mistake. */
  readonly maxKeys?: number;
  /** Called when a circuit opens, or stays open because a probe failed. */
  readonly onOpen?: (key: string) => void;
  /** Called when one attempt is let through as a probe. */
  readonly onHalfOpen?: (key: string) => void;
  /** Called when the service is back. */
  readonly onClose?: (key: string) => void;
}

export interface Breaker {
  /**
   * Makes one attempt, under the key of an operation (`catalog.listProducts`). Throws UNAVAILABLE at once while that circuit is open.
   * `outcomeOf` classifies the failure of an attempt.
   */
  execute<T>(key: string, work: () => Promise<T>, outcomeOf: (error: unknown) => Outcome): Promise<T>;
  /** Keys of circuits that are not closed. */
  readonly open: readonly string[];
}

/** Creates the breaker of one service, with a circuit for each key. Calls during a probe are refused; they do not wait for it. */
export function breaker(options: BreakerOptions): Breaker {
  const { failures, slowMs, halfOpenAfterMs, maxKeys = 1_000, idleMs = loopIdleMs } = options;
  atLeast(1, { failures, maxKeys });
  atLeast(0, { slowMs, halfOpenAfterMs });
  const circuits = new Map<string, Circuit>();

  function circuitOf(key: string): Circuit | undefined {
    const known = circuits.get(key);
    if (known || circuits.size >= maxKeys) return known;
    const circuit = new Circuit({
      failures,
      halfOpenAfterMs,
      onOpen: () => options.onOpen?.(key),
      onHalfOpen: () => options.onHalfOpen?.(key),
      onClose: () => options.onClose?.(key),
    });
    circuits.set(key, circuit);
    return circuit;
  }

  return {
    async execute(key, work, outcomeOf) {
      const circuit = circuitOf(key);
      if (!circuit) return work();
      const generation = circuit.admit();
      if (generation === undefined) throw refusal(circuit);
      const startedAt = performance.now();
      const idleBefore = idleMs();
      let value;
      try {
        value = await work();
      } catch (error) {
        circuit.report(generation, outcomeOf(error));
        throw error;
      }
      const tookMs = performance.now() - startedAt;
      const wasBusy = () => idleMs() - idleBefore < tookMs / 2;
      circuit.report(generation, tookMs <= slowMs ? 'up' : wasBusy() ? 'unknown' : 'down');
      return value;
    },
    get open() {
      return [...circuits].filter(([, { isClosed }]) => !isClosed).map(([key]) => key);
    },
  };
}

const loopIdleMs = (): number => loop.nodeTiming.idleTime;

const circuitOpen = new Refused('breaker', 'the circuit is open');

const refusal = ({ retryAfterMs }: Circuit): Failure =>
  new Failure('UNAVAILABLE', 'A service cannot serve right now.', {
    retryAfterMs: Math.max(1, Math.ceil(retryAfterMs)),
    cause: circuitOpen,
  });

/** Breaker that never opens, for specs and tools. */
export const noBreaker: Breaker = { execute: (_key, work) => work(), open: [] };
