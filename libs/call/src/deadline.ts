/** Deadline: the instant until which an answer is useful, and a signal for it. */

import { Failure } from '@frontage/errors';

/** Reserve to answer in: share of the time left, and its minimum in milliseconds. */
const reserveShare = 0.05;
const minReserveMs = 20;

type Unlink = () => void;
const noop: Unlink = () => undefined;
type Listener = () => void;

/**
 * Deadline built on setTimeout and AbortController. Fake clocks can move it, and it costs a tenth of `AbortSignal.timeout`. Timer and
 * controller are made when the signal is first read. The creator of a deadline must `close()` it.
 */
export class Deadline {
  readonly expiresAt: number;
  #controller: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #reason: Failure | undefined;
  #closed = false;
  #unlink: Unlink = noop;
  /** Listeners in order of arrival. */
  readonly #listeners = new Set<Listener>();

  private constructor(expiresAt: number) {
    this.expiresAt = expiresAt;
  }

  /** Makes a deadline, in milliseconds from now. */
  static in(ms: number): Deadline {
    return new Deadline(Date.now() + ms);
  }

  /**
   * Makes a deadline within this one, which can be cancelled alone. It ends with this one, or after `maxMs` if that is sooner. With
   * `reserve`, it leaves max(5 %, 20 ms) of the remaining time for the parent to answer in.
   */
  child(options: { readonly reserve?: boolean; readonly maxMs?: number } = {}): Deadline {
    const left = this.remainingMs;
    const granted = options.reserve ? left - Math.max(left * reserveShare, minReserveMs) : left;
    const child = new Deadline(Date.now() + Math.max(0, Math.min(granted, options.maxMs ?? granted)));
    if (this.#reason) child.#reason = this.#reason;
    // No timer of the parent is needed: the child ends no later.
    else if (!this.#closed) child.#unlink = this.#listen(() => child.#end(this.#reason ?? expired()));
    return child;
  }

  /** Time left, in milliseconds; never negative. */
  get remainingMs(): number {
    return Math.max(0, this.expiresAt - Date.now());
  }

  /** Signal that aborts when the time is up or the work is cancelled. Its reason is a Failure (DEADLINE_EXCEEDED or CANCELLED). */
  get signal(): AbortSignal {
    if (!this.#controller) {
      this.#controller = new AbortController();
      if (this.#reason) this.#controller.abort(this.#reason);
      else this.#startTimer();
    }
    return this.#controller.signal;
  }

  /**
   * Calls back once when the time is up or the work is cancelled. Calls back at once if that has happened. Gives the function that removes
   * the listener. A listener on `signal` costs ten times as much.
   */
  onEnd(listener: Listener): () => void {
    if (this.#reason) {
      listener();
      return noop;
    }
    this.#startTimer();
    return this.#listen(listener);
  }

  /** Result of the work, or this deadline's reason if that comes first. The work itself goes on. */
  within<T>(work: Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const forget = this.onEnd(() => reject(this.#reason!));
      void work.then(resolve, reject).finally(forget);
    });
  }

  /** Reason why the work must stop; undefined while it may go on. */
  get reason(): Failure | undefined {
    if (!this.#reason && !this.#closed && this.remainingMs === 0) this.#end(expired());
    return this.#reason;
  }

  /** Throws the reason if the work must stop. */
  throwIfOver(): void {
    const { reason } = this;
    if (reason) throw reason;
  }

  /** Ends the work now: no client waits for it any more. */
  cancel(reason: Failure = new Failure('CANCELLED', 'The request was cancelled.')): void {
    this.#end(reason);
  }

  /** Releases the timer and the link to the parent, when the work is done. Safe to call twice. */
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
