/** Client of the catalog: Wire -> Model. */

import type { Call } from '@frontage/call';
import type { Image, ImageVariant } from '@frontage/dto-mapping';
import { money, type Currency, type Money } from '@frontage/dto-mapping/money';
import { inBatches, pageAfter, type UpstreamState } from '@frontage/upstream';
import { createHttpUpstream, httpLocation, type HttpUpstreamOptions } from '@frontage/upstream/http';
import type { z } from 'zod';
import type { productSorts, searchSorts } from './bounds.ts';
import {
  batchProducts,
  createCategory,
  createProduct,
  deleteCategory,
  deleteProduct,
  getProduct,
  listCategories,
  listProducts,
  maxBatch,
  searchProducts,
  updateCategory,
  updateProduct,
  type categoryWire,
  type facetsWire,
  type imageWire,
  type productWire,
} from './catalog.contract.ts';

export interface Attribute {
  readonly name: string;
  readonly value: string;
}

export interface Product {
  readonly id: string;
  readonly sku: string;
  readonly name: string;
  readonly brand: string;
  readonly categoryId: string;
  readonly summary: string;
  readonly description: string;
  readonly attributes: readonly Attribute[];
  readonly images: readonly Image[];
  /** Times of creation and change, as ISO 8601 instants. */
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Number of its last write. Prices and stock have owners of their own, and no part in it. */
  readonly revision: number;
}

export interface Category {
  readonly id: string;
  readonly name: string;
  /** Id of the parent; undefined for a root. */
  readonly parentId: string | undefined;
  readonly description: string;
  readonly productCount: number;
  /** Number of its last write. Those of its products have no part in it. */
  readonly revision: number;
}

/** Item of the catalog to write to. */
export interface Target {
  readonly id: string;
  /** Revisions of which one must be current, or the write is refused: PRECONDITION_FAILED. Default: any. */
  readonly expected?: readonly number[] | undefined;
}

export interface ProductPage {
  readonly products: readonly Product[];
  readonly total: number;
  /** Position after this page; undefined on the last one. Opaque to callers. */
  readonly next: string | undefined;
}

/** Order of products; `-` is descending. */
export type ProductSort = (typeof productSorts)[number];

export interface ProductQuery {
  readonly category?: string | undefined;
  /** Words that name, brand or summary must contain. */
  readonly search?: string | undefined;
  /** Brand, by its whole name. */
  readonly brand?: string | undefined;
  /** Instant since which they changed. */
  readonly updatedSince?: string | undefined;
  /** Order. Default: by age. */
  readonly sort?: ProductSort | undefined;
  /** Position: `next` of an earlier page of the same query. */
  readonly after?: string | undefined;
  /** Page size, 1 to 100. */
  readonly limit: number;
}

/** Order of a search; `-` is descending. */
export type SearchSort = (typeof searchSorts)[number];

/** Filters of a search. Values of one filter are alternatives; all filters hold together. */
export interface SearchFilter {
  /** Category, with those below it. */
  readonly category?: string | undefined;
  /** Brands, by their whole names. */
  readonly brands?: readonly string[] | undefined;
  /** List prices in whole minor units of the search's currency, both ends included. */
  readonly price?: { readonly min?: number | undefined; readonly max?: number | undefined } | undefined;
  /** Stars that the average is at least, 1 to 5. */
  readonly minRating?: number | undefined;
  /** True: only what can be sold. */
  readonly inStock?: boolean | undefined;
  readonly attributes?: readonly { readonly name: string; readonly values: readonly string[] }[] | undefined;
}

export interface SearchQuery {
  /** Words, all of which a product has in its name, brand, category, summary or attributes. Up to 100 characters. */
  readonly text?: string | undefined;
  readonly filter?: SearchFilter | undefined;
  /** Currency of list prices, for the filter, the order and the facet. */
  readonly currency: Currency;
  /** Order. Default: relevance, which without a text is by age. */
  readonly sort?: SearchSort | undefined;
  /** Position: `next` of an earlier page of the same query. */
  readonly after?: string | undefined;
  /** Page size, 1 to 100. */
  readonly limit: number;
}

export interface CategoryCount {
  readonly categoryId: string;
  readonly count: number;
}

export interface BrandCount {
  readonly brand: string;
  readonly count: number;
}

/** Range of list prices, both ends included; the last one is open. */
export interface PriceRangeCount {
  readonly min: Money;
  readonly max: Money | undefined;
  readonly count: number;
}

export interface RatingCount {
  readonly minRating: number;
  readonly count: number;
}

export interface AttributeCounts {
  readonly name: string;
  readonly values: readonly { readonly value: string; readonly count: number }[];
}

/** Counts of products by the values of each filter. The filter itself does not narrow them; the others do. */
export interface SearchFacets {
  /** Categories with those below them, in the order of the tree. */
  readonly categories: readonly CategoryCount[];
  readonly brands: readonly BrandCount[];
  readonly prices: readonly PriceRangeCount[];
  readonly ratings: readonly RatingCount[];
  readonly inStock: number;
  readonly attributes: readonly AttributeCounts[];
}

