/** Use of a cache by one call, and its `Cache-Status` (RFC 9211) for debugging. */

/** Outcome of a cache for one call of a cached method. Keys are not in it: they may name people. */
export interface CacheUse {
  /** Name of the cached method, such as `catalog.product`. Letters, digits, dots, hyphens and underscores, beginning with a letter. */
  readonly name: string;
  /**
   * `hit`: served without asking the service. `miss`: no entry. `partial`: entries for some of several items. `stale`: the entry was too
   * old, and the service was asked.
   */
  readonly outcome: 'hit' | 'miss' | 'partial' | 'stale';
  /** Remaining freshness of the answer, in milliseconds; negative once stale. */
  readonly ttlMs?: number | undefined;
  /** The service's answer was kept. */
  readonly stored?: boolean;
  /** Another request had asked the service already, and the answer was shared. */
  readonly collapsed?: boolean;
  /** Level of the entry, or another detail: `memory`, `redis`, `stale-if-error`, `17/20`. */
  readonly detail?: string | undefined;
}

/** Most uses in the header: clients and proxies refuse headers of more than some kilobytes. The number of further uses is given. */
const maxUses = 40;

/**
 * Formats `Cache-Status`: one member per use, the first forty. RFC 9211 counts in seconds, and has `partial`, `miss` and `stale` as reasons
 * to forward.
 */
export function formatCacheStatus(uses: readonly CacheUse[]): string {
  const told = uses.slice(0, maxUses).map(format);
  const left = uses.length - told.length;
  return [...told, ...(left > 0 ? [`frontage; detail="${left} more"`] : [])].join(', ');
}

function format({ name, outcome, ttlMs, stored, collapsed, detail }: CacheUse): string {
  const parts = [name, outcome === 'hit' ? 'hit' : `fwd=${outcome}`];
  if (ttlMs !== undefined) parts.push(`ttl=${Math.floor(ttlMs / 1000)}`);
  if (stored) parts.push('stored');
  if (collapsed) parts.push('collapsed');
  if (detail !== undefined) parts.push(`detail=${/^[A-Za-z][\w.-]*$/.test(detail) ? detail : JSON.stringify(detail)}`);
  return parts.join('; ');
}
