/** HAL links (draft-kelly-json-hal). References are relative, so that they hold behind any proxy. */

import { z } from 'zod';

/** Media type of HAL (draft-kelly-json-hal). */
export const halMediaType = 'application/hal+json';

export interface Link {
  readonly href: string;
  readonly templated?: true;
}

/** Query of a link: values by name, undefined ones left out, lists separated by commas. */
export type Query = Readonly<Record<string, string | number | readonly string[] | undefined>>;

export type Links = { readonly self: Link } & Readonly<Record<string, Link>>;

/** Schema of one link that is always there. */
export const linkSchema = (description: string) =>
  z.object({ href: z.string().max(2_048).meta({ format: 'uri-reference', description: 'Relative to this.' }) }).meta({
    description,
  });

const linksUpTo = (maxHref: number) =>
  z
    .record(
      z
        .string()
        .max(40)
        .regex(/^[a-z]+(-[a-z]+)*$/),
      z
        .object({
          href: z.string().max(maxHref).meta({
            format: 'uri-template',
            description: 'Target, relative to this; a template (RFC 6570) when `templated` is true.',
          }),
          templated: z
            .boolean()
            .optional()
            .meta({ description: 'True for a template, whose variables the client fills in.' }),
        })
        .meta({ description: 'One link, by what it leads to.' }),
    )
    .meta({ description: 'Links to what this key may do next.', maxProperties: 20 });

/** Schema of `_links`, a member of every answer. */
export const linksSchema = linksUpTo(2_048);

/** Schema of `_links` of a list whose filter may name many items. */
export const longLinksSchema = linksUpTo(8_192);

/** Linker: makes the links of one version of the API. */
export interface Linker {
  /** Link to a path of the version. Values are encoded, undefined query values left out. */
  link(path: string, query?: Query): Link;
  /** Link whose variables the client fills in (RFC 6570). */
  template(path: string): Link;
}

/** Linker below a prefix. */
export const linksBelow = (prefix: string): Linker => ({
  link: (path, query = {}) => {
    const given = Object.entries(query).filter(([, value]) => value !== undefined);
    const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
    return { href: `${prefix}${path}${search === '' ? '' : `?${search}`}` };
  },
  template: (path) => ({ href: `${prefix}${path}`, templated: true }),
});

/** Links of a list: itself, its first page on later ones, and the next page if there is one. */
export const pageLinks = ({ link }: Linker, path: string, query: Query, next: string | undefined): Links => ({
  self: link(path, query),
  ...(query['cursor'] !== undefined && { first: link(path, { ...query, cursor: undefined }) }),
  ...(next !== undefined && { next: link(path, { ...query, cursor: next }) }),
});
