/** Contract of the catalog: its wire format (snake_case, positions by the key of the order) and its operations. */

import { defineHttpOperation } from '@frontage/upstream/http';
import { z } from 'zod';
import { currencies } from '@frontage/dto-mapping/money';
import { catalogBounds, searchBounds, searchSorts } from './bounds.ts';
import {
  attributeName,
  attributeValue,
  brandName,
  categoryId,
  listAmount,
  minStars,
  newId,
  searchText,
  searchWords,
} from './input.ts';

export const imageWire = z.object({
  alt_text: z.string().max(catalogBounds.alt),
  /** Addresses by width in pixels: `"320": "http://…/images/p-001/1?w=320"`. */
  sizes: z.record(z.string().regex(/^[1-9]\d{0,4}$/, 'is no width in pixels'), z.string()),
});

/** Number of the last write, of any kind and to anything of its kind: an item that is deleted and made again has another one. */
const revision = z.number().int().min(1).max(999_999_999);

export const productWire = z.object({
  product_id: z.string(),
  sku: z.string(),
  display_name: z.string(),
  brand_name: z.string(),
  category_id: z.string(),
  short_text: z.string(),
  long_text: z.string(),
  attribute_list: z.array(z.object({ attr_name: z.string(), attr_value: z.string() })).max(catalogBounds.attributes),
  image_list: z.array(imageWire).max(catalogBounds.images),
  created_at: z.string(),
  updated_at: z.string(),
  revision,
});

export const categoryWire = z.object({
  category_id: z.string(),
  display_name: z.string(),
  parent_category_id: z.string().nullable(),
  description_text: z.string(),
  product_count: z.number().int(),
  revision,
});

const text = (max: number) => z.string().trim().min(1).max(max);

const newAttributeWire = z.strictObject({
  attr_name: text(catalogBounds.attributeName),
  attr_value: text(catalogBounds.attributeValue),
});

export const newProductWire = z.strictObject({
  product_id: newId.optional(),
  sku: text(catalogBounds.sku),
  display_name: text(catalogBounds.name),
  brand_name: text(catalogBounds.brand),
  category_id: categoryId,
  short_text: text(catalogBounds.summary),
  long_text: z.string().max(catalogBounds.description).default(''),
  attribute_list: z.array(newAttributeWire).max(catalogBounds.attributes).default([]),
});

export const newCategoryWire = z.strictObject({
  category_id: categoryId,
  display_name: text(catalogBounds.name),
  parent_category_id: categoryId.nullable().default(null),
  description_text: z.string().max(catalogBounds.categoryDescription).default(''),
});

/**
 * Precondition of a write: the revisions of which one must be current, as entity tags (RFC 9110 §13.1.1); `""` is none's. 412 when the item
 * has another one, unless it is as the write would leave it. Default: any.
 */
const precondition = z.object({
  'if-match': z
    .string()
    .max(2_000)
    .regex(/^"\d{0,9}"(, "\d{0,9}")*$/)
    .optional(),
});

const listQuery = z.object({
  category: categoryId.optional(),
  q: searchText.optional(),
  brand: brandName.optional(),
  /** Only what changed at this instant or later. */
  updated_since: z.iso.datetime().optional(),
  /** Order. Default: by age. */
  sort: z.enum(['name', '-name', 'updated_at', '-updated_at']).optional(),
  /** Position: `next_after` of an earlier page with the same `sort`. */
  after: z.string().max(300).optional(),
  page_size: z.coerce.number().int().min(1).max(100).default(20),
});

export const listProducts = defineHttpOperation({
  name: 'catalog.listProducts',
  summary: 'Products of a category or a search, in order of age unless another is asked for',
  method: 'GET',
  path: '/products',
  query: listQuery,
  response: z.object({
    product_list: z.array(productWire).max(catalogBounds.page),
    total_count: z.number().int(),
    next_after: z.string().nullable(),
  }),
});

/**
 * Query of a search. Filters of one kind are alternatives, and filters of several kinds hold together. Prices are list prices of the standard
 * tier, in one currency.
 */
const searchQuery = z.strictObject({
  q: searchWords.optional(),
  category_id: categoryId.optional(),
  brand_names: z.array(brandName).max(searchBounds.brands).optional(),
  currency_code: z.enum(currencies),
  min_amount: listAmount.optional(),
  max_amount: listAmount.optional(),
  min_stars: minStars.optional(),
  in_stock_only: z.boolean().optional(),
  attribute_list: z
    .array(
      z.strictObject({
        attr_name: attributeName,
        attr_values: z.array(attributeValue).min(1).max(searchBounds.attributeValues),
      }),
    )
    .max(searchBounds.attributes)
    .optional(),
  /** Order. Default: relevance. */
  sort: z.enum(searchSorts).optional(),
  /** Position: `next_after` of an earlier page of the same query. */
  after: z.string().max(300).optional(),
  page_size: z.number().int().min(1).max(catalogBounds.page),
});

const found = z.number().int().min(0);

