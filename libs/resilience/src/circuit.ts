/** Circuit: the states of a breaker (M. Nygard, Release It!) as a state machine that counts outcomes and does no work itself. */

import type { Outcome } from './outcome.ts';

export interface CircuitOptions {
  /** Failed attempts in a row that open the circuit. */
  readonly failures: number;
  /** How long it stays open before one attempt may probe, in milliseconds. */
  readonly halfOpenAfterMs: number;
  /** It opened, or a probe failed and it stays open. */
  readonly onOpen: () => void;
  /** One attempt is admitted as the probe. */
  readonly onHalfOpen: () => void;
  readonly onClose: () => void;
}

/** Admits an attempt; its outcome is reported with it. Counts the changes of state up to then. */
export type Generation = number;

/**
 * Closed -> open after failures in a row -> half-open when its time is up: one probe at a time -> closed, or open again. An outcome counts
 * only in the generation in which its attempt was admitted: calls that hang since before the circuit opened cannot open it again.
 */
export class Circuit {
  readonly #options: CircuitOptions;
  #state: 'closed' | 'open' | 'half-open' = 'closed';
  #generation: Generation = 0;
  #failuresInARow = 0;
  #openedAt = 0;
  #isProbed = false;

  constructor(options: CircuitOptions) {
    this.#options = options;
  }

  get isClosed(): boolean {
    return this.#state === 'closed';
  }

  /** Time until an attempt has a chance again, in milliseconds: while a probe is under way, that of another opening. */
  get retryAfterMs(): number {
    const { halfOpenAfterMs } = this.#options;
    return this.#state === 'open' ? this.#openedAt + halfOpenAfterMs - performance.now() : halfOpenAfterMs;
  }

  /** Admits one attempt; undefined while the circuit is open, and while its probe is under way. */
  admit(): Generation | undefined {
    if (this.#state === 'closed') return this.#generation;
    if (this.#state === 'open') {
      if (this.retryAfterMs > 0) return undefined;
      this.#enter('half-open');
    } else if (this.#isProbed) {
      return undefined;
    }
    this.#isProbed = true;
    return this.#generation;
  }

  /** Counts how an admitted attempt ended. A probe of unknown outcome changes nothing: the next attempt is the probe. */
  report(generation: Generation, outcome: Outcome): void {
    if (generation !== this.#generation) return;
    this.#isProbed = false;
    if (outcome === 'up') {
      this.#failuresInARow = 0;
      if (this.#state === 'half-open') this.#enter('closed');
    }
    if (outcome === 'down') {
      this.#failuresInARow += 1;
      if (this.#state === 'half-open' || this.#failuresInARow >= this.#options.failures) this.#enter('open');
    }
  }

  #enter(state: 'closed' | 'open' | 'half-open'): void {
    this.#state = state;
    this.#generation += 1;
    if (state === 'open') {
      this.#openedAt = performance.now();
      this.#options.onOpen();
    }
    if (state === 'half-open') this.#options.onHalfOpen();
    if (state === 'closed') this.#options.onClose();
  }
}