export interface SearchPage extends ProductPage {
  readonly facets: SearchFacets;
  /** Text to look for instead, where words of the text are unknown and others like them are not. */
  readonly suggestion: string | undefined;
}

export interface NewProduct {
  /** Id of the product. Default: made by the catalog. */
  readonly id?: string | undefined;
  readonly sku: string;
  readonly name: string;
  readonly brand: string;
  readonly categoryId: string;
  readonly summary: string;
  readonly description?: string | undefined;
  readonly attributes?: readonly Attribute[] | undefined;
}

/** Change of a product. Undefined members stay as they are. */
export type ProductChange = { readonly [K in keyof Omit<NewProduct, 'id'>]?: NewProduct[K] | undefined };

export interface NewCategory {
  readonly id: string;
  readonly name: string;
  readonly parentId?: string | undefined;
  readonly description?: string | undefined;
}

/** Change of a category. A `parentId` of null makes it a root. */
export interface CategoryChange {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly parentId?: string | null | undefined;
}

export interface CatalogClient {
  list(query: ProductQuery, call: Call): Promise<ProductPage>;
  /**
   * Finds products, and counts facets. Prices, ratings and stock belong to other services: the catalog's index knows list prices, and follows
   * the others' events, a little later.
   */
  search(query: SearchQuery, call: Call): Promise<SearchPage>;
  /** Reads a product. NOT_FOUND when there is none. */
  product(id: string, call: Call): Promise<Product>;
  /** Reads any number of products, by id. Unknown ids are absent. */
  products(ids: readonly string[], call: Call): Promise<ReadonlyMap<string, Product>>;
  categories(call: Call): Promise<readonly Category[]>;
  createProduct(product: NewProduct, call: Call): Promise<Product>;
  /** Changes a product. One that is so already stays as it is, whatever was expected: a repetition is no conflict. */
  updateProduct(input: Target & { readonly change: ProductChange }, call: Call): Promise<Product>;
  deleteProduct(input: Target, call: Call): Promise<void>;
  /** CONFLICT reason ID_TAKEN, UNPROCESSABLE reasons CATEGORY_UNKNOWN and CATEGORY_TOO_DEEP: the tree has two levels. */
  createCategory(category: NewCategory, call: Call): Promise<Category>;
  updateCategory(input: Target & { readonly change: CategoryChange }, call: Call): Promise<Category>;
  /** CONFLICT reason CATEGORY_NOT_EMPTY while it has products or children. */
  deleteCategory(input: Target, call: Call): Promise<void>;
  /** State of the service, for `/readyz`. */
  state(): Promise<UpstreamState>;
  close(): Promise<void>;
}

/** Schema of `CATALOG_URL`. Default: the address of `npm start`. */
export const catalogUrl = httpLocation.prefault('http://127.0.0.1:4401').describe('the catalog service');

/** Creates a client of the catalog. */
export function createCatalogClient(options: Omit<HttpUpstreamOptions, 'service'>): CatalogClient {
  const upstream = createHttpUpstream({ ...options, service: 'catalog' });
  return {
    state: upstream.state,
    close: upstream.close,
    list: async ({ category, search, brand, updatedSince, sort, after, limit }, call) => {
      const query = {
        ...{ category, q: search, brand, updated_since: updatedSince },
        ...{ sort: sort && sortNames[sort], after, page_size: limit },
      };
      const wire = await pageAfter(after, () => upstream.send(listProducts, { query }, call));
      return {
        products: wire.product_list.map(toProduct),
        total: wire.total_count,
        next: wire.next_after ?? undefined,
      };
    },
    search: async ({ text, filter = {}, currency, sort, after, limit }, call) => {
      const body = {
        ...{ q: text, category_id: filter.category, brand_names: filter.brands && [...filter.brands] },
        ...{ currency_code: currency, min_amount: filter.price?.min, max_amount: filter.price?.max },
        ...{ min_stars: filter.minRating, in_stock_only: filter.inStock, sort, after, page_size: limit },
        attribute_list: filter.attributes?.map(({ name, values }) => ({ attr_name: name, attr_values: [...values] })),
      };
      const wire = await pageAfter(after, () => upstream.send(searchProducts, { body }, call));
      return {
        products: wire.product_list.map(toProduct),
        total: wire.total_count,
        next: wire.next_after ?? undefined,
        facets: toFacets(wire.facets, currency),
        suggestion: wire.did_you_mean ?? undefined,
      };
    },
    product: async (id, call) => toProduct(await upstream.send(getProduct, { path: { id } }, call)),
    products: async (ids, call) => {
      const wires = await inBatches(ids, maxBatch, async (product_ids) => {
        const wire = await upstream.send(batchProducts, { body: { product_ids } }, call);
        return wire.product_list;
      });
      return new Map(wires.map((wire) => [wire.product_id, toProduct(wire)]));
    },
    categories: async (call) => {
      const wire = await upstream.send(listCategories, {}, call);
      return wire.category_list.map(toCategory);
    },
    createProduct: async (product, call) =>
      toProduct(
        await upstream.send(createProduct, { body: { product_id: product.id, ...toChangeWire(product) } }, call),
      ),
    updateProduct: async ({ change, ...target }, call) =>
      toProduct(await upstream.send(updateProduct, { ...toRequest(target), body: toChangeWire(change) }, call)),
    deleteProduct: (target, call) => upstream.send(deleteProduct, toRequest(target), call),
    createCategory: async ({ id, name, parentId, description }, call) => {
      const body = {
        category_id: id,
        display_name: name,
        parent_category_id: parentId ?? null,
        description_text: description ?? '',
      };
      return toCategory(await upstream.send(createCategory, { body }, call));
    },
    updateCategory: async ({ change, ...target }, call) => {
      const body = {
        display_name: change.name,
        parent_category_id: change.parentId,
        description_text: change.description,
      };
      return toCategory(await upstream.send(updateCategory, { ...toRequest(target), body }, call));
    },
    deleteCategory: (target, call) => upstream.send(deleteCategory, toRequest(target), call),
  };
}

