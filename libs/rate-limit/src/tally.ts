/** The arithmetic of limits: how much of one has been used, and what that means. Pure; redis/charge.lua.ts says the same in Lua. */

/** What a limit is made of. */
export interface Rule {
  /**
   * `bucket`: what was used comes back evenly, `limit` within `windowMs`, so that short bursts pass and the average holds.
   * `quota`: all of it comes back at once, when the next window begins. Windows are counted from 1970: days begin at midnight UTC.
   */
  readonly kind: 'bucket' | 'quota';
  readonly limit: number;
  readonly windowMs: number;
}

/** What is kept of one key. */
export interface Tally {
  /** How much was used when it was last charged. */
  readonly used: number;
  /** When that was, in milliseconds since 1970. */
  readonly at: number;
}

/** Less than this over the limit is the rounding of fractions. */
const rounding = 1e-6;

/** Brings a tally up to now. A clock that has gone back stands still. */
export function current(tally: Tally | undefined, { kind, limit, windowMs }: Rule, now: number): Tally {
  if (!tally) return { used: 0, at: now };
  const at = Math.max(now, tally.at);
  const used =
    kind === 'bucket'
      ? Math.max(0, tally.used - ((at - tally.at) * limit) / windowMs)
      : Math.floor(at / windowMs) === Math.floor(tally.at / windowMs)
        ? tally.used
        : 0;
  return { used, at };
}

/** What a cost comes to. More than the whole limit is the whole limit: it has to wait for all of it, but not for ever. */
export const costWithin = ({ limit }: Rule, cost: number): number => Math.min(cost, limit);

/** Whether so much more may be used. Giving back (a negative cost) always may, whatever the limit has become meanwhile. */
export const fits = ({ used }: Tally, rule: Rule, cost: number): boolean =>
  cost <= 0 || used + cost <= rule.limit + rounding;

export const charged = ({ used, at }: Tally, cost: number): Tally => ({ used: Math.max(0, used + cost), at });

/** No verdict hangs on the moment at which a tally is forgotten. */
const spareMs = 10_000;

/** How long it is kept: until it says nothing that no tally would not say, and a little longer. */
export const lifeMs = ({ used, at }: Tally, { kind, limit, windowMs }: Rule): number =>
  spareMs + Math.ceil(kind === 'bucket' ? (used * windowMs) / limit : windowMs - (at % windowMs));

/** How much is left, in whole units. */
export const remaining = ({ used }: Tally, { limit }: Rule): number => Math.max(0, Math.floor(limit - used + rounding));

/** How long until there is more, in milliseconds; undefined when all of it is there. */
export function moreInMs(tally: Tally, rule: Rule): number | undefined {
  const left = remaining(tally, rule);
  return left < rule.limit ? waitMs(tally, rule, left + 1) : undefined;
}

/** How long until so much may be used, in milliseconds. */
export function waitMs(tally: Tally, rule: Rule, cost: number): number {
  if (fits(tally, rule, cost)) return 0;
  if (rule.kind === 'quota') return rule.windowMs - (tally.at % rule.windowMs);
  return ((tally.used + cost - rule.limit) * rule.windowMs) / rule.limit;
}
