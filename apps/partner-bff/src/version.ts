/** Version of the API as a value: prefix, links, and a representation of each resource. */

import type { View } from '@frontage/dto-mapping';
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

/** Version with these views. A feature declares only its own: `Version<OrderViews>`. */
export interface Version<Views> extends Linker {
  /** Prefix of every path: `/v2`. */
  readonly prefix: `/v${number}`;
  readonly views: Views;
}

/** Builds a version from the features' representations, which receive its linker. */
export const version = <Views extends readonly object[]>(
  prefix: `/v${number}`,
  ...views: { readonly [K in keyof Views]: (links: Linker) => Views[K] }
): Version<All<Views[number]>> => {
  const links = linksBelow(prefix);
  return { prefix, ...links, views: Object.assign({}, ...views.map((make) => make(links))) as All<Views[number]> };
};

type All<Union> = (Union extends unknown ? (each: Union) => void : never) extends (all: infer Every) => void
  ? Every
  : never;
