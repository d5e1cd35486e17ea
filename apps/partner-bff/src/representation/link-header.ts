/** `Link` header of lists (RFC 8288), for clients that page without reading bodies. */

import { Reply, type Endpoint } from '@frontage/http-server';
import { z } from 'zod';
import { embeddedIn } from './fields.ts';
import type { Links } from './links.ts';

/** Relations of pages, all registered. Others are of the resource, and in its body. */
const pageRelations = ['self', 'first', 'next'] as const;

const description =
  'The links `self`, `first` and `next` of `_links` (RFC 8288). `first` is missing on the first page, `next` on the last.';

/** Adds the header to a list. Other endpoints stay as they are. */
export function withLinkHeader<Deps>(endpoint: Endpoint<Deps>): Endpoint<Deps> {
  const { method, view, headers } = endpoint;
  if (method !== 'GET' || !(view.schema instanceof z.ZodObject) || !embeddedIn(view.schema)) return endpoint;
  return {
    ...endpoint,
    headers: {
      ...headers,
      Link: {
        description,
        schema: {
          type: 'string',
          pattern: '^<[!-;=?-~]*>; rel="[a-z]+"(, <[!-;=?-~]*>; rel="[a-z]+")*$',
          maxLength: 8_000,
        },
      },
    },
    handle: async (request, deps) => {
      const answer = await endpoint.handle(request, deps);
      const { value, headers, status } = answer instanceof Reply ? answer : new Reply(answer, {});
      const Link = linkHeader((value as { readonly _links: Links })._links);
      return new Reply(value, { ...(status !== undefined && { status }), headers: { ...headers, Link } });
    },
  };
}

const linkHeader = (links: Links): string =>
  pageRelations
    .filter((relation) => links[relation] !== undefined)
    .map((relation) => `<${links[relation]!.href}>; rel="${relation}"`)
    .join(', ');
