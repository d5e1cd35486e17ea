/** Redis connection that may come late, break and come back. Commands fail fast meanwhile. */

import { Failure } from '@frontage/errors';
import { backoffMs } from '@frontage/resilience/backoff';
import { createClient, ErrorReply, type RedisClientType } from '@redis/client';

/** State of a connection. `connecting` until the first one, then `ready` or `lost`, `closed` for good after `close`. */
export type RedisState = 'connecting' | 'ready' | 'lost' | 'closed';

/** Events for the log: one of each per outage, however long. */
export interface RedisEvents {
  /** Called when the connection breaks or fails. Not repeated until it is back. */
  lost?(cause: Error): void;
  /** Called when the connection is back, with the length of the outage in milliseconds. */
  back?(afterMs: number): void;
}

export interface RedisOptions {
  /** `redis[s]://[[user][:password]@]host[:port][/database]`, or `unix://…`. */
  readonly url: string;
  /** Prefix of every key. Keys that Redis returns (`SCAN`) still carry it. Default none. */
  readonly keyPrefix?: string;
  /** Time limit of one `run`, in milliseconds. Default 250. */
  readonly commandTimeoutMs?: number;
  /** Longest delay between attempts to connect, in milliseconds. Default 2,000. */
  readonly maxReconnectDelayMs?: number;
  /** Most commands awaiting an answer; further ones are refused. Default 10,000. */
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

/** Commands of Redis, without the means to end or copy the connection. */
export type RedisCommands = Omit<RedisClientType, Lifecycle>;

export interface Redis {
  readonly state: RedisState;
  /**
   * Runs one command or a few, none that blocks (`BLPOP`). Rejects with UNAVAILABLE: at once without a connection, after `commandTimeoutMs`
   * without an answer. A command that Redis refuses rejects with Redis' own error.
   */
  run<T>(work: (commands: RedisCommands) => Promise<T>): Promise<T>;
  /** Closes the connection, after commands under way have had their time. Safe to call twice. */
  close(): Promise<void>;
}

/** Least life of a connection that resets the reconnect delay, in milliseconds. */
const steadyMs = 5_000;
/** Delay before the first attempt to reconnect, in milliseconds. */
const firstReconnectDelayMs = 50;
/** Detection of a silent peer: interval of PINGs, and longest silence, in milliseconds. For idle connections. */
const pingIntervalMs = 4_000;
const silenceMs = 10_000;

/** Errors of a Redis that cannot serve. It is starting up, out of memory, without its primary, read-only, busy with a script, or locked. */
const cannotServe = /^(LOADING|OOM|MASTERDOWN|READONLY|BUSY|NOREPLICAS|CLUSTERDOWN|TRYAGAIN|MISCONF|NOAUTH|WRONGPASS) /;

/** Asks whether the queue is full. The client has no error class for that. */
const isFull = (error: unknown): boolean => error instanceof Error && error.message === 'The queue is full';

/** Creates a connection in the background. Never throws for an unreachable server, and never delays a start-up. */
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
    // Commands without a connection must fail at once. The client would queue them, and run them after their callers have given up.
    disableOfflineQueue: true,
    commandsQueueMaxLength: maxPending,
    // The client's own timeout ends when a command is written, and costs an AbortSignal each. `run` has its own.
    commandOptions: { timeout: 0 },
    pingInterval: pingIntervalMs,
    // Redis Enterprise alone has this protocol; elsewhere it costs one command per connection.
    maintNotifications: 'disabled',
    socket: { connectTimeout: 5_000, socketTimeout: silenceMs, reconnectStrategy: pause },
  });
  client.on('error', (error: Error) => {
    if (!client.isReady) lose(error);
  });
  client.on('ready', () => {
    // The handle was closed while connecting, which the client finishes first.
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

  /** Rejections of this promise have been told as `error` events before. */
  function connect(): void {
    client.connect().catch(() => undefined);
  }

  /** Delay before the next attempt, which the client asks for after each failure. */
  function pause(): number {
    attempts = state === 'ready' && Date.now() - readyAt >= steadyMs ? 0 : attempts + 1;
    return backoffMs(attempts + 1, { minMs: firstReconnectDelayMs, maxMs: maxReconnectDelayMs });
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
        // Timers run before sockets are read. If this process was busy, the answer is here, and is read first.
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

  /** Turns errors of an unavailable Redis into UNAVAILABLE. A mistake in the work stays as it is. */
  function toFailure(error: unknown): unknown {
    const mistake =
      error instanceof ErrorReply ? !cannotServe.test(error.message) : state === 'ready' && !isFull(error);
    return mistake ? error : unavailable(error);
  }

  /**
   * Drops a connection that has been silent since the command, and connects anew. Redis answers in order, so it is dead, or as good as
   * dead.
   */
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
