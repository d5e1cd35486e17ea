/** What a cache did for one call, and how it is told to whoever debugs (`Cache-Status`, RFC 9211). */

/** What a cache did for one call of a cached method. Says nothing of keys: they may name people. */
export interface CacheUse {
  /** The cached method: `catalog.product`. Letters, digits, dots, hyphens and underscores, beginning with a letter. */
  readonly name: string;
  /**
   * `hit`: given without asking the service. `miss`: nothing was there. `partial`: some of several items were there. `stale`: what
   * was there was too old, and the service was asked.
   */
  readonly outcome: 'hit' | 'miss' | 'partial' | 'stale';
  /** For how much longer the answer is fresh, in milliseconds; negative for how long it has not been. */
  readonly ttlMs?: number | undefined;
  /** Whether the service's answer was kept. */
  readonly stored?: boolean;
  /** Whether somebody else had asked the service already, and the answer was shared. */
  readonly collapsed?: boolean;
  /** Where it was found, or what else there is to say: `memory`, `redis`, `stale-if-error`, `17/20`. */
  readonly detail?: string | undefined;
}

/** Clients and proxies refuse headers that are longer than some kilobytes: so many uses are told, and how many more there were. */
const maxUses = 40;

/**
 * The value of `Cache-Status`: one member per use, the first forty. RFC 9211 counts in seconds; it knows `partial`, `miss` and `stale` as
 * reasons to ask on.
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
