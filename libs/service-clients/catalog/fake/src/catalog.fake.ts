/** The mock catalog: categories, products and their pictures. */

import type { Caller } from '@frontage/call';
import { Failure } from '@frontage/errors';
import { categories, listedPrice, priceCurrencies, products, reviewAverage, reviewCount, stock } from '@frontage/seed';
import { contractDocument, implement, type HttpFake, type Route } from '@frontage/service-host';
import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import {
  batchProducts,
  catalogOperations,
  createCategory,
  createProduct,
  deleteCategory,
  deleteProduct,
  getProduct,
  listCategories,
  listProducts,
  searchProducts,
  updateCategory,
  updateProduct,
  type categoryWire,
  type newProductWire,
  type productWire,
} from '@frontage/catalog-client/contract';
import { drawProduct, imageWidths, type Drawn } from './product-image.ts';
import { pageOf, type StoredProduct } from './product-list.ts';
import { createSearchIndex, type OfferFacts, type SearchIndex } from './search-index.ts';

type ProductWire = z.output<typeof productWire>;
type CategoryWire = z.output<typeof categoryWire>;

export interface CatalogFakeOptions {
  /** Address of this service for browsers, in the addresses of images. Default `http://127.0.0.1:4401`. */
  readonly publicUrl?: string;
  /** Clock. Default: the machine's. */
  readonly now?: () => Date;
  /** Receives changes, to be published as `product.updated`. */
  readonly publish?: (event: { readonly type: 'product.updated'; readonly productId: string }) => void;
}

export interface CatalogFake extends HttpFake {
  /** Tells the search index what another service has told of a product: list prices, rating, pieces that can be sold. */
  readonly learn: SearchIndex['learn'];
}

