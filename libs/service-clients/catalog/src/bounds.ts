/** Bounds of the catalog, for its contract and its views. */

/** Orders of products: by name, and by the last change, each in both directions. */
export const productSorts = ['name', '-name', 'updatedAt', '-updatedAt'] as const;

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
