/** `returnTo`: path to return to after a login. Only a path of this site (RFC 9700 §4.11: no open redirectors). */

/** Longest path in bytes of JSON, where quotes take two. It is sealed in a cookie, and proxies limit headers. */
const maxBytes = 1_024;

/**
 * Local path: one leading slash, no control characters, no backslashes. Browsers drop the former and read the latter as slashes, so that
 * `/\evil` and `/<tab>/evil` lead to another host, as `//evil` does.
 */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const local = /^\/(?!\/)[^\\\u0000-\u001f\u007f-\u009f]*$/;

/** Reads the `returnTo` of a query; `/` when absent, undefined when it cannot be followed. */
export function readReturnTo(value: unknown): string | undefined {
  if (value === undefined || value === '') return '/';
  if (typeof value !== 'string' || Buffer.byteLength(JSON.stringify(value)) - 2 > maxBytes) return undefined;
  return local.test(value) ? value : undefined;
}

/** URL of the redirect. Absolute, so that no reading of the path leads elsewhere. */
export const toLocation = (publicOrigin: string, returnTo: string): string => new URL(publicOrigin + returnTo).href;
