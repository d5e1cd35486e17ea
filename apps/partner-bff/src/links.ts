/** HAL links (draft-kelly-json-hal): where to go next. Relative references, so that they hold behind any proxy. */

import { z } from 'zod';

export interface Link {
  readonly href: string;
  readonly templated?: true;
}

export type Links = { readonly self: Link } & Readonly<Record<string, Link>>;

/** The `_links` member of every answer. */
export const linksSchema = z
  .record(z.string(), z.object({ href: z.string(), templated: z.boolean().optional() }))
  .meta({ description: 'only what you may do next' });

const root = '/v2';

/** A link to a path of this version. Values are encoded, undefined query values left out. */
export function link(path: string, query: Readonly<Record<string, string | number | undefined>> = {}): Link {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return { href: `${root}${path}${search === '' ? '' : `?${search}`}` };
}

/** A link whose variables the client fills in (RFC 6570). */
export const template = (path: string): Link => ({ href: `${root}${path}`, templated: true });
