/** Arguments of a search, checked and in one form, so that searches alike share cursors and cached answers. */

import {
  attributeName,
  attributeValue,
  brandName,
  categoryId,
  listAmount,
  minStars,
  searchWords,
} from '@frontage/catalog-client/input';
import { searchBounds } from '@frontage/catalog-client/bounds';
import type { SearchFilter, SearchSort as CatalogSort } from '@frontage/catalog-client';
import { z } from 'zod';
import { orAbsent } from '../../input.ts';
import type { SearchSort } from '../../schema.types.ts';

/** Orders by their names in the schema. */
export const sorts = {
  RELEVANCE: 'relevance',
  NEWEST: 'newest',
  PRICE_ASC: 'price',
  PRICE_DESC: '-price',
  RATING: 'rating',
  NAME: 'name',
} as const satisfies Record<SearchSort, CatalogSort>;

/** Range of prices; undefined when it is open at both ends. */
const priceRange = z
  .object({ min: orAbsent(listAmount), max: orAbsent(listAmount) })
  .refine(({ min = 0, max = Infinity }) => min <= max, { path: ['min'], message: 'must not be above max' })
  .transform(({ min, max }) => (min === undefined && max === undefined ? undefined : { min, max }));

const attributes = z
  .array(
    z.object({
      name: attributeName,
      values: z.array(attributeValue).min(1).max(searchBounds.attributeValues).transform(inOrder),
    }),
  )
  .max(searchBounds.attributes)
  .transform((all) => (all.length === 0 ? undefined : all.toSorted((one, other) => (one.name < other.name ? -1 : 1))));

const filter = z
  .object({
    category: orAbsent(categoryId),
    brands: orAbsent(z.array(brandName).max(searchBounds.brands).transform(inOrder)),
    price: orAbsent(priceRange),
    minRating: orAbsent(minStars),
    inStock: orAbsent(z.boolean().transform((isWanted) => isWanted || undefined)),
    attributes: orAbsent(attributes),
  })
  .transform((given): SearchFilter => ({ ...given, brands: given.brands?.length === 0 ? undefined : given.brands }));

/** Arguments beside those of the page. */
export const searchArguments = z.object({
  text: orAbsent(searchWords.transform((text) => text.trim().replace(/\s+/gu, ' ') || undefined)),
  filter: orAbsent(filter),
});

/** Values in one order, each once. */
function inOrder(values: readonly string[]): string[] {
  return [...new Set(values)].toSorted();
}
