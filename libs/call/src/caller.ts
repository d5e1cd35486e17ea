/** Caller on whose behalf services are asked; part of cache keys. Permissions are not in it. */

export type Caller =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'customer' | 'support'; readonly id: string }
  /** Partner, with a key of test mode or, without a mode, of live mode. */
  | { readonly kind: 'partner'; readonly id: string; readonly mode?: 'test' | undefined };

/** Caller without credentials. */
export const anonymous: Caller = Object.freeze({ kind: 'anonymous' });

/** Asks whether a value can be a person's id: 1 to 255 printable ASCII characters. (`sub`, OpenID Connect Core 1.0 §2.) */
export const isCallerId = (id: unknown): id is string => typeof id === 'string' && /^[ -~]{1,255}$/.test(id);

/**
 * Formats a caller for `Frontage-Caller` and cache keys: `customer:ada`, `customer:auth0%7C5f7c`, `partner:acme;mode=test`, `anonymous`.
 * All but the unreserved characters of RFC 3986 are percent-encoded, so that an id has one spelling and cannot reach beyond its place.
 */
export function formatCaller(caller: Caller): string {
  if (caller.kind === 'anonymous') return 'anonymous';
  const isTest = caller.kind === 'partner' && caller.mode === 'test';
  return `${caller.kind}:${encode(caller.id)}${isTest ? ';mode=test' : ''}`;
}

/** Encodes any text, and no two alike. A cache must not take one caller for another. */
const encode = (id: string): string => id.replace(/[^A-Za-z0-9._~-]/gu, encodeSign);

function encodeSign(sign: string): string {
  const hex = sign.charCodeAt(0).toString(16).toUpperCase();
  // A lone surrogate has no UTF-8. It gets a spelling of its own, which `parseCaller` refuses.
  if (!sign.isWellFormed()) return `%u${hex}`;
  // The function encodeURIComponent leaves some of the reserved characters as they are.
  return "!'()*".includes(sign) ? `%${hex}` : encodeURIComponent(sign);
}

const callerPattern = /^(customer|partner|support):((?:[A-Za-z0-9._~-]|%[0-9A-F]{2}){1,765})(;mode=test)?$/;

/** Parses what `formatCaller` wrote, in no other spelling; undefined for anything else. */
export function parseCaller(text: string | undefined): Caller | undefined {
  if (text === 'anonymous') return anonymous;
  const match = callerPattern.exec(text ?? '');
  const id = match && decode(match[2]!);
  if (!match || !isCallerId(id)) return undefined;
  const kind = match[1] as 'customer' | 'partner' | 'support';
  const caller: Caller = kind === 'partner' && match[3] ? { kind, id, mode: 'test' } : { kind, id };
  return formatCaller(caller) === text ? caller : undefined;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