/** Creates a catalog with the seeded products. Its search knows the seeded prices, ratings and stock, until it learns others. */
export function fakeCatalog(options: CatalogFakeOptions = {}): CatalogFake {
  const { publicUrl = 'http://127.0.0.1:4401', now = () => new Date(), publish = () => undefined } = options;
  const stored = new Map(products.map((product, index) => [product.id, toStored(product, index)]));
  const known = new Map(categories.map((category) => [category.id, toStoredCategory(category)]));
  let made = 0;
  let count = products.length;
  let written = 1;

  const toWire = ({ images, number: _, ...product }: StoredProduct): ProductWire => ({
    ...product,
    image_list: Array.from({ length: images }, (_, index) => ({
      alt_text: index === 0 ? product.display_name : `${product.display_name}, view ${index + 1}`,
      sizes: Object.fromEntries(
        imageWidths.map((width) => [
          String(width),
          `${publicUrl}/images/${product.product_id}/${index + 1}?w=${width}`,
        ]),
      ),
    })),
  });
  const find = (id: string): StoredProduct => stored.get(id) ?? none('product');
  const findCategory = (id: string): Omit<CategoryWire, 'product_count'> => known.get(id) ?? none('category');
  const childrenOf = (id: string): string[] =>
    [...known.values()]
      .filter(({ parent_category_id }) => parent_category_id === id)
      .map(({ category_id }) => category_id);
  const inCategory = (id: string): StoredProduct[] => {
    const ids = new Set([id, ...childrenOf(id)]);
    return [...stored.values()].filter((product) => ids.has(product.category_id));
  };
  const toCategoryWire = (category: Omit<CategoryWire, 'product_count'>): CategoryWire => ({
    ...category,
    product_count: inCategory(category.category_id).length,
  });
  const requireCategory = (id: string | undefined): void => {
    if (id !== undefined && !known.has(id)) {
      throw new Failure('UNPROCESSABLE', `There is no category '${id}'.`, { reason: 'CATEGORY_UNKNOWN' });
    }
  };
  /** Requires that the tree keeps its two levels, and with that has no loop: a parent is a root, and its child has no children. */
  const requireParent = (id: string, parent: string | null | undefined): void => {
    if (parent === null || parent === undefined) return;
    requireCategory(parent);
    if (parent !== id && known.get(parent)!.parent_category_id === null && childrenOf(id).length === 0) return;
    throw new Failure('UNPROCESSABLE', `The category '${id}' cannot be part of '${parent}': the tree has two levels.`, {
      reason: 'CATEGORY_TOO_DEEP',
    });
  };
  const index = createSearchIndex({
    products: stored,
    categories: known,
    factsOf: seededFacts,
    version: () => written,
  });
  const nextRevision = (): number => (written += 1);
  const save = (product: Omit<StoredProduct, 'revision'>): ProductWire => {
    const saved = { ...product, revision: nextRevision() };
    stored.set(product.product_id, saved);
    publish({ type: 'product.updated', productId: product.product_id });
    return toWire(saved);
  };

  const routes: Route[] = [
    implement(listProducts, ({ query }) => {
      const all = query.category === undefined ? [...stored.values()] : inCategory(query.category);
      const { products, total, next } = pageOf(all, query);
      return { product_list: products.map(toWire), total_count: total, next_after: next };
    }),
    implement(searchProducts, ({ body }) => {
      const { products, total, next, facets, suggestion } = index.search(body);
      return {
        ...{ product_list: products.map(toWire), total_count: total, next_after: next },
        ...{ facets, did_you_mean: suggestion },
      };
    }),
    implement(getProduct, ({ params }) => toWire(find(params['id']!))),
    implement(batchProducts, ({ body }) => ({
      product_list: body.product_ids.flatMap((id) => {
        const product = stored.get(id);
        return product ? [toWire(product)] : [];
      }),
    })),
    implement(createProduct, ({ body, caller }) => {
      requireWriter(caller);
      requireCategory(body.category_id);
      const product_id = body.product_id ?? `p-n${String((made += 1)).padStart(3, '0')}`;
      if (stored.has(product_id)) throw new Failure('CONFLICT', `'${product_id}' is taken.`, { reason: 'ID_TAKEN' });
      const at = now().toISOString();
      return save({ ...fillIn(body), product_id, number: (count += 1), images: 1, created_at: at, updated_at: at });
    }),
    implement(updateProduct, ({ params, headers, body, caller }) => {
      requireWriter(caller);
      const product = find(params['id']!);
      const changed = { ...product, ...definedIn(body) };
      if (isDeepStrictEqual(changed, product)) return toWire(product);
      requireRevision(product, headers);
      requireCategory(body.category_id);
      return save({ ...changed, updated_at: now().toISOString() });
    }),
    implement(deleteProduct, ({ params, headers, caller }) => {
      requireWriter(caller);
      const product = find(params['id']!);
      requireRevision(product, headers);
      stored.delete(product.product_id);
      nextRevision();
      publish({ type: 'product.updated', productId: params['id']! });
      return undefined;
    }),
    implement(listCategories, () => ({ category_list: [...known.values()].map(toCategoryWire) })),
    implement(createCategory, ({ body, caller }) => {
      requireWriter(caller);
      requireParent(body.category_id, body.parent_category_id);
      if (known.has(body.category_id))
        throw new Failure('CONFLICT', `'${body.category_id}' is taken.`, { reason: 'ID_TAKEN' });
      const category = { ...body, revision: nextRevision() };
      known.set(body.category_id, category);
      return toCategoryWire(category);
    }),
    implement(updateCategory, ({ params, headers, body, caller }) => {
      requireWriter(caller);
      const category = findCategory(params['id']!);
      const changed = { ...category, ...definedIn(body) };
      if (isDeepStrictEqual(changed, category)) return toCategoryWire(category);
      requireRevision(category, headers);
      requireParent(category.category_id, body.parent_category_id);
      const saved = { ...changed, revision: nextRevision() };
      known.set(category.category_id, saved);
      return toCategoryWire(saved);
    }),
    implement(deleteCategory, ({ params, headers, caller }) => {
      requireWriter(caller);
      const category = findCategory(params['id']!);
      requireRevision(category, headers);
      const { category_id } = category;
      if (inCategory(category_id).length > 0 || childrenOf(category_id).length > 0) {
        throw new Failure('CONFLICT', 'The category is not empty.', { reason: 'CATEGORY_NOT_EMPTY' });
      }
      known.delete(category_id);
      nextRevision();
      return undefined;
    }),
    {
      method: 'GET',
      path: '/images/{id}/{number}',
      open: true,
      handle: ({ params, query }) => {
        const product = find(params['id']!);
        const number = Number(params['number']);
        const width = Number(query.get('w') ?? imageWidths[0]);
        if (!Number.isInteger(number) || number < 1 || number > product.images) return none('image');
        if (!imageWidths.includes(width))
          throw new Failure('INVALID_INPUT', `w must be one of ${imageWidths.join(', ')}.`);
        return {
          headers: { 'content-type': 'image/svg+xml', 'cache-control': 'public, max-age=86400, immutable' },
          body: drawProduct(toDrawn(product), number, width),
        };
      },
    },
  ];
  return { protocol: 'http', name: 'catalog', routes, openapi: catalogDocument(), learn: index.learn };
}

