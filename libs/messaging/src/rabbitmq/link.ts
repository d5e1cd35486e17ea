/**
 * Link: a connection to the broker that is made again whenever it is lost.
 *
 * The client reconnects by itself too, but tells only the first of several failures: a password that was changed during an outage would never
 * be told. So each of its connections lives once here.
 */

import { backoffMs } from '@frontage/resilience/backoff';
import { Connection } from 'rabbitmq-client';
import { atMost, goodbyeMs } from '../at-most.ts';
import { explained } from './unavailable.ts';

export interface Link {
  /** State: `connecting` until the first attempt ends, `down` from a failure until a connection is made. */
  readonly state: () => 'connecting' | 'up' | 'down';
  /** Connection, while it is up. */
  readonly connection: () => Connection | undefined;
  /** Whether the broker has stopped reading what this connection publishes: it is short of memory or disk. */
  readonly blocked: () => boolean;
  /** Observes every change of state. Called at once as well. Returns what ends it. */
  observe(onChange: () => void): () => void;
  /** Closes the connection, after its channels were closed. */
  close(): Promise<void>;
}

export interface LinkOptions {
  readonly url: string;
  /** Name of the connection, as the broker lists it. */
  readonly name: string;
  readonly onTrouble: (error: Error) => void;
  /** Longest delay between attempts to connect, in milliseconds. */
  readonly maxReconnectDelayMs: number;
}

/** Interval in which a dead peer is noticed, in seconds: after twice that at most. */
const heartbeatSeconds = 10;

export function createLink({ url, name, onTrouble, maxReconnectDelayMs }: LinkOptions): Link {
  let state: 'connecting' | 'up' | 'down' = 'connecting';
  let blocked = false;
  let closed = false;
  let attempt = 0;
  let lastTrouble = '';
  let timer: NodeJS.Timeout | undefined;
  const observers = new Set<() => void>();
  const changed = (): void => [...observers].forEach((observer) => observer());
  const set = (to: 'up' | 'down'): void => {
    state = to;
    blocked = false;
    changed();
  };
  const connect = (): Connection => {
    const made = new Connection({ url, connectionName: name, heartbeat: heartbeatSeconds, noDelay: true });
    made.on('connection', () => {
      attempt = 0;
      lastTrouble = '';
      set('up');
    });
    made.on('connection.blocked', () => {
      blocked = true;
      changed();
    });
    made.on('connection.unblocked', () => {
      blocked = false;
      changed();
    });
    made.on('error', (error: unknown) => {
      made.unsafeDestroy();
      if (closed) return;
      attempt += 1;
      timer = setTimeout(
        () => {
          connection = connect();
        },
        backoffMs(attempt, { minMs: 100, maxMs: maxReconnectDelayMs }),
      );
      set('down');
      tell(explained(error, 'the connection'));
    });
    return made;
  };
  /** Tells each kind of trouble of an outage once, however many attempts meet it. */
  const tell = (error: Error): void => {
    if (error.message === lastTrouble) return;
    lastTrouble = error.message;
    onTrouble(error);
  };
  let connection = connect();

  return {
    state: () => state,
    connection: () => (state === 'up' ? connection : undefined),
    blocked: () => blocked,
    observe: (onChange) => {
      observers.add(onChange);
      onChange();
      return () => observers.delete(onChange);
    },
    close: async () => {
      closed = true;
      clearTimeout(timer);
      if (state === 'up') {
        await atMost(goodbyeMs, connection.close());
      }
      connection.unsafeDestroy();
      set('down');
    },
  };
}
