/** Recommendations by likeness to a product, by taste of a caller, by popularity. Deterministic. */

import { categories, products, randomOf, reviewCount, type SeededProduct } from '@frontage/seed';
import type { z } from 'zod';
import type { pickWire } from '@frontage/recommendations-client/contract';

export type PickWire = z.output<typeof pickWire>;

const inCategory: ReadonlyMap<string, readonly SeededProduct[]> = Map.groupBy(
  products,
  (product) => product.categoryId,
);
const nameOf: ReadonlyMap<string, string> = new Map(categories.map(({ id, name }) => [id, name.toLowerCase()]));

/** Common traits of two products, with their scores beside the common category, and their reasons. Highest score first. */
const likenesses: readonly {
  readonly name: string;
  readonly worth: number;
  readonly say: (value: string) => string;
}[] = [
  { name: 'material', worth: 0.2, say: (value) => `Also of ${value}` },
  { name: 'brand', worth: 0.15, say: (value) => `Also by ${value}` },
  { name: 'colour', worth: 0.1, say: (value) => `Also in ${value}` },
  { name: 'country', worth: 0.05, say: (value) => `Also from ${value}` },
];

const trait = ({ brand, attributes }: SeededProduct, name: string): string | undefined =>
  name === 'brand' ? brand : attributes.find((attribute) => attribute.name === name)?.value;

/** Finds products of the same category, most alike first. */
export function picksLike(product: SeededProduct, limit: number): PickWire[] {
  const siblings = inCategory.get(product.categoryId) ?? [];
  return best(
    siblings.filter(({ id }) => id !== product.id).map((other) => compare(product, other)),
    limit,
  );
}

function compare(product: SeededProduct, other: SeededProduct): PickWire {
  const common = likenesses.filter(({ name }) => trait(product, name) === trait(other, name));
  const score = common.reduce((sum, { worth }) => sum + worth, 0.5);
  const why = common[0]?.say(trait(product, common[0].name)!) ?? `More ${nameOf.get(product.categoryId)}`;
  return [other.id, rounded(score), why];
}

/** Finds the most reviewed products. */
export function popularPicks(limit: number): PickWire[] {
  return best(
    products.map(({ id }) => [id, popularity(id), 'Popular with everybody']),
    limit,
  );
}

/** Number of categories that a caller likes. */
const likedCategories = 3;

/** Finds popular products of the categories that a caller likes. The taste follows from the name of the caller alone. */
export function picksFor(caller: string, limit: number): PickWire[] {
  const liked = randomOf(`taste of ${caller}`).sample([...inCategory.keys()], likedCategories);
  const picks = liked.flatMap((categoryId, index) =>
    inCategory.get(categoryId)!.map(({ id }): PickWire => {
      // Earlier categories score higher, so that popularity alone does not order the picks.
      const score = popularity(id) * (1 - index * 0.2);
      return [id, rounded(score), `Because you like ${nameOf.get(categoryId)}`];
    }),
  );
  return best(picks, limit);
}

/** Popularity by number of reviews, from 0 to 1. */
const popularity = (productId: string): number => rounded(1 - 1 / (1 + reviewCount(productId) / 10));

const rounded = (score: number): number => Math.round(score * 1000) / 1000;

/** Finds the highest scores. Equal ones are in order of id, so that the order is always the same. */
const best = (picks: readonly PickWire[], limit: number): PickWire[] =>
  picks.toSorted(([idA, a], [idB, b]) => b - a || (idA < idB ? -1 : 1)).slice(0, limit);
