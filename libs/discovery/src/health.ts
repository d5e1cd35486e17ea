/** Outlier ejection of one endpoint: out after failures in a row, for a time that grows, and back through a single probe. */

export interface EjectionOptions {
  /** Failures in a row that eject. Default 5. */
  readonly failures?: number;
  /** The first ejection, in milliseconds; each further one takes twice as long. Default 5,000. */
  readonly baseMs?: number;
  /** The longest ejection, in milliseconds, and how long an endpoint must stay in order for its past to be forgotten. Default 60,000. */
  readonly maxMs?: number;
}

/** What was true when a lease was taken. */
export interface Ticket {
  readonly epoch: number;
  readonly isProbe: boolean;
}

/**
 * In order -> ejected -> (time is up) half-open: one probe at a time -> in order or ejected again. A verdict counts only in the epoch
 * in which its lease was taken: calls that were under way at an ejection say nothing about what came after.
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
  #isWell = false;

  constructor({ failures = 5, baseMs = 5_000, maxMs = 60_000 }: EjectionOptions = {}) {
    this.#failuresToEject = failures;
    this.#baseMs = baseMs;
    this.#maxMs = maxMs;
  }

  /** When its ejection is over; undefined in order. An endpoint stays ejected until a probe has succeeded. */
  get ejectedUntil(): number | undefined {
    return this.#ejectedUntil;
  }

  /** Whether it has failed often enough to be ejected, be it ejected or not. */
  get isFailing(): boolean {
    return this.#ejectedUntil !== undefined || this.#failures >= this.#failuresToEject;
  }

  /** Whether it refuses connections: it is out until somebody has found it to accept them (`readmit`). */
  get isRefusing(): boolean {
    return this.#isRefusing;
  }

  /** Whether the latest that was heard of it was good. */
  get isWell(): boolean {
    return this.#isWell && !this.#isRefusing && this.#ejectedUntil === undefined;
  }

  /** Whether a lease may be taken now: in order, or a probe is due and none is out. */
  takes(now: number): boolean {
    if (this.#isRefusing) return false;
    return this.#ejectedUntil === undefined || (now >= this.#ejectedUntil && !this.#isProbed);
  }

  /** A lease is taken. */
  begin(): Ticket {
    // One at a time: where somebody is asked although nobody is in order, there may be more.
    const isProbe = this.#ejectedUntil !== undefined && !this.#isProbed;
    if (isProbe) this.#isProbed = true;
    return { epoch: this.#epoch, isProbe };
  }

  /** It answered. True if that ended an ejection. */
  succeed(ticket: Ticket, now: number): boolean {
    if (ticket.epoch !== this.#epoch) return false;
    this.#failures = 0;
    this.#isWell = true;
    if (!ticket.isProbe) return false;
    this.readmit(now);
    return true;
  }

  /** It failed. For how long that ejects it, if it does; `mayEject` says whether the set can spare it. */
  fail(ticket: Ticket, now: number, mayEject: boolean): number | undefined {
    if (ticket.epoch !== this.#epoch) return undefined;
    this.#isWell = false;
    this.#failures += 1;
    if (!ticket.isProbe && (this.#failures < this.#failuresToEject || !mayEject)) return undefined;
    return this.#eject(now);
  }

  /** It refused a connection. True if that is news. A verdict of calls that were under way then says nothing about what comes after. */
  refuse(): boolean {
    if (this.#isRefusing) return false;
    this.#isRefusing = true;
    this.#isProbed = false;
    this.#epoch += 1;
    return true;
  }

  /** The lease is over. A probe that ended without a verdict makes room for the next. */
  end(ticket: Ticket): void {
    if (ticket.epoch === this.#epoch && ticket.isProbe) this.#isProbed = false;
  }

  /** Back in order. */
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
