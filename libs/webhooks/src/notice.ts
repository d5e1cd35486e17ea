/** Notice to the owner of an endpoint that was disabled. Their other endpoints receive it. */

import { toPayload, type WebhookEvent } from './event.ts';
import type { DisabledReason, WebhookEndpoint } from './store.ts';

/** Makes the notice. `href` is the endpoint in the API, `at` the time at which it is disabled. */
export function disabledNotice(
  { id, url, description, partnerId, mode }: WebhookEndpoint,
  { reason, at, href }: { readonly reason: DisabledReason; readonly at: string; readonly href: string },
): WebhookEvent {
  const body = toPayload({ type: 'webhook.disabled', at, mode, data: { id, url, description, reason }, href });
  return { id: `disabled_${id}_${Date.parse(at)}`, partnerId, mode, type: 'webhook.disabled', at, body };
}
