/** Deprecation of a version: announced from the first day, and ended by its sunset. */

export interface Deprecation {
  /** Instant since which the version is deprecated, ISO 8601. It may be in the future. */
  readonly since: string;
  /** Instant after which the version is gone, ISO 8601; not before `since` (RFC 9745 §4). */
  readonly sunset: string;
  /** Prefix of the version that replaces it: `/v2`. */
  readonly successor: `/v${number}`;
  /** Path of the page that tells what to change. */
  readonly page: string;
}

/** Asks whether the sunset is over. */
export const isOver = ({ sunset }: Deprecation, now: number): boolean => now > Date.parse(sunset);

/** Paths of RFC 3986 alone: anything else could end the reference that it stands in. */
const linkable = /^[\w\-.~!$&'()*+,;=:@%/]{0,500}$/;

/**
 * Headers of every answer of a deprecated version: `Deprecation` (RFC 9745), `Sunset` (RFC 8594), and links (RFC 8288) to the page and to
 * the same resource in its successor (RFC 5829). `path` is that of the request, below the prefix.
 */
export function lifecycleHeaders(
  { since, sunset, successor, page }: Deprecation,
  path: string,
): readonly (readonly [string, string])[] {
  const target = linkable.test(path) ? `${successor}${path}` : successor;
  return [
    ['Deprecation', `@${Math.floor(Date.parse(since) / 1_000)}`],
    ['Sunset', new Date(sunset).toUTCString()],
    [
      'Link',
      `<${target}>; rel="successor-version", <${page}>; rel="deprecation"; type="text/html", <${page}>; rel="sunset"; type="text/html"`,
    ],
  ];
}
