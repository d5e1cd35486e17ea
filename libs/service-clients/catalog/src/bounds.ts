/** How much the catalog gives, for its contract and for views of it. */

/** Most characters of what the catalog keeps, and most of what stands in one list: what it takes, and so what it gives. */
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