/** Orders by their names on the wire. */
const sortNames = {
  name: 'name',
  '-name': '-name',
  updatedAt: 'updated_at',
  '-updatedAt': '-updated_at',
} as const satisfies Record<ProductSort, string>;

/** Path of an item, and `If-Match` where a revision is expected. */
const toRequest = ({ id, expected }: Target) => ({
  path: { id },
  ...(expected && { headers: { 'if-match': expected.map((revision) => `"${revision}"`).join(', ') || '""' } }),
});

const toProduct = (wire: z.output<typeof productWire>): Product => ({
  id: wire.product_id,
  sku: wire.sku,
  name: wire.display_name,
  brand: wire.brand_name,
  categoryId: wire.category_id,
  summary: wire.short_text,
  description: wire.long_text,
  attributes: wire.attribute_list.map(({ attr_name, attr_value }) => ({ name: attr_name, value: attr_value })),
  images: toImages(wire.image_list),
  createdAt: wire.created_at,
  updatedAt: wire.updated_at,
  revision: wire.revision,
});

/** Images with at least one size; others show nothing. Loops, because this was most of the cost of reading products. */
function toImages(wires: readonly z.output<typeof imageWire>[]): Image[] {
  const images: Image[] = [];
  for (const { alt_text, sizes } of wires) {
    const variants: ImageVariant[] = [];
    for (const width in sizes) variants.push({ width: Number(width), url: sizes[width]! });
    if (!inOrder(variants)) variants.sort(byWidth);
    if (isFilled(variants)) images.push({ alt: alt_text, variants });
  }
  return images;
}

const isFilled = (variants: readonly ImageVariant[]): variants is Image['variants'] => variants.length > 0;
const byWidth = (a: ImageVariant, b: ImageVariant): number => a.width - b.width;
/** Asks whether variants are in order, as integer keys of an object always are. */
const inOrder = (variants: readonly ImageVariant[]): boolean =>
  variants.every(({ width }, index) => index === 0 || width >= variants[index - 1]!.width);

const toCategory = (wire: z.output<typeof categoryWire>): Category => ({
  id: wire.category_id,
  name: wire.display_name,
  parentId: wire.parent_category_id ?? undefined,
  description: wire.description_text,
  productCount: wire.product_count,
  revision: wire.revision,
});

const toFacets = (wire: z.output<typeof facetsWire>, currency: Currency): SearchFacets => ({
  categories: wire.category_list.map(({ category_id, product_count }) => ({
    categoryId: category_id,
    count: product_count,
  })),
  brands: wire.brand_list.map(({ brand_name, product_count }) => ({ brand: brand_name, count: product_count })),
  prices: wire.price_list.map(({ min_amount, max_amount, product_count }) => ({
    min: money(min_amount, currency),
    max: max_amount === null ? undefined : money(max_amount, currency),
    count: product_count,
  })),
  ratings: wire.stars_list.map(({ min_stars, product_count }) => ({ minRating: min_stars, count: product_count })),
  inStock: wire.in_stock_count,
  attributes: wire.attribute_list.map(({ attr_name, value_list }) => ({
    name: attr_name,
    values: value_list.map(({ attr_value, product_count }) => ({ value: attr_value, count: product_count })),
  })),
});

/** Undefined members are omitted from JSON, so their values stay. */
const toChangeWire = (change: ProductChange) => ({
  sku: change.sku,
  display_name: change.name,
  brand_name: change.brand,
  category_id: change.categoryId,
  short_text: change.summary,
  long_text: change.description,
  attribute_list: change.attributes?.map(({ name, value }) => ({ attr_name: name, attr_value: value })),
});
