/** Lists of the cache: pages of a connection, joined. */

import type { FieldMergeFunction } from '@apollo/client/cache';
import { relayStylePagination } from '@apollo/client/utilities';

type Policy = ReturnType<typeof relayStylePagination>;
type Merge = Extract<Policy['merge'], FieldMergeFunction>;
type Edges = NonNullable<Parameters<Merge>[0]>['edges'];

/**
 * Joins the pages of a connection. A page that is read again keeps those after it, which Apollo Client's own policy forgets: whoever has opened
 * a list further must not lose their place when its beginning is read again. `keyArgs` name what makes it another list.
 */
export function listOf(keyArgs?: readonly string[]): Policy {
  const policy = relayStylePagination(keyArgs ? [...keyArgs] : false);
  const join = policy.merge as Merge;
  const merge: Merge = (existing, incoming, options) => {
    const joined = join(existing, incoming, options) ?? null;
    const { endCursor: end, hasNextPage: isFollowed = false } = incoming?.pageInfo ?? {};
    const at = existing?.edges.findIndex(({ cursor }) => cursor === end) ?? -1;
    // An end that is not known is another list; and what the service has no more of is gone.
    if (!existing || !joined || !isFollowed || at < 0 || at === existing.edges.length - 1) return joined;
    const { hasNextPage, endCursor } = existing.pageInfo;
    return {
      ...joined,
      edges: [...joined.edges, ...without(existing.edges.slice(at + 1), joined.edges)],
      pageInfo: { ...joined.pageInfo, hasNextPage, endCursor },
    };
  };
  return { ...policy, merge };
}

const refOf = (edge: Edges[number]): string | undefined => ('node' in edge ? edge.node.__ref : undefined);

/** Edges but those of objects that others have: they have moved up the list meanwhile. */
function without(edges: Edges, others: Edges): Edges {
  const known = new Set(others.map(refOf));
  return edges.filter((edge) => refOf(edge) === undefined || !known.has(refOf(edge)));
}