/** OpenAPI document of the service. */
export const catalogDocument = (): object =>
  contractDocument('catalog', 'What is sold: categories, products and their pictures.', catalogOperations);

function none(thing: string): never {
  throw new Failure('NOT_FOUND', `There is no such ${thing}.`);
}

/** Requires that an item has one of the revisions that a write expects. */
function requireRevision(
  { revision }: { readonly revision: number },
  { 'if-match': expected }: { readonly 'if-match'?: string | undefined },
): void {
  if (expected === undefined || expected.split(', ').includes(`"${revision}"`)) return;
  throw new Failure('PRECONDITION_FAILED', 'It was changed meanwhile: read it again.');
}

/** Members of a change that have a value. */
const definedIn = <Change extends object>(change: Change): { [K in keyof Change]?: Exclude<Change[K], undefined> } =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as never;

/** Refuses callers other than partners and support. The policy of the BFF decides which partner may write. */
function requireWriter(caller: Caller): void {
  if (caller.kind === 'partner' && caller.mode === 'test') {
    throw new Failure('FORBIDDEN', 'The catalog is not written in test mode.', { reason: 'LIVE_KEY_REQUIRED' });
  }
  if (caller.kind === 'partner' || caller.kind === 'support') return;
  throw new Failure('FORBIDDEN', 'The catalog is written by partners.', { reason: 'MAY_NOT_WRITE_CATALOG' });
}

const fillIn = ({ product_id: _, ...body }: z.output<typeof newProductWire>) => body;

const toStored = (product: (typeof products)[number], number: number): StoredProduct => ({
  number,
  product_id: product.id,
  sku: product.sku,
  display_name: product.name,
  brand_name: product.brand,
  category_id: product.categoryId,
  short_text: product.summary,
  long_text: product.description,
  attribute_list: product.attributes.map(({ name, value }) => ({ attr_name: name, attr_value: value })),
  images: product.images,
  created_at: product.createdAt,
  updated_at: product.createdAt,
  revision: 1,
});

const toDrawn = ({ product_id, display_name, category_id, attribute_list }: StoredProduct): Drawn => {
  const valueOf = (name: string) => attribute_list.find(({ attr_name }) => attr_name === name)?.attr_value;
  return {
    ...{ id: product_id, title: display_name, categoryId: category_id },
    ...{ colour: valueOf('colour'), material: valueOf('material') },
  };
};

const toStoredCategory = ({ id, name, parentId, description }: (typeof categories)[number]) => ({
  category_id: id,
  display_name: name,
  parent_category_id: parentId ?? null,
  description_text: description,
  revision: 1,
});

const seededPieces = new Map(
  stock.map(({ productId, quantities }) => [
    productId,
    Object.values(quantities).reduce((sum, quantity) => sum + quantity, 0),
  ]),
);

/** Facts that the seeded services would tell of a product. Undefined for one that they do not have. */
function seededFacts(productId: string): OfferFacts | undefined {
  const available = seededPieces.get(productId);
  if (available === undefined) return undefined;
  const prices = priceCurrencies.map((currency) => [currency, listedPrice(productId, currency, 'standard')]);
  return {
    prices: Object.fromEntries(prices) as OfferFacts['prices'],
    rating: reviewAverage(productId),
    ratingCount: reviewCount(productId),
    available,
  };
}
