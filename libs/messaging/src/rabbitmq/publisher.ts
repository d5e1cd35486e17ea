/** Publisher: sends messages over one channel, in order, and waits until the broker has confirmed them. */

import type { Channel } from 'rabbitmq-client';
import type { Outgoing } from './envelope.ts';
import { keepChannel } from './kept-channel.ts';
import type { Link } from './link.ts';
import { mayWait } from '../waiting.ts';
import { declareExchanges, type Names } from './topology.ts';
import { unavailable } from './unavailable.ts';

/** Most messages that were sent and are not yet confirmed. Further ones wait. */
const window = 1_000;

export interface Publisher {
  /** Sends, in this order. Resolves when all are confirmed; Failure UNAVAILABLE when that is not known. */
  send(messages: readonly Outgoing[]): Promise<void>;
  /** Waits for what is being sent, and closes the channel. */
  close(): Promise<void>;
}

export interface PublisherOptions {
  readonly link: Link;
  readonly names: Names;
  /** Time limit of one `send`, in milliseconds. */
  readonly timeoutMs: number;
  readonly onTrouble: (error: Error) => void;
}

export function createPublisher({ link, names, timeoutMs, onTrouble }: PublisherOptions): Publisher {
  let pending = 0;
  let unconfirmed = 0;
  let closed = false;
  /** Last of the sends: each writes when the one before it has written. */
  let tail: Promise<unknown> = Promise.resolve();
  let change = Promise.withResolvers<void>();
  const changed = (): void => {
    change.resolve();
    change = Promise.withResolvers();
  };
  /** Ids of messages that no queue took, although they had to reach one. */
  const returned = new Set<string | undefined>();
  const kept = keepChannel({
    link,
    what: 'the exchanges',
    setUp: async (channel) => {
      channel.on('basic.return', ({ messageId }) => returned.add(messageId));
      await declareExchanges(channel, names);
      await channel.confirmSelect();
    },
    onOpen: changed,
    onLost: changed,
    onTrouble,
  });
  link.observe(changed);

  /** Waits until a channel may be written to. A send that began on one channel does not go on on another: it would leave a gap. */
  const writable = async (begun: Channel | undefined, late: Late): Promise<Channel> => {
    for (;;) {
      const channel = kept.current();
      if (late.cause) throw late.cause;
      if (link.state() === 'down') throw new Error('RabbitMQ cannot be reached');
      if (begun && channel !== begun) throw new Error('the channel was lost');
      if (channel && !link.blocked() && unconfirmed < window) return channel;
      await Promise.race([change.promise, late.promise]);
    }
  };
  const write = async (messages: readonly Outgoing[], late: Late): Promise<Promise<void>[]> => {
    const confirmations: Promise<void>[] = [];
    let channel: Channel | undefined;
    try {
      for (const message of messages) {
        channel = await writable(channel, late);
        const confirmation = confirmed(channel, message);
        // Looked at when all are written; a rejection until then is not an unhandled one.
        confirmation.catch(() => undefined);
        confirmations.push(confirmation);
      }
    } catch (error) {
      confirmations.push(Promise.reject(error as Error));
    }
    return confirmations;
  };
  const confirmed = async (channel: Channel, { envelope, body }: Outgoing): Promise<void> => {
    unconfirmed += 1;
    try {
      await channel.basicPublish(envelope, body);
    } finally {
      unconfirmed -= 1;
      changed();
    }
    if (!envelope.mandatory) return;
    // The broker returns a message before it confirms it, but the client tells that an immediate later.
    await new Promise((resolve) => setImmediate(resolve));
    if (returned.delete(envelope.messageId)) throw new Error(`no queue ${envelope.routingKey} took the message`);
  };

  return {
    send: async (messages) => {
      if (closed) throw unavailable(new Error('the connection is closed'));
      if (!mayWait(pending, messages.length)) throw unavailable(new Error('too many messages wait'));
      pending += messages.length;
      const late = startLate(timeoutMs, () =>
        link.blocked() ? 'RabbitMQ blocks publishers' : 'RabbitMQ did not confirm',
      );
      const writing = tail.then(() => write(messages, late));
      tail = writing;
      try {
        const all = writing.then((confirmations) => Promise.all(confirmations));
        await Promise.race([all, late.promise.then(() => Promise.reject(late.cause!))]);
      } catch (error) {
        throw unavailable(error);
      } finally {
        late.end();
        pending -= messages.length;
        changed();
      }
    },
    close: async () => {
      closed = true;
      while (pending > 0) await change.promise;
      await kept.close();
    },
  };
}

/** Time limit of one send. */
interface Late {
  /** Error, once the time is over. */
  readonly cause: Error | undefined;
  /** Resolves when the time is over. */
  readonly promise: Promise<void>;
  end(): void;
}

function startLate(ms: number, text: () => string): Late {
  let cause: Error | undefined;
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(() => {
    cause = new Error(`${text()} within ${ms} ms`);
    resolve();
  }, ms);
  return {
    get cause() {
      return cause;
    },
    promise,
    end: () => clearTimeout(timer),
  };
}
