/** The GraphQL peers' schema and resolvers, as the documentation of Apollo, Yoga and Mercurius shows. */

import DataLoader from 'dataloader';
import { readFileSync } from 'node:fs';

/** The schema of web-bff: peers resolve what the scenarios ask of it. */
export const typeDefs = readFileSync(new URL('../../../../apps/web-bff/schema.graphql', import.meta.url), 'utf8');

export const byId = (list) => new Map(list.map((item) => [item.id, item]));
export const byProductId = (list) => new Map(list.map((item) => [item.productId, item]));

/** A function that makes a value when it is first called. */
export function once(make) {
  let made;
  return () => (made ??= make());
}

/** Loaders of one operation. `batching`: with DataLoader, as tutorials end; without, each field makes a call, as they begin. */
function createLoaders(services, batching) {
  const loader = (fetch) =>
    batching
      ? new DataLoader(async (ids) => {
          const found = await fetch(ids);
          return ids.map((id) => found.get(id));
        })
      : { load: async (id) => (await fetch([id])).get(id), prime: () => undefined };
  const perArgument = (make) => {
    const made = new Map();
    return (argument) => {
      if (!made.has(argument)) made.set(argument, make(argument));
      return made.get(argument);
    };
  };
  return {
    products: loader(async (ids) =>
      byId(batching ? await services.productsById(ids) : [await services.product(ids[0])]),
    ),
    stock: loader(async (ids) => byProductId(await services.stock(ids))),
    ratings: loader(async (ids) => byProductId(await services.ratings(ids))),
    prices: perArgument((currency) => loader(async (ids) => byProductId(await services.prices(ids, currency)))),
    recommendations: perArgument((limit) => loader((ids) => services.picksForProducts(ids, limit))),
  };
}

/** The context of Apollo Server and Yoga, new for each operation: loaders remember. */
export function createContext(services, { batching }) {
  const categories = async () => byId(await services.categories());
  return {
    services,
    loaders: createLoaders(services, batching),
    categories: batching ? once(categories) : categories,
  };
}

/** Products of a page; loaders, where there are some, need not read them again. */
async function readProducts({ services, loaders }, first) {
  const page = await services.products(first);
  if (loaders) for (const product of page.products) loaders.products.prime(product.id, product);
  return page;
}

/** Resolvers without loaders: Mercurius brings its own. */
export const plainResolvers = {
  Query: {
    home: () => ({}),
    products: async (_, { first }, context) => {
      const { products, hasNext, total } = await readProducts(context, first);
      return { edges: products.map((node) => ({ node })), pageInfo: { hasNextPage: hasNext }, totalCount: total };
    },
    product: (_, { id }, { services }) => services.product(id),
  },
  Home: {
    featured: async (_, { first }, context) => (await readProducts(context, first)).products,
    recommendations: (_, { limit }, { services }) => services.picksForCaller(limit),
    categories: async (_, __, { categories }) =>
      [...(await categories()).values()].filter(({ parentId }) => parentId === null),
  },
  Product: {
    category: async ({ categoryId }, _, { categories }) => (await categories()).get(categoryId),
    reviews: async ({ id }, { first }, { services }) => ({
      edges: (await services.reviews(id, first)).map((node) => ({ node })),
    }),
  },
  Category: {
    parent: async ({ parentId }, _, { categories }) =>
      parentId === null ? undefined : (await categories()).get(parentId),
    children: async ({ id }, _, { categories }) =>
      [...(await categories()).values()].filter(({ parentId }) => parentId === id),
  },
};

/** Resolvers of Apollo Server and Yoga. */
export const resolvers = {
  ...plainResolvers,
  Product: {
    ...plainResolvers.Product,
    price: ({ id }, { currency }, { loaders }) => loaders.prices(currency).load(id),
    stock: ({ id }, _, { loaders }) => loaders.stock.load(id),
    rating: ({ id }, _, { loaders }) => loaders.ratings.load(id),
    recommendations: ({ id }, { limit }, { loaders }) => loaders.recommendations(limit).load(id),
  },
  Recommendation: { product: ({ productId }, _, { loaders }) => loaders.products.load(productId) },
};
