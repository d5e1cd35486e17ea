/**
 * One stream of a subscription: the state of now, then the state after each change.
 *
 * A change has no content. The operation is executed anew for each, so that changes may be merged, and a slow client never has anything
 * waiting but the newest state.
 */

import { Failure } from '@frontage/errors';
import type { LoginWatch } from '@frontage/http-server';
import type { EventStream } from '@frontage/http-server/stack';
import type { CloseReason, OpenStream, OpenStreams } from './open-streams.ts';
import { Ticks } from './ticks.ts';

/** Result of one execution, as it is sent. */
export interface Rendered {
  /** The result in JSON. */
  readonly text: string;
  /** Id of a whole result, which follows from it: the same on every instance, before and after a restart. */
  readonly id: string | undefined;
  /** Headers about the result, for an answer that begins with it. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Failure of all of it, where the same execution may succeed later. */
  readonly failure: Failure | undefined;
  /** True when no later execution gives anything else: there is no such order. */
  readonly isLast: boolean;
  /** False while a part is missing or stale. */
  readonly isWhole: boolean;
}

/** Execution under way. */
export interface Rendering {
  readonly rendered: Promise<Rendered>;
  cancel(): void;
}

export interface LiveStreamOptions {
  /** Begins the answer, with its first result. */
  readonly open: (first: Rendered) => EventStream;
  /** Executes the operation once. */
  readonly render: () => Rendering;
  readonly changes: AsyncIterator<unknown>;
  /** Login that the stream may not outlive; undefined for a visitor's. */
  readonly login: LoginWatch | undefined;
  readonly streams: OpenStreams;
  /** Event that the client has seen last; undefined when it comes for the first time. */
  readonly lastEventId: string | undefined;
  /** Body of the result that tells of a login that is over. */
  readonly loggedOut: () => string;
  /** Cuts the connection. */
  readonly cut: () => void;
  readonly onClosed: (reason: CloseReason) => void;
  readonly onError: (error: unknown) => void;
}

/** Shortest time between two events, in milliseconds. */
const gapMs = 250;
/** Longest time for which a client may take nothing, in milliseconds. */
const patienceMs = 60_000;
/** Wait before a client of an ended stream connects again, in milliseconds, and its spread: not all at once. */
const returnMs = 1_000;
const spreadMs = 4_000;
/** The same after a connection that was lost. */
const lostMs = 2_000;

export class LiveStream implements OpenStream {
  readonly #options: LiveStreamOptions;
  readonly #ticks = new Ticks();
  #stream: EventStream | undefined;
  #rendering: Rendering | undefined;
  #closed: CloseReason | undefined;
  #sent: string | undefined;
  #isOwed = false;
  #stuckSince: number | undefined;
  #gap: ReturnType<typeof setTimeout> | undefined;
  #endGap: (() => void) | undefined;
  #removed: ((reason: CloseReason) => void) | undefined;
  readonly #unwatchLogin: () => void;

  constructor(options: LiveStreamOptions) {
    this.#options = options;
    this.#unwatchLogin = options.login?.onEnd(() => void this.#look()) ?? (() => undefined);
    void this.#follow();
  }

  /**
   * Executes for the first time, before the answer begins. What may pass is returned, for a status of its own; otherwise the stream begins,
   * and goes on until it is closed.
   */
  async begin(): Promise<Rendered | undefined> {
    const first = await this.#render();
    if (this.#closed === 'client') return undefined;
    if (this.#closed) throw new Failure('UNAVAILABLE', 'The stream ended before it began.', { retryAfterMs: returnMs });
    if (first.failure) {
      this.close('unavailable');
      return first;
    }
    this.#stream = this.#options.open(first);
    this.#removed = this.#options.streams.add(this);
    this.#stream.retry(lostMs);
    this.#sent = this.#options.lastEventId;
    if (this.#deliver(first)) void this.#run().catch((error: unknown) => this.#fail(error));
    return undefined;
  }

  beat(): void {
    const stream = this.#stream!;
    if (!stream.isClear) {
      this.#stuckSince ??= performance.now();
      if (performance.now() - this.#stuckSince < patienceMs) return;
      this.close('slow');
      return this.#options.cut();
    }
    this.#stuckSince = undefined;
    stream.comment();
    if (this.#isOwed) this.#ticks.tick();
    void this.#look();
  }

  drain(): void {
    this.#sendAway('drain');
  }

  /** Ends the stream and all that works for it. Safe to call twice: the first reason stays. */
  close(reason: CloseReason): void {
    if (this.#closed) return;
    this.#closed = reason;
    this.#ticks.end();
    this.#unwatchLogin();
    this.#rendering?.cancel();
    clearTimeout(this.#gap);
    this.#endGap?.();
    void this.#options.changes.return?.();
    this.#removed?.(reason);
    this.#options.onClosed(reason);
    this.#stream?.end();
  }

  /** Merges the changes of the source into the ticks. */
  async #follow(): Promise<void> {
    try {
      while (!(await this.#options.changes.next()).done) this.#ticks.tick();
      this.#ticks.end();
    } catch (error) {
      this.#fail(error);
    }
  }

  async #run(): Promise<void> {
    for await (const _ of this.#ticks) {
      await this.#stream!.cleared();
      if (!(await this.#look())) return;
      const rendered = await this.#render();
      if (this.#closed) return;
      // The client keeps the last state meanwhile. The next heartbeat tries again.
      if (rendered.failure) this.#isOwed = true;
      else if (!this.#deliver(rendered)) return;
      await this.#pause();
    }
    this.#complete();
  }

  async #render(): Promise<Rendered> {
    this.#rendering = this.#options.render();
    try {
      return await this.#rendering.rendered;
    } finally {
      this.#rendering = undefined;
    }
  }

  /** Sends a result, unless it is what the client has already. False when it was the last one. */
  #deliver({ text, id, isLast, isWhole }: Rendered): boolean {
    this.#isOwed = !isWhole;
    const mark = id ?? text;
    if (mark !== this.#sent) this.#stream!.send({ event: 'next', data: text, id });
    this.#sent = mark;
    if (isLast) this.#complete();
    return !isLast;
  }

  #complete(): void {
    if (this.#closed) return;
    this.#stream?.send({ event: 'complete', data: '' });
    this.close('complete');
  }

  /** Looks whether the login lasts. False when the stream is closed, now or before. */
  async #look(): Promise<boolean> {
    const { login, loggedOut } = this.#options;
    if (!login || this.#closed) return !this.#closed;
    try {
      const state = await login.look();
      if (this.#closed || state === 'lasts') return !this.#closed;
      if (state === 'changed') this.#sendAway('login');
      else {
        this.#stream?.send({ event: 'next', data: loggedOut() });
        this.#stream?.send({ event: 'complete', data: '' });
        this.close('login');
      }
    } catch {
      this.#sendAway('unavailable');
    }
    return false;
  }

  /** Ends the stream without `complete`: the client comes back, in its own time, and is answered anew. */
  #sendAway(reason: CloseReason): void {
    if (this.#closed) return;
    this.#stream?.retry(returnMs + Math.random() * spreadMs);
    this.close(reason);
  }

  #fail(error: unknown): void {
    if (this.#closed) return;
    this.#options.onError(error);
    this.#sendAway('unavailable');
  }

  #pause(): Promise<void> {
    if (this.#closed) return Promise.resolve();
    return new Promise((resolve) => {
      this.#endGap = resolve;
      this.#gap = setTimeout(resolve, gapMs).unref();
    });
  }
}
