/** Version of the API as a value: prefix, links, and a representation of each resource. */

import type { View } from '@frontage/dto-mapping';
import type { Deprecation, FailureFormat, MediaTypes, UnknownParameters } from '@frontage/http-server';
import { z } from 'zod';
import { linksBelow, linksSchema, longLinksSchema, type Linker } from './representation/links.ts';

/** Representation of a resource in one version. Several versions map the same Models to different views. */
export interface Representation<Models extends readonly unknown[]> {
  readonly view: View<z.ZodType>;
  /** Maps the Models to the value that the view writes. */
  of(...models: Models): unknown;
}

/** Pairs a view with the mapping to it, which is type-checked against the view's schema. */
export const represent = <S extends z.ZodType, Models extends readonly unknown[]>(
  view: View<S>,
  of: (...models: Models) => z.input<S>,
): Representation<Models> => ({ view, of });

/** Address of the page that tells of a representation (RFC 6906), with an anchor for each. */
export const profileOf = (viewName: string): string => `/docs/resources#${slugOf(viewName)}`;

/** Anchor of a representation: `product-list` for `ProductList`. */
export const slugOf = (viewName: string): string =>
  viewName.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();

/** Terms of a version as a whole. */
export interface VersionTerms {
  /** Prefix of every path: `/v2`. */
  readonly prefix: `/v${number}`;
  /** Media types of answers, one of which `Accept` chooses. */
  readonly mediaTypes: MediaTypes;
  /** Format of failures. Default problem documents. */
  readonly failureFormat?: FailureFormat;
  /** Fate of query parameters that an operation does not describe. Default: they are ignored. */
  readonly unknownParameters?: UnknownParameters;
  /** Address of the page about a representation, which becomes its link `profile`. Default: there is no such link. */
  readonly profileOf?: (viewName: string) => string;
  /** Deprecation. Default: the version is current. */
  readonly deprecation?: Deprecation;
}

/** Version with these views. A feature declares only its own: `Version<OrderViews>`. */
export interface Version<Views> extends VersionTerms, Linker {
  readonly views: Views;
}

/** Builds a version from the features' representations, which receive its linker. */
export const version = <Views extends readonly object[]>(
  terms: VersionTerms,
  ...views: { readonly [K in keyof Views]: (links: Linker) => Views[K] }
): Version<All<Views[number]>> => {
  const links = linksBelow(terms.prefix);
  const made: Readonly<Record<string, unknown>> = Object.assign({}, ...views.map((make) => make(links)));
  const { profileOf } = terms;
  const shown = profileOf ? mapValues(made, (view) => (isLinked(view) ? withProfile(view, profileOf) : view)) : made;
  return { ...terms, ...links, views: shown as All<Views[number]> };
};

const mapValues = (of: Readonly<Record<string, unknown>>, map: (value: unknown) => unknown): Record<string, unknown> =>
  Object.fromEntries(Object.entries(of).map(([name, value]) => [name, map(value)]));

/**
 * Asks for a representation with any links. Views of a version hold other things, too: paging, schemas of input. Answers about what is gone
 * have a closed list of links.
 */
const isLinked = (view: unknown): view is Representation<readonly unknown[]> => {
  const { schema } = (view as Partial<Representation<readonly unknown[]>>).view ?? {};
  return schema instanceof z.ZodObject && [linksSchema, longLinksSchema].includes(schema.shape['_links'] as never);
};

/** Representation whose answers lead to the page about them. Items of lists do not: the page of the list tells of them. */
const withProfile = (
  { view, of }: Representation<readonly unknown[]>,
  profileOf: (viewName: string) => string,
): Representation<readonly unknown[]> => ({
  view,
  of: (...models) => {
    const value = of(...models) as { readonly _links: object };
    return { ...value, _links: { ...value._links, profile: { href: profileOf(view.name) } } };
  },
});

type All<Union> = (Union extends unknown ? (each: Union) => void : never) extends (all: infer Every) => void
  ? Every
  : never;
