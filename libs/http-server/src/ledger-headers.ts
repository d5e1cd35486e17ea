/** Headers about an answer itself: missing parts, stale parts and, for debugging, its cost. */

import { formatCacheStatus } from '@frontage/call/headers';
import type { Call } from '@frontage/call';
import type { RequestContext } from './request-context.ts';

/** `Idempotent-Replayed`: Stripe's header for an answer given before under the same Idempotency-Key. */
export const replayed: [string, string] = ['Idempotent-Replayed', 'true'];

/**
 * Headers from the call's ledger, which is also kept for the log line. `Frontage-Degraded` names missing parts. `Frontage-Stale` names
 * parts older than they should be, because a fresh one was not available. `Idempotent-Replayed`: the effect of the answer came from an
 * earlier request. With `debug` also `Frontage-Budget` and `Cache-Status` (RFC 9211).
 */
export function ledgerHeaders({ ledger }: Call, context: RequestContext, debug: boolean): [string, string][] {
  context.ledger = ledger;
  const headers: [string, string][] = [];
  const { degraded, staleParts, cacheUses } = ledger;
  if (ledger.replays > 0) headers.push(replayed);
  if (degraded.length > 0) headers.push(['Frontage-Degraded', degraded.join(', ')]);
  if (staleParts.length > 0) headers.push(['Frontage-Stale', staleParts.join(', ')]);
  if (!debug) return headers;
  const ms = Math.round(performance.now() - context.startedAt);
  headers.push(['Frontage-Budget', `calls=${ledger.calls};waves=${ledger.waves};bytes=${ledger.bytes};ms=${ms}`]);
  if (cacheUses.length > 0) headers.push(['Cache-Status', formatCacheStatus(cacheUses)]);
  return headers;
}
