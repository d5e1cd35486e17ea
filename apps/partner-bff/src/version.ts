/** Version of the API as a value: prefix, links, and a representation of each resource. */

import type { View } from '@frontage/dto-mapping';
import type { Deprecation, FailureFormat, MediaTypes, UnknownParameters } from '@frontage/http-server';
import type { z } from 'zod';
import { linksBelow, type Linker } from './links.ts';

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
  return { ...terms, ...links, views: Object.assign({}, ...views.map((make) => make(links))) as All<Views[number]> };
};

type All<Union> = (Union extends unknown ? (each: Union) => void : never) extends (all: infer Every) => void
  ? Every
  : never;
