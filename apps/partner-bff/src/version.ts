/** A version of the API as a value: its prefix, its links, and how it shows each resource. */

import type { View } from '@frontage/dto-mapping';
import type { z } from 'zod';
import { linksBelow, type Linker } from './links.ts';

/** One resource as one version shows it. Two versions give the same Models to different ones. */
export interface Representation<Models extends readonly unknown[]> {
  readonly view: View<z.ZodType>;
  /** The value that the view writes. */
  of(...models: Models): unknown;
}

/** A view with the mapping to it, which the compiler holds to the view's schema. */
export const represent = <S extends z.ZodType, Models extends readonly unknown[]>(
  view: View<S>,
  of: (...models: Models) => z.input<S>,
): Representation<Models> => ({ view, of });

/** Features ask for the part of `Views` that is theirs: `Version<OrderViews>`. */
export interface Version<Views> extends Linker {
  /** Of every path: `/v2`. */
  readonly prefix: `/v${number}`;
  readonly views: Views;
}

/** Makes a version of the features' representations, which are told where its links lead. */
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
