/** The arithmetic of limits, as pure functions. redis/charge.lua.ts has the same in Lua. */

/** Limit of one policy for one tier. */
export interface Rule {
  /**
   * Way in which usage ends.
   *
   * `bucket`: evenly, `limit` within `windowMs`: short bursts pass, and the average holds. `quota`: all at once, when the next window
   * begins. Windows are counted from 1970: days begin at midnight UTC.
   */
  readonly kind: 'bucket' | 'quota';
  readonly limit: number;
  readonly windowMs: number;
}

/** Usage of one key. StoredUsage instead of what is left, so that a changed limit holds at once, for earlier usage too. */
export interface Usage {
  /** Units in use when it was last charged. */
  readonly used: number;
  /** Time of the last charge, in milliseconds since 1970. */
  readonly at: number;
}

/** Tolerance for the rounding of fractions. */
const rounding = 1e-6;

/** Usage as of now. For a clock that went back, time stands still. */
export function current(usage: Usage | undefined, { kind, limit, windowMs }: Rule, now: number): Usage {
  if (!usage) return { used: 0, at: now };
  const at = Math.max(now, usage.at);
  const used =
    kind === 'bucket'
      ? Math.max(0, usage.used - ((at - usage.at) * limit) / windowMs)
      : Math.floor(at / windowMs) === Math.floor(usage.at / windowMs)
        ? usage.used
        : 0;
  return { used, at };
}

/** Cost that is charged: at most the whole limit, so that an expensive operation waits for all of it, but not for ever. */
export const costWithin = ({ limit }: Rule, cost: number): number => Math.min(cost, limit);

/** Whether the cost is within the limit. A refund (negative cost) always is, even after the limit was lowered. */
export const fits = ({ used }: Usage, rule: Rule, cost: number): boolean =>
  cost <= 0 || used + cost <= rule.limit + rounding;

export const charged = ({ used, at }: Usage, cost: number): Usage => ({ used: Math.max(0, used + cost), at });

/** Time for which usage is kept beyond its end. No decision depends on the moment of its removal. */
const spareMs = 10_000;

/** Time for which usage has to be kept, in milliseconds: until none of it is left, and a little longer. */
export const lifeMs = ({ used, at }: Usage, { kind, limit, windowMs }: Rule): number =>
  spareMs + Math.ceil(kind === 'bucket' ? (used * windowMs) / limit : windowMs - (at % windowMs));

/** Whole units left. */
export const remaining = ({ used }: Usage, { limit }: Rule): number => Math.max(0, Math.floor(limit - used + rounding));

/** Milliseconds until more units are left; undefined when all of them are. */
export function moreInMs(usage: Usage, rule: Rule): number | undefined {
  const left = remaining(usage, rule);
  return left < rule.limit ? waitMs(usage, rule, left + 1) : undefined;
}

/** Milliseconds until the cost is within the limit. */
export function waitMs(usage: Usage, rule: Rule, cost: number): number {
  if (fits(usage, rule, cost)) return 0;
  if (rule.kind === 'quota') return rule.windowMs - (usage.at % rule.windowMs);
  return ((usage.used + cost - rule.limit) * rule.windowMs) / rule.limit;
}
