/** A connection to Redis that may come late, go away and come back: whoever asks meanwhile is told at once. */

import { Failure } from '@frontage/errors';
import { createClient, ErrorReply, type RedisClientType } from '@redis/client';
import { reconnectDelayMs } from './reconnect-delay.ts';

/** `connecting` until the first connection, then `ready` or `lost` as the server comes and goes, `closed` for good after `close`. */
export type RedisState = 'connecting' | 'ready' | 'lost' | 'closed';

/** What the composition root may want to log: one of each per outage, however long it takes. */
export interface RedisEvents {
  /** The connection broke, or never came about. Not repeated until it is back. */
  lost?(cause: Error): void;
  /** It is there again, after so many milliseconds. */
  back?(afterMs: number): void;
}

export interface RedisOptions {
  /** `redis[s]://[[user][:password]@]host[:port][/database]`, or `unix://…`. */
  readonly url: string;
  /** Stands before every key. Keys that Redis gives back (`SCAN`) still carry it. Default none. */
  readonly keyPrefix?: string;
  /** Longest time for one piece of work, in milliseconds. Default 250. */
  readonly commandTimeoutMs?: number;
  /** Longest pause between two attempts to connect, in milliseconds. Default 2,000. */
  readonly maxReconnectDelayMs?: number;
  /** Most commands that wait for an answer; more are refused. Default 10,000. */
  readonly maxPending?: number;
  readonly events?: RedisEvents;
}

type Lifecycle =
  | 'connect'
  | 'close'
  | 'destroy'
  | 'quit'
  | 'QUIT'
  | 'disconnect'
  | 'duplicate'
  | 'createPool'
  | 'legacy'
  | 'ref'
  | 'unref';

/** The commands of Redis, without the means to end or copy the connection. */
export type RedisCommands = Omit<RedisClientType, Lifecycle>;

export interface Redis {
  readonly state: RedisState;
  /**
   * Does a piece of work: one command or a few, none that blocks (`BLPOP`). Rejects with UNAVAILABLE, at once when there is no
   * connection, and after `commandTimeoutMs` when there is no answer; a command that Redis refuses rejects with Redis' own words.
   */
  run<T>(work: (commands: RedisCommands) => Promise<T>): Promise<T>;
  /** Waits for what is under way, as long as a command may take, and lets go. Safe to call twice. */
  close(): Promise<void>;
}

/** A connection that broke sooner than this was not worth resetting the pauses for. */
const steadyMs = 5_000;
/** Noticing a silent peer while nothing is asked: a PING so often, and no byte for so long. */
const pingIntervalMs = 4_000;
const silenceMs = 10_000;

/** Redis is there and cannot serve: starting up, out of memory, without its primary, read-only, busy with a script, locked. */
const cannotServe = /^(LOADING|OOM|MASTERDOWN|READONLY|BUSY|NOREPLICAS|CLUSTERDOWN|TRYAGAIN|MISCONF|NOAUTH|WRONGPASS) /;

/** The client has no class for this one. */
const isFull = (error: unknown): boolean => error instanceof Error && error.message === 'The queue is full';

/** Connects in the background: never throws for a server that is not there, and never keeps a start-up waiting. */
export function createRedis(options: RedisOptions): Redis {
  const { url, keyPrefix = '', commandTimeoutMs = 250, maxReconnectDelayMs = 2_000, maxPending = 10_000 } = options;
  const { events = {} } = options;
  let state: RedisState = 'connecting';
  let lostAt = 0;
  let readyAt = 0;
  let attempts = 0;
  let answers = 0;
  let closing: Promise<void> | undefined;

  const client: RedisClientType = createClient({
    url,
    keyPrefix,
    // What is asked while nobody listens must fail now, not pile up and be answered when nobody asks any more.
    disableOfflineQueue: true,
    commandsQueueMaxLength: maxPending,
    // The client's own timeout ends once a command is written, and costs an AbortSignal each: ours is in `run`.
    commandOptions: { timeout: 0 },
    pingInterval: pingIntervalMs,
    // A protocol of Redis Enterprise; elsewhere one more command per connection.
    maintNotifications: 'disabled',
    socket: { connectTimeout: 5_000, socketTimeout: silenceMs, reconnectStrategy: pause },
  });
  client.on('error', (error: Error) => {
    if (!client.isReady) lose(error);
  });
  client.on('ready', () => {
    // Closed while it was still connecting: the client finishes that first.
    if (state === 'closed') return client.destroy();
    const wasLost = state === 'lost';
    state = 'ready';
    readyAt = Date.now();
    if (wasLost) events.back?.(readyAt - lostAt);
  });
  connect();

  return {
    get state() {
      return state;
    },
    run: (work) => (state === 'ready' ? answered(work) : Promise.reject(unavailable(new Error(`Redis is ${state}`)))),
    close: () => (closing ??= close()),
  };

  /** Every end of this promise has been told as an `error` event before. */
  function connect(): void {
    client.connect().catch(() => undefined);
  }

  /** Asked by the client whenever a connection broke or did not come about. */
  function pause(): number {
    attempts = state === 'ready' && Date.now() - readyAt >= steadyMs ? 0 : attempts + 1;
    return reconnectDelayMs(attempts, maxReconnectDelayMs);
  }

  function lose(cause: Error): void {
    if (state === 'lost' || state === 'closed') return;
    state = 'lost';
    lostAt = Date.now();
    events.lost?.(cause);
  }

  function answered<T>(work: (commands: RedisCommands) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const before = answers;
      let over = false;
      const end = (): void => {
        over = true;
        clearTimeout(timer);
        clearImmediate(grace);
      };
      let grace: NodeJS.Immediate | undefined;
      const timer = setTimeout(() => {
        // Timers run before sockets are read: when it was us who were busy, the answer is here and is read first.
        grace = setImmediate(() => {
          if (over) return;
          over = true;
          const silence = new Error(`Redis did not answer within ${commandTimeoutMs} ms`);
          reject(unavailable(silence));
          if (answers === before) abandon(silence);
        });
      }, commandTimeoutMs);
      Promise.try(work, client).then(
        (value) => {
          answers += 1;
          end();
          resolve(value);
        },
        (error: unknown) => {
          if (error instanceof ErrorReply) answers += 1;
          end();
          // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- what the work rejected with
          reject(toFailure(error));
        },
      );
    });
  }

  /** What says that Redis cannot be asked becomes UNAVAILABLE; a mistake in the work stays the mistake that it is. */
  function toFailure(error: unknown): unknown {
    const mistake =
      error instanceof ErrorReply ? !cannotServe.test(error.message) : state === 'ready' && !isFull(error);
    return mistake ? error : unavailable(error);
  }

  /** Redis answers in order. One that has said nothing at all since it was asked is gone, or as good as gone: connect anew. */
  function abandon(cause: Error): void {
    if (state !== 'ready') return;
    lose(cause);
    client.destroy();
    connect();
  }

  async function close(): Promise<void> {
    const wasReady = state === 'ready';
    state = 'closed';
    if (wasReady) {
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise<void>((done) => (timer = setTimeout(done, commandTimeoutMs)));
      await Promise.race([client.close(), patience]);
      clearTimeout(timer);
    }
    client.destroy();
  }
}

const unavailable = (cause: unknown): Failure =>
  new Failure('UNAVAILABLE', 'A store that this needs cannot be reached.', { service: 'redis', cause });
