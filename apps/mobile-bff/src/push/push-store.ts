/** Store of pushes: notices that wait for the end of quiet hours, and who was told of what already. */

import type { Outbox } from '@frontage/messaging';
import type { Notice } from './notice.ts';

/** Most notices that wait for one customer. */
export const maxHeld = 100;

export interface PushStore {
  /** Holds a notice until an instant. One that is held already waits until this instant. Beyond `maxHeld`, the oldest go: returns how many. */
  hold(notice: Notice, until: string): Promise<number>;
  /** Notices whose instant has come, for the relay that publishes them. `now` is the clock, in ISO 8601. */
  due(now: () => string): Outbox;
  /** Devices that were told of an event; `all` when nobody is left to be told. */
  told(eventId: string): Promise<ReadonlySet<string> | 'all'>;
  /** Remembers that a device was told. */
  tell(eventId: string, deviceId: string, now: string): Promise<void>;
  /** Remembers that nobody is left to be told. */
  finish(eventId: string, now: string): Promise<void>;
  /** Forgets who was told before an instant, some at once, and returns how many. */
  forget(before: string): Promise<number>;
  close(): Promise<void>;
}
