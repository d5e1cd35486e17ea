/** `returnTo`: where a login leads back to. Only ever a place of our own (RFC 9700 §4.11: no open redirectors). */

/** As JSON: quotes and the like take two bytes there, and it is sealed in a cookie that proxies must let pass. */
const maxBytes = 1_024;

/**
 * Begins with one slash, and holds neither control characters nor backslashes: browsers drop the former and take the latter for
 * slashes, so that `/\evil` and `/<tab>/evil` lead to another host, as `//evil` does.
 */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const local = /^\/(?!\/)[^\\\u0000-\u001f\u007f-\u009f]*$/;

/** The `returnTo` of a query; `/` when there is none, undefined when it cannot be followed. */
export function readReturnTo(value: unknown): string | undefined {
  if (value === undefined || value === '') return '/';
  if (typeof value !== 'string' || Buffer.byteLength(JSON.stringify(value)) - 2 > maxBytes) return undefined;
  return local.test(value) ? value : undefined;
}

/** The URL to redirect to. Absolute, so that no reading of the path can lead elsewhere. */
export const toLocation = (publicOrigin: string, returnTo: string): string => new URL(publicOrigin + returnTo).href;
