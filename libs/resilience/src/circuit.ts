/** Circuit: the state machine of a breaker (M. Nygard, Release It!). It counts outcomes, and does no work itself. */

import type { Outcome } from './outcome.ts';

export interface CircuitOptions {
  /** Consecutive failed attempts that open the circuit. */
  readonly failures: number;
  /** Open time before one attempt may probe, in milliseconds. */
  readonly halfOpenAfterMs: number;
  /** Called when the circuit opens, or stays open because a probe failed. */
  readonly onOpen: () => void;
  /** Called when one attempt is admitted as the probe. */
  readonly onHalfOpen: () => void;
  readonly onClose: () => void;
}

/** Number of changes of state up to the admission of an attempt. Its outcome is reported with it. */
export type Generation = number;

/**
 * Circuit: closed -> open -> half-open -> closed, or open again. Consecutive failures open it; after the open time, one probe at a time is
 * admitted. An outcome counts only in the generation that admitted its attempt: calls that hang since before cannot open the circuit again.
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

  /** Time until the next chance of an attempt, in milliseconds. During a probe, a whole open time. */
  get retryAfterMs(): number {
    const { halfOpenAfterMs } = this.#options;
    return this.#state === 'open' ? this.#openedAt + halfOpenAfterMs - performance.now() : halfOpenAfterMs;
  }

  /** Admits one attempt; undefined while the circuit is open, and during its probe. */
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

  /** Counts the outcome of an admitted attempt. A probe of unknown outcome changes nothing: the next attempt is the probe. */
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
