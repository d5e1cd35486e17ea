/** Resolvers with DataLoader, as the documentation of Apollo Server and of Yoga both show them. */

import DataLoader from 'dataloader';
import { readFileSync } from 'node:fs';
import type { Services, Visitor } from './services.ts';
import type { Category, Price, Product, Rating, Recommended, Stock } from './shop.ts';

export const typeDefs = readFileSync(new URL('shop.graphql', import.meta.url), 'utf8');

/** What every resolver of one operation is given. */
export interface ShopContext {
  readonly services: Services;
  readonly visitor: Visitor;
  readonly loaders: Loaders;
}

/** A new one for each operation: loaders remember. `batching`: as tutorials begin (each field fetches) or end (DataLoader). */
export const createShopContext = (
  services: Services,
  visitor: Visitor,
  { batching }: { readonly batching: boolean },
): ShopContext => ({
  services,
  visitor,
  loaders: batching ? createLoaders(services, visitor) : createFetchers(services, visitor),
});

/** Something that gives one of something. */
interface Loader<V> {
  load(id: string): Promise<V | undefined>;
  prime(id: string, value: V): unknown;
}

interface Loaders {
  readonly products: Loader<Product>;
  readonly stock: Loader<Stock>;
  readonly ratings: Loader<Rating>;
  readonly prices: (currency: string) => Loader<Price>;
  readonly recommendations: (limit: number) => Loader<readonly Recommended[]>;
  readonly categories: () => Promise<Map<string, Category>>;
}

/** A call for each product and field, where it stands in the answer: what the resolvers of a tutorial do. */
function createFetchers(services: Services, visitor: Visitor): Loaders {
  const each = <V>(load: (id: string) => Promise<V | undefined>): Loader<V> => ({ load, prime: () => undefined });
  const first = async <V>(list: Promise<readonly V[]>): Promise<V | undefined> => (await list)[0];
  return {
    products: each((id) => services.product(id, visitor)),
    stock: each((id) => first(services.stock([id], visitor))),
    ratings: each((id) => first(services.ratings([id], visitor))),
    prices: (currency) => each((id) => first(services.prices([id], currency, visitor))),
    recommendations: (limit) => each(async (id) => (await services.picksForProducts([id], limit, visitor)).get(id)),
    categories: async () =>
      new Map((await services.categories(visitor)).map((category) => [category.id, category] as const)),
  };
}

function createLoaders(services: Services, visitor: Visitor): Loaders {
  const prices = new Map<string, DataLoader<string, Price | undefined>>();
  const recommendations = new Map<number, DataLoader<string, readonly Recommended[] | undefined>>();
  let categories: Promise<Map<string, Category>> | undefined;
  return {
    products: new DataLoader<string, Product | undefined>(async (ids) =>
      inOrder(ids, await services.productsById(ids, visitor), ({ id }) => id),
    ),
    stock: new DataLoader<string, Stock | undefined>(async (ids) =>
      inOrder(ids, await services.stock(ids, visitor), ({ productId }) => productId),
    ),
    ratings: new DataLoader<string, Rating | undefined>(async (ids) =>
      inOrder(ids, await services.ratings(ids, visitor), ({ productId }) => productId),
    ),
    prices: (currency: string): DataLoader<string, Price | undefined> =>
      orMade(prices, currency, () =>
        batched(async (ids) =>
          inOrder(ids, await services.prices(ids, currency, visitor), ({ productId }) => productId),
        ),
      ),
    recommendations: (limit: number): DataLoader<string, readonly Recommended[] | undefined> =>
      orMade(recommendations, limit, () =>
        batched(async (ids) => {
          const found = await services.picksForProducts(ids, limit, visitor);
          return ids.map((id) => found.get(id));
        }),
      ),
    categories: (): Promise<Map<string, Category>> =>
      (categories ??= services
        .categories(visitor)
        .then((list) => new Map(list.map((category) => [category.id, category])))),
  };
}

const batched = <V>(fetch: (ids: readonly string[]) => Promise<(V | undefined)[]>): DataLoader<string, V | undefined> =>
  new DataLoader(fetch);

function orMade<K, V>(made: Map<K, V>, key: K, make: () => V): V {
  let value = made.get(key);
  if (value === undefined) made.set(key, (value = make()));
  return value;
}

function inOrder<T>(ids: readonly string[], found: readonly T[], idOf: (item: T) => string): (T | undefined)[] {
  const byId = new Map(found.map((item) => [idOf(item), item]));
  return ids.map((id) => byId.get(id));
}

export const resolvers = {
  Query: {
    home: () => ({}),
    products: async (_: unknown, { first }: { first: number }, { services, visitor, loaders }: ShopContext) => {
      const page = await services.products(first, visitor);
      for (const product of page.products) loaders.products.prime(product.id, product);
      return {
        edges: page.products.map((node) => ({ node })),
        pageInfo: { hasNextPage: page.hasNext },
        totalCount: page.total,
      };
    },
    product: (_: unknown, { id }: { id: string }, { services, visitor }: ShopContext) => services.product(id, visitor),
  },
  Home: {
    featured: async (_: unknown, { first }: { first: number }, { services, visitor, loaders }: ShopContext) => {
      const { products } = await services.products(first, visitor);
      for (const product of products) loaders.products.prime(product.id, product);
      return products;
    },
    recommendations: (_: unknown, { limit }: { limit: number }, { services, visitor }: ShopContext) =>
      services.picksForCaller(limit, visitor),
    categories: async (_: unknown, __: unknown, { loaders }: ShopContext) =>
      [...(await loaders.categories()).values()].filter(({ parentId }) => parentId === null),
  },
  Product: {
    category: async ({ categoryId }: Product, _: unknown, { loaders }: ShopContext) =>
      (await loaders.categories()).get(categoryId),
    price: ({ id }: Product, { currency }: { currency: string }, { loaders }: ShopContext) =>
      loaders.prices(currency).load(id),
    stock: ({ id }: Product, _: unknown, { loaders }: ShopContext) => loaders.stock.load(id),
    rating: ({ id }: Product, _: unknown, { loaders }: ShopContext) => loaders.ratings.load(id),
    reviews: async ({ id }: Product, { first }: { first: number }, { services, visitor }: ShopContext) => ({
      edges: (await services.reviews(id, first, visitor)).map((node) => ({ node })),
    }),
    recommendations: ({ id }: Product, { limit }: { limit: number }, { loaders }: ShopContext) =>
      loaders.recommendations(limit).load(id),
  },
  Recommendation: {
    product: ({ productId }: Recommended, _: unknown, { loaders }: ShopContext) => loaders.products.load(productId),
  },
  Category: {
    parent: async ({ parentId }: Category, _: unknown, { loaders }: ShopContext) =>
      parentId === null ? undefined : (await loaders.categories()).get(parentId),
    children: async ({ id }: Category, _: unknown, { loaders }: ShopContext) =>
      [...(await loaders.categories()).values()].filter(({ parentId }) => parentId === id),
  },
};
