/** Request for an operation: GET for one that is the same for everybody, which browsers and a CDN keep, POST for every other. */

/** Operation to send. */
export interface Asked {
  /** Id of a trusted document: `sha256:…`. */
  readonly documentId: string;
  readonly operationName: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Time for which anybody may keep the answer, in seconds; undefined when it depends on who asks. `npm run documents` knows it by the schema. */
  readonly publicSeconds?: number | undefined;
}

/** Longest path of a GET, in characters: servers and proxies read 2 kB everywhere, and more only in places. */
const longestPath = 2_000;

const headers = {
  Accept: 'application/graphql-response+json, application/problem+json',
  'X-CSRF': '1',
} as const;

/** Path and options of the request. A kept answer may be as old as twice its time; one that may miss a change of this person is not asked for. */
export function requestOf(
  asked: Asked,
  isMissedAfter: (ageMs: number) => boolean,
): { readonly path: string; readonly init: RequestInit } {
  const { documentId, operationName, variables, publicSeconds } = asked;
  if (publicSeconds !== undefined && !isMissedAfter(publicSeconds * 2_000)) {
    const path = `/graphql?${new URLSearchParams({ documentId, variables: JSON.stringify(variables) }).toString()}`;
    // Without the cookie: nobody asks, and a CDN has no reason to pass the request on.
    if (path.length <= longestPath) return { path, init: { headers, credentials: 'omit' } };
  }
  return {
    path: '/graphql',
    init: {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body: JSON.stringify({ documentId, operationName, variables }),
    },
  };
}
