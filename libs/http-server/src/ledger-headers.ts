/** What an answer says of itself: what it lacks, what in it is old, and, to whoever debugs, what it cost. */

import { formatCacheStatus } from '@frontage/call/headers';
import { type Call } from '@frontage/call';
import type { RequestContext } from './request-context.ts';

/** Stripe's word for an answer that was given before, under the same Idempotency-Key. */
export const replayed: [string, string] = ['Idempotent-Replayed', 'true'];

/**
 * The headers that tell what the call's ledger knows, and leaves it for the log line. `Frontage-Degraded` names what is missing,
 * `Frontage-Stale` what is older than it should be because a fresh one could not be had; `Idempotent-Replayed` that it, or what it tells of, is none
 * of this request's doing. With `debug` also `Frontage-Budget` and
 * `Cache-Status` (RFC 9211).
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
