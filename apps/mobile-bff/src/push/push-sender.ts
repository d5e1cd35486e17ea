/** Push sender: the port to the push services of the platforms, and its adapter of development. */

import type { Device } from '@frontage/customers-client';
import type { Logger } from '@frontage/observability';
import type { NoticeType } from './notice.ts';

/** Notification for one device. */
export interface Notification {
  /** Id of its event. A platform shows one notification of an id (`apns-collapse-id` of APNs, `tag` of FCM), however often it is sent. */
  readonly id: string;
  readonly type: NoticeType;
  readonly title: string;
  readonly body: string;
  /** Order that the app opens. */
  readonly orderId: string;
}

/** Fate of a notification: handed to the push service, or its token is of no app any more. */
export type Sent = 'delivered' | 'gone';

export interface PushSender {
  /**
   * Hands a notification to the push service of the device's platform. Rejects when that failed: it is sent again later, under the same id.
   * Must end with the signal. The token is a secret: no log and no error may have it.
   */
  send(notification: Notification, device: Device, signal: AbortSignal): Promise<Sent>;
}

/** Sender that logs and does not send: the device and the type, and neither token nor text. A warning, as somebody is told nothing. */
export const loggingSender = (log: Pick<Logger, 'warn'>): PushSender => ({
  send: async ({ id, type }, { id: deviceId, platform }) => {
    log.warn({ id, type, deviceId, platform }, 'a notification is logged, and not sent');
    return 'delivered';
  },
});
