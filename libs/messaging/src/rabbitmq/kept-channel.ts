/** Channel that is opened again, and set up anew, whenever it or its connection is lost. */

import { backoffMs } from '@frontage/resilience/backoff';
import type { Channel } from 'rabbitmq-client';
import { atMost, goodbyeMs } from '../at-most.ts';
import type { Link } from './link.ts';
import { explained } from './unavailable.ts';

export interface KeptChannel {
  /** Channel, while it is open and set up. */
  readonly current: () => Channel | undefined;
  close(): Promise<void>;
}

export interface KeptChannelOptions {
  readonly link: Link;
  /** Purpose, for messages: 'the queues of group orders'. */
  readonly what: string;
  /** Prepares a fresh channel: topology, consumers. A rejection is told, and repeated later. */
  readonly setUp: (channel: Channel) => Promise<void>;
  /** Called when a channel is open and set up. */
  readonly onOpen?: () => void;
  /** Called when a channel is lost, a half prepared one too. */
  readonly onLost?: () => void;
  readonly onTrouble: (error: Error) => void;
}

export function keepChannel(options: KeptChannelOptions): KeptChannel {
  const { link, what, setUp, onOpen = () => undefined, onLost = () => undefined, onTrouble } = options;
  let current: Channel | undefined;
  let opening: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let failures = 0;
  let lastTrouble = '';
  /** Tells each kind of trouble once until a channel is open again. */
  const tell = (error: Error): void => {
    if (error.message === lastTrouble) return;
    lastTrouble = error.message;
    onTrouble(error);
  };
  const again = (cause: unknown): void => {
    onLost();
    if (closed) return;
    // A lost connection is told by its link, which calls when it is back.
    if (link.connection()) tell(explained(cause, what));
    failures += 1;
    clearTimeout(timer);
    timer = setTimeout(open, backoffMs(failures, { minMs: 100, maxMs: 10_000 }));
  };
  const prepare = async (): Promise<void> => {
    const connection = link.connection();
    if (!connection) return;
    let cause: unknown = new Error('the channel was closed');
    let channel: Channel | undefined;
    try {
      // Errors stay with the channel: the client would report them as those of the connection.
      channel = await connection.acquire({ emitErrorsFromChannel: true });
      channel.on('error', (error: unknown) => (cause = error));
      const opened = channel;
      // A queue was deleted under its consumer. All of them start again, and declare it.
      channel.on('basic.cancel', (_tag, error: unknown) => {
        cause = error;
        void opened.close();
      });
      await setUp(channel);
      if (!channel.active) throw cause;
    } catch (error) {
      if (channel) await atMost(goodbyeMs, channel.close());
      again(error);
      return;
    }
    failures = 0;
    lastTrouble = '';
    current = channel;
    channel.once('close', () => {
      current = undefined;
      again(cause);
    });
    onOpen();
  };
  function open(): void {
    if (closed || current || opening || !link.connection()) return;
    clearTimeout(timer);
    opening = prepare().finally(() => (opening = undefined));
  }
  const unobserve = link.observe(open);

  return {
    current: () => (current?.active ? current : undefined),
    close: async () => {
      closed = true;
      unobserve();
      clearTimeout(timer);
      await opening;
      if (current) await atMost(goodbyeMs, current.close());
    },
  };
}