/** Counts of a facet are those of all other filters: its own does not narrow them. Values without a product are left out. */
export const facetsWire = z.object({
  /** Categories with those below them, in the order of the tree. */
  category_list: z.array(z.object({ category_id: z.string(), product_count: found })).max(catalogBounds.categories),
  /** Brands, the most frequent first. */
  brand_list: z.array(z.object({ brand_name: z.string(), product_count: found })).max(searchBounds.facetValues),
  /** Ranges of list prices, ascending, with both ends; the last may be open. */
  price_list: z
    .array(z.object({ min_amount: found, max_amount: found.nullable(), product_count: found }))
    .max(searchBounds.facetValues),
  /** Products with an average of so many stars or more. */
  stars_list: z.array(z.object({ min_stars: z.number().int(), product_count: found })).max(5),
  in_stock_count: found,
  /** Attributes with few different values, each with its values, the most frequent first. */
  attribute_list: z
    .array(
      z.object({
        attr_name: z.string(),
        value_list: z.array(z.object({ attr_value: z.string(), product_count: found })).max(searchBounds.facetValues),
      }),
    )
    .max(searchBounds.attributeFacets),
});

export const searchProducts = defineHttpOperation({
  name: 'catalog.searchProducts',
  summary: 'Products found by words and filters, with counts for facets, and a correction of misspelt words',
  method: 'POST',
  path: '/search',
  idempotent: true,
  body: searchQuery,
  response: z.object({
    product_list: z.array(productWire).max(catalogBounds.page),
    total_count: z.number().int(),
    next_after: z.string().nullable(),
    facets: facetsWire,
    /** Text to look for instead: where words are unknown, and others like them are not. */
    did_you_mean: z.string().nullable(),
  }),
});

export const getProduct = defineHttpOperation({
  name: 'catalog.getProduct',
  summary: 'One product',
  method: 'GET',
  path: '/products/{id}',
  response: productWire,
});

/** Largest batch, in ids. */
export const maxBatch = 100;

export const batchProducts = defineHttpOperation({
  name: 'catalog.batchProducts',
  summary: 'Products by ids; unknown ids are left out',
  method: 'POST',
  path: '/products/batch',
  idempotent: true,
  body: z.strictObject({ product_ids: z.array(z.string()).min(1).max(maxBatch) }),
  response: z.object({ product_list: z.array(productWire).max(maxBatch) }),
});

export const listCategories = defineHttpOperation({
  name: 'catalog.listCategories',
  summary: 'All categories',
  method: 'GET',
  path: '/categories',
  response: z.object({ category_list: z.array(categoryWire).max(catalogBounds.categories) }),
});

export const createProduct = defineHttpOperation({
  name: 'catalog.createProduct',
  summary: 'Adds a product; its id is made unless given',
  method: 'POST',
  path: '/products',
  body: newProductWire,
  status: 201,
  response: productWire,
});

export const updateProduct = defineHttpOperation({
  name: 'catalog.updateProduct',
  summary: 'Changes members of a product; what is so already stays, with its revision',
  method: 'PATCH',
  path: '/products/{id}',
  headers: precondition,
  idempotent: true,
  body: newProductWire
    .omit({ product_id: true, long_text: true, attribute_list: true })
    .extend({
      long_text: z.string().max(catalogBounds.description),
      attribute_list: z.array(newAttributeWire).max(catalogBounds.attributes),
    })
    .partial(),
  response: productWire,
});

export const deleteProduct = defineHttpOperation({
  name: 'catalog.deleteProduct',
  summary: 'Removes a product',
  method: 'DELETE',
  path: '/products/{id}',
  headers: precondition,
  response: z.undefined(),
});

export const createCategory = defineHttpOperation({
  name: 'catalog.createCategory',
  summary: 'Adds a category',
  method: 'POST',
  path: '/categories',
  body: newCategoryWire,
  status: 201,
  response: categoryWire,
});

export const updateCategory = defineHttpOperation({
  name: 'catalog.updateCategory',
  summary: 'Changes the name, parent or description of a category; what is so already stays, with its revision',
  method: 'PATCH',
  path: '/categories/{id}',
  headers: precondition,
  idempotent: true,
  body: z
    .strictObject({
      display_name: text(catalogBounds.name),
      parent_category_id: categoryId.nullable(),
      description_text: z.string().max(catalogBounds.categoryDescription),
    })
    .partial(),
  response: categoryWire,
});

export const deleteCategory = defineHttpOperation({
  name: 'catalog.deleteCategory',
  summary: 'Removes a category without products and children',
  method: 'DELETE',
  path: '/categories/{id}',
  headers: precondition,
  response: z.undefined(),
});

/** Reasons of the catalog, beyond the failure table. */
export type CatalogReason =
  | 'CATEGORY_NOT_EMPTY'
  | 'CATEGORY_TOO_DEEP'
  | 'CATEGORY_UNKNOWN'
  | 'ID_TAKEN'
  | 'LIVE_KEY_REQUIRED'
  | 'MAY_NOT_WRITE_CATALOG';

export const catalogOperations = [
  listProducts,
  searchProducts,
  getProduct,
  batchProducts,
  createProduct,
  updateProduct,
  deleteProduct,
  listCategories,
  createCategory,
  updateCategory,
  deleteCategory,
];
