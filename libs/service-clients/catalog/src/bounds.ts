/** Bounds of the catalog, for its contract and its views. */

/** Orders of products: by name, and by the last change, each in both directions. */
export const productSorts = ['name', '-name', 'updatedAt', '-updatedAt'] as const;

/** Orders of a search: the best match first, the newest, by list price in each direction, the best rated, by name. */
export const searchSorts = ['relevance', 'newest', 'price', '-price', 'rating', 'name'] as const;

/**
 * Bounds of a search. Text in characters; most brands, attributes, and values of one attribute to filter by; highest amount in minor units;
 * most values of one facet, and most attributes that have one.
 */
export const searchBounds = {
  text: 100,
  brands: 20,
  attributes: 10,
  attributeValues: 20,
  amount: 100_000_000_000,
  facetValues: 100,
  attributeFacets: 20,
} as const;

/** Largest texts, in characters, and largest lists. The catalog accepts no more, and so gives no more. */
export const catalogBounds = {
  sku: 40,
  name: 120,
  brand: 60,
  summary: 300,
  description: 10_000,
  attributes: 50,
  attributeName: 60,
  attributeValue: 200,
  page: 100,
  categories: 1_000,
  categoryDescription: 2_000,
  images: 100,
  imageSizes: 20,
  alt: 500,
} as const;
