/** Caller: on whose behalf a call is made, as services and cache keys see it. Says nothing about what they may do. */

export type Caller =
  { readonly kind: 'anonymous' } | { readonly kind: 'customer' | 'partner' | 'support'; readonly id: string };

/** Nobody in particular: a visitor without credentials. */
export const anonymous: Caller = Object.freeze({ kind: 'anonymous' });

/** Asks whether something can be the id of a person: up to 255 ASCII characters (`sub`, OpenID Connect Core 1.0 §2) that can be seen. */
export const isCallerId = (id: unknown): id is string => typeof id === 'string' && /^[ -~]{1,255}$/.test(id);

/**
 * `customer:ada`, `customer:auth0%7C5f7c`, or `anonymous`: the value of `Frontage-Caller`, and the identity part of a cache key. All but
 * the unreserved characters of RFC 3986 are percent-encoded, so that an id has one spelling and cannot reach into what stands around it.
 */
export const formatCaller = (caller: Caller): string =>
  caller.kind === 'anonymous' ? 'anonymous' : `${caller.kind}:${encode(caller.id)}`;

/** Of anything, and never two ids alike: a cache must not take one caller for another, whatever they are called. */
const encode = (id: string): string => id.replace(/[^A-Za-z0-9._~-]/gu, encodeSign);

function encodeSign(sign: string): string {
  const hex = sign.charCodeAt(0).toString(16).toUpperCase();
  // Half a character has no UTF-8; nobody is called so, and nobody reads it as somebody.
  if (!sign.isWellFormed()) return `%u${hex}`;
  // encodeURIComponent leaves some of the reserved characters as they are.
  return "!'()*".includes(sign) ? `%${hex}` : encodeURIComponent(sign);
}

const callerPattern = /^(customer|partner|support):((?:[A-Za-z0-9._~-]|%[0-9A-F]{2}){1,765})$/;

/** Reads what `formatCaller` wrote, and in no other spelling; undefined for anything else. */
export function parseCaller(text: string | undefined): Caller | undefined {
  if (text === 'anonymous') return anonymous;
  const match = callerPattern.exec(text ?? '');
  const id = match && decode(match[2]!);
  if (!match || !isCallerId(id)) return undefined;
  const caller: Caller = { kind: match[1] as 'customer' | 'partner' | 'support', id };
  return formatCaller(caller) === text ? caller : undefined;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
