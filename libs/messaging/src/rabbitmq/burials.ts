/** Burials of one member: moves messages to the dead letters of its group, and acknowledges each when it is there. */

import type { AsyncMessage, Channel } from 'rabbitmq-client';
import { retryDelay } from '../retry-policy.ts';
import { atMost } from '../at-most.ts';
import type { Broker } from './broker.ts';
import { toDead, type Burial } from './envelope.ts';
import { declareDead } from './topology.ts';
import { explained } from './unavailable.ts';

/** Time in which burials under way are awaited at the end, in milliseconds. What is not buried then is handed out again. */
const burialsMs = 5_000;

export interface Burials {
  /** Buries a message that came over this channel. Tries until it is buried, or the channel is lost and the message out of our hands. */
  start(channel: Channel, delivery: AsyncMessage, reason: string, attempts: number): void;
  /** Waits for what is being buried, and repeats nothing more. */
  close(): Promise<void>;
}

export interface BurialsOptions {
  readonly group: string;
  readonly acknowledge: (channel: Channel, delivery: AsyncMessage) => void;
}

export function createBurials(broker: Broker, { group, acknowledge }: BurialsOptions): Burials {
  const { names, publisher, tell, onTopology } = broker;
  const underWay = new Set<Promise<void>>();
  let closing = false;
  /** Whether burials fail: hundreds may, and the first one tells it for all until one succeeds. */
  let failing = false;
  let declaring: Promise<unknown> | undefined;

  const failed = (error: unknown): void => {
    if (failing) return;
    failing = true;
    tell(explained(error instanceof Error && error.cause ? error.cause : error, `a dead letter of group '${group}'`));
  };
  /** Declares the queue, which may have been deleted: once for all burials that fail meanwhile. */
  const declare = (): Promise<unknown> =>
    (declaring ??= onTopology((channel) => declareDead(channel, names, group))
      .catch(() => undefined)
      .finally(() => (declaring = undefined)));
  const bury = async (channel: Channel, delivery: AsyncMessage, burial: Burial): Promise<void> => {
    const dead = toDead(delivery, names.dead(group), burial);
    for (let failures = 0; channel.active;) {
      try {
        await publisher.send([dead]);
        failing = false;
        acknowledge(channel, delivery);
        return;
      } catch (error) {
        failures += 1;
        failed(error);
        await declare();
        if (closing) return;
        await new Promise((resolve) => setTimeout(resolve, retryDelay(failures)));
      }
    }
  };

  return {
    start: (channel, delivery, reason, attempts) => {
      const burial = bury(channel, delivery, { reason, attempts, deadAt: new Date().toISOString() });
      const noted = burial.finally(() => underWay.delete(noted));
      underWay.add(noted);
    },
    close: async () => {
      closing = true;
      await atMost(burialsMs, Promise.all(underWay));
    },
  };
}
