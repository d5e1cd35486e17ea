/** Breaker: stops asking a service that keeps failing, and notices by itself when it is back. */

import { Failure } from '@frontage/errors';
// Not the global: the clock of specs has no such account.
import { performance as loop } from 'node:perf_hooks';
import { atLeast } from './at-least.ts';
import { Circuit } from './circuit.ts';
import type { Outcome } from './outcome.ts';
import { Refused } from './refused.ts';

/** Thresholds of a circuit: without defaults, as how long a client waits for a service depends on them. */
export interface CircuitThresholds {
  /**
   * Failed attempts in a row that open a circuit. In a row, because that is a number one can declare: a window's worth of
   * past successes would have to fail first. Ten still tell a bad day from a bad service: they come in a row once in some 240,000
   * attempts if 30 % fail at random, once in 2,000 at 50 %, once in 40 at 80 %.
   */
  readonly failures: number;
  /**
   * Successful attempts that took longer than this count as failed, in milliseconds. Not where this process was busy for
   * most of that time: then it was us who came late to the answer, and to those of all other services as well.
   */
  readonly slowMs: number;
  /** Time for which a circuit stays open before one attempt may probe the service, in milliseconds. */
  readonly halfOpenAfterMs: number;
}

export interface BreakerOptions extends CircuitThresholds {
  /** How long this process has waited for anything so far, in milliseconds. Default the event loop's own account. */
  readonly idleMs?: () => number;
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
  /**
   * Does one attempt, under a key for service and operation (`catalog.listProducts`); UNAVAILABLE at once while that circuit is open.
   * `outcomeOf` reads the failure of an attempt.
   */
  execute<T>(key: string, work: () => Promise<T>, outcomeOf: (error: unknown) => Outcome): Promise<T>;
  /** The keys of circuits that are not closed. */
  readonly open: readonly string[];
}

/** Creates the breaker of one service: a circuit for each key. Calls beside a probe are refused; they do not wait for it. */
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

/** Lets everything through. For specs and tools. */
export const noBreaker: Breaker = { execute: (_key, work) => work(), open: [] };
