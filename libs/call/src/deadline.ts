/** Deadline: when a piece of work must be done, and the signal that ends it early. */

import { Failure } from '@frontage/errors';

/** Of the time that is left, children leave this share, or at least `minReserveMs`, for the parent to answer in. */
const reserveShare = 0.05;
const minReserveMs = 20;

type Unlink = () => void;
const noop: Unlink = () => undefined;
type Listener = () => void;

/**
 * Built on setTimeout and AbortController: fake clocks can move it, and it costs a tenth of `AbortSignal.timeout`. The timer and
 * the controller are made when somebody first asks for the signal. Whoever creates a deadline must `close()` it.
 */
export class Deadline {
  readonly expiresAt: number;
  #controller: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #reason: Failure | undefined;
  #closed = false;
  #unlink: Unlink = noop;
  /** In order of arrival. */
  readonly #listeners = new Set<Listener>();

  private constructor(expiresAt: number) {
    this.expiresAt = expiresAt;
  }

  /** A deadline this many milliseconds from now. */
  static in(ms: number): Deadline {
    return new Deadline(Date.now() + ms);
  }

  /**
   * A deadline within this one: it ends when this one ends, or after `maxMs` if that is sooner, and can be cancelled alone.
   * With `reserve`, it leaves max(5 %, 20 ms) of the remaining time for the parent to answer in.
   */
  child(options: { readonly reserve?: boolean; readonly maxMs?: number } = {}): Deadline {
    const left = this.remainingMs;
    const granted = options.reserve ? left - Math.max(left * reserveShare, minReserveMs) : left;
    const child = new Deadline(Date.now() + Math.max(0, Math.min(granted, options.maxMs ?? granted)));
    if (this.#reason) child.#reason = this.#reason;
    // No timer of this one's: the child's time is up no later.
    else if (!this.#closed) child.#unlink = this.#listen(() => child.#end(this.#reason ?? expired()));
    return child;
  }

  /** Milliseconds left; never negative. */
  get remainingMs(): number {
    return Math.max(0, this.expiresAt - Date.now());
  }

  /** Aborts when the time is up or the work is cancelled; its reason is a Failure (DEADLINE_EXCEEDED or CANCELLED). */
  get signal(): AbortSignal {
    if (!this.#controller) {
      this.#controller = new AbortController();
      if (this.#reason) this.#controller.abort(this.#reason);
      else this.#startTimer();
    }
    return this.#controller.signal;
  }

  /**
   * Calls back once when the time is up or the work is cancelled, at once if it has been already; gives what takes the listener away.
   * What a listener on `signal` does, at a tenth of its cost.
   */
  onEnd(listener: Listener): () => void {
    if (this.#reason) {
      listener();
      return noop;
    }
    this.#startTimer();
    return this.#listen(listener);
  }

  /** What comes of the work, or this deadline's reason if that comes first; the work itself goes on. */
  within<T>(work: Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const forget = this.onEnd(() => reject(this.#reason!));
      void work.then(resolve, reject).finally(forget);
    });
  }

  /** Why the work must stop, or undefined while it may go on. */
  get reason(): Failure | undefined {
    if (!this.#reason && !this.#closed && this.remainingMs === 0) this.#end(expired());
    return this.#reason;
  }

  /** Throws if the work must stop. */
  throwIfOver(): void {
    const { reason } = this;
    if (reason) throw reason;
  }

  /** Ends the work now: nobody waits for it any more. */
  cancel(reason: Failure = new Failure('CANCELLED', 'The request was cancelled.')): void {
    this.#end(reason);
  }

  /** The work is done: releases the timer and the link to the parent. Safe to call twice. */
  close(): void {
    this.#closed = true;
    this.#listeners.clear();
    this.#release();
  }

  #end(reason: Failure): void {
    if (this.#reason || this.#closed) return;
    this.#reason = reason;
    this.#release();
    this.#controller?.abort(reason);
    const listeners = [...this.#listeners];
    this.#listeners.clear();
    for (const listener of listeners) listener();
  }

  #listen(listener: Listener): () => void {
    if (this.#closed) return noop;
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #startTimer(): void {
    if (this.#timer || this.#closed) return;
    this.#timer = setTimeout(() => this.#end(expired()), this.remainingMs);
    this.#timer.unref();
  }

  #release(): void {
    clearTimeout(this.#timer);
    this.#unlink();
    this.#unlink = noop;
  }
}

const expired = () => new Failure('DEADLINE_EXCEEDED', 'The answer took too long.');
