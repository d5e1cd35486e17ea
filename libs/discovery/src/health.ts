/** Outlier ejection of one endpoint: ejected after failures in a row, back after one successful probe. */

export interface EjectionOptions {
  /** Failures in a row that eject. Default 5. */
  readonly failures?: number;
  /** Duration of the first ejection, in milliseconds; each further one takes twice as long. Default 5,000. */
  readonly baseMs?: number;
  /** Longest ejection, in milliseconds. Default 60,000. After so long in order, earlier ejections are forgotten. */
  readonly maxMs?: number;
}

/** State at the time a lease was taken. */
export interface Ticket {
  readonly epoch: number;
  readonly isProbe: boolean;
}

/**
 * Health of an endpoint: in order, ejected, then half-open with one probe at a time, then in order or ejected again.
 *
 * An outcome counts only in the epoch in which its lease was taken: calls that were under way at an ejection say nothing about the time
 * after it.
 */
export class Health {
  readonly #failuresToEject: number;
  readonly #baseMs: number;
  readonly #maxMs: number;
  #epoch = 0;
  #failures = 0;
  #ejections = 0;
  #ejectedUntil: number | undefined;
  #inOrderSince = -Infinity;
  #isProbed = false;
  #isRefusing = false;
  #isSucceeding = false;

  constructor({ failures = 5, baseMs = 5_000, maxMs = 60_000 }: EjectionOptions = {}) {
    this.#failuresToEject = failures;
    this.#baseMs = baseMs;
    this.#maxMs = maxMs;
  }

  /** End of the ejection; undefined in order. The endpoint stays ejected until a probe has succeeded. */
  get ejectedUntil(): number | undefined {
    return this.#ejectedUntil;
  }

  /** Whether it is ejected, or has failed often enough to be. */
  get isFailing(): boolean {
    return this.#ejectedUntil !== undefined || this.#failures >= this.#failuresToEject;
  }

  /** Whether it refuses connections. It is out until `readmit`. */
  get isRefusing(): boolean {
    return this.#isRefusing;
  }

  /** Whether it is in order, and its latest outcome was good. */
  get isSucceeding(): boolean {
    return this.#isSucceeding && !this.#isRefusing && this.#ejectedUntil === undefined;
  }

  /** Whether a lease may be taken now: it is in order, or a probe is due and none is under way. */
  takes(now: number): boolean {
    if (this.#isRefusing) return false;
    return this.#ejectedUntil === undefined || (now >= this.#ejectedUntil && !this.#isProbed);
  }

  /** Takes a lease. */
  begin(): Ticket {
    // One probe at a time. More leases than that are possible where an ejected endpoint is the last resort.
    const isProbe = this.#ejectedUntil !== undefined && !this.#isProbed;
    if (isProbe) this.#isProbed = true;
    return { epoch: this.#epoch, isProbe };
  }

  /** Counts an answer. True if it ended an ejection. */
  succeed(ticket: Ticket, now: number): boolean {
    if (ticket.epoch !== this.#epoch) return false;
    this.#failures = 0;
    this.#isSucceeding = true;
    if (!ticket.isProbe) return false;
    this.readmit(now);
    return true;
  }

  /**
   * Counts a failure. Returns the length of the ejection in milliseconds, if there is one.
   *
   * `mayEject` says whether the set can spare the endpoint.
   */
  fail(ticket: Ticket, now: number, mayEject: boolean): number | undefined {
    if (ticket.epoch !== this.#epoch) return undefined;
    this.#isSucceeding = false;
    this.#failures += 1;
    if (!ticket.isProbe && (this.#failures < this.#failuresToEject || !mayEject)) return undefined;
    return this.#eject(now);
  }

  /**
   * Takes the endpoint out after a refused connection. True if it was not out before.
   *
   * Outcomes of calls that were under way do not count any more.
   */
  refuse(): boolean {
    if (this.#isRefusing) return false;
    this.#isRefusing = true;
    this.#isProbed = false;
    this.#epoch += 1;
    return true;
  }

  /** Ends a lease. After a probe that ended without an outcome, the next may be taken. */
  end(ticket: Ticket): void {
    if (ticket.epoch === this.#epoch && ticket.isProbe) this.#isProbed = false;
  }

  /** Puts the endpoint back in order. */
  readmit(now: number): void {
    this.#epoch += 1;
    this.#failures = 0;
    this.#ejectedUntil = undefined;
    this.#inOrderSince = now;
    this.#isProbed = false;
    this.#isRefusing = false;
  }

  #eject(now: number): number {
    if (this.#ejectedUntil === undefined && now - this.#inOrderSince >= this.#maxMs) this.#ejections = 0;
    const forMs = Math.min(this.#baseMs * 2 ** Math.min(this.#ejections, 30), this.#maxMs);
    this.#epoch += 1;
    this.#failures = 0;
    this.#ejections += 1;
    this.#ejectedUntil = now + forMs;
    this.#isProbed = false;
    return forMs;
  }
}
