/** Event streams that are open: their bounds, their heartbeat, and their end at a drain. */

import { Failure } from '@frontage/errors';
import type { Metrics } from '@frontage/observability';

/** Most streams that are open at once on one instance. */
export interface StreamLimits {
  /** Of one login. */
  readonly perLogin: number;
  /** Of visitors from one address: a network, for IPv6. */
  readonly perAddress: number;
  readonly perInstance: number;
}

/** Reason why a stream has ended. */
export type CloseReason =
  /** The client has left. */
  | 'client'
  /** There will be no more results. */
  | 'complete'
  /** The login is over, or is of another kind now. */
  | 'login'
  /** This instance stops. */
  | 'drain'
  /** The client takes nothing any more. */
  | 'slow'
  /** The stream cannot go on without a part that is away. */
  | 'unavailable';

export interface OpenStream {
  /** Says that the stream is alive, and looks after it. */
  beat(): void;
  drain(): void;
}

/** Owner of a stream, by whom streams are counted. */
export interface StreamOwner {
  readonly kind: 'login' | 'address';
  readonly id: string;
}

export interface OpenStreamsOptions {
  readonly limits: StreamLimits;
  /** Interval of each stream's heartbeat, in milliseconds. */
  readonly heartbeatMs: number;
  readonly metrics: Pick<Metrics, 'streamOpened' | 'streamClosed'>;
}

export interface OpenStreams {
  /** Number of streams. */
  readonly size: number;
  /** Takes a place. Gives the function that leaves it. Failure RATE_LIMITED beyond a bound, UNAVAILABLE during a drain. */
  enter(owner: StreamOwner): () => void;
  /** Adds a stream that has begun. Gives the function that removes it. */
  add(stream: OpenStream): (reason: CloseReason) => void;
  /** Ends all streams, and begins no more. */
  drain(): void;
}

/** Heartbeats of all streams are spread over this many turns of one timer. */
const slices = 15;
/** `Retry-After` beyond a bound, in milliseconds. */
const retryAfterMs = 10_000;

/** Creates the set of open streams. It has one timer, while there is a stream. */
export function createOpenStreams({ limits, heartbeatMs, metrics }: OpenStreamsOptions): OpenStreams {
  const places = new Map<string, number>();
  const streams = new Map<OpenStream, number>();
  let taken = 0;
  let added = 0;
  let turn = 0;
  let isDraining = false;
  let timer: ReturnType<typeof setInterval> | undefined;

  const beat = (): void => {
    turn = (turn + 1) % slices;
    for (const [stream, slice] of streams) if (slice === turn) stream.beat();
  };
  return {
    get size() {
      return streams.size;
    },
    enter: ({ kind, id }) => {
      if (isDraining) throw new Failure('UNAVAILABLE', 'This instance is about to stop.', { retryAfterMs: 1_000 });
      const key = `${kind} ${id}`;
      const own = places.get(key) ?? 0;
      const most = kind === 'login' ? limits.perLogin : limits.perAddress;
      if (own >= most) throw tooMany(`You have ${own} event streams open: close one first.`);
      if (taken >= limits.perInstance) throw tooMany('Too many event streams are open.');
      places.set(key, own + 1);
      taken += 1;
      return () => {
        taken -= 1;
        const left = places.get(key)! - 1;
        if (left > 0) places.set(key, left);
        else places.delete(key);
      };
    },
    add: (stream) => {
      streams.set(stream, (added += 1) % slices);
      timer ??= setInterval(beat, heartbeatMs / slices).unref();
      metrics.streamOpened();
      const remove = (reason: CloseReason): void => {
        if (!streams.delete(stream)) return;
        metrics.streamClosed(reason);
        if (streams.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
      // A stream that has begun during the drain ends as others do.
      if (isDraining) queueMicrotask(() => stream.drain());
      return remove;
    },
    drain: () => {
      isDraining = true;
      for (const stream of [...streams.keys()]) stream.drain();
    },
  };
}

const tooMany = (detail: string): Failure =>
  new Failure('RATE_LIMITED', detail, { reason: 'TOO_MANY_STREAMS', retryAfterMs });
