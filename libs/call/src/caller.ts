/** Caller: on whose behalf a call is made, as services and cache keys see it. Says nothing about what they may do. */

export type Caller =
  { readonly kind: 'anonymous' } | { readonly kind: 'customer' | 'partner' | 'support'; readonly id: string };

/** Nobody in particular: a visitor without credentials. */
export const anonymous: Caller = Object.freeze({ kind: 'anonymous' });

/** `customer:ada`, or `anonymous`: the value of `Frontage-Caller`, and the identity part of a cache key. */
export const formatCaller = (caller: Caller): string =>
  caller.kind === 'anonymous' ? 'anonymous' : `${caller.kind}:${caller.id}`;

const callerPattern = /^(customer|partner|support):([A-Za-z0-9._~-]{1,64})$/;

/** Reads what `formatCaller` wrote; undefined for anything else. */
export function parseCaller(text: string | undefined): Caller | undefined {
  if (text === 'anonymous') return anonymous;
  const match = callerPattern.exec(text ?? '');
  if (!match) return undefined;
  return { kind: match[1] as 'customer' | 'partner' | 'support', id: match[2]! };
}
