/** The GraphQL peers' schema and resolvers, as the documentation of Apollo, Yoga and Mercurius shows. */

import DataLoader from 'dataloader';
import { readFileSync } from 'node:fs';

/** The schema of web-bff: peers resolve what the scenarios ask of it. */
export const typeDefs = readFileSync(new URL('../../../../apps/web-bff/schema.graphql', import.meta.url), 'utf8');

const ofProduct = (read) => ({ idOf: ({ id }) => id, read });

/** Fields that are read for many objects in one call: by which id of the object, and how. */
const batchedFields = {
  Product: {
    price: ofProduct((services, ids, { currency }) => services.prices(ids, currency)),
    stock: ofProduct((services, ids) => services.stock(ids)),
    rating: ofProduct((services, ids) => services.ratings(ids)),
    recommendations: ofProduct((services, ids, { limit }) => services.picksForProducts(ids, limit)),
  },
  Recommendation: {
    product: { idOf: ({ productId }) => productId, read: (services, ids) => services.productsById(ids) },
  },
};

/** Makes something of each batched field, by type and name. */
const mapFields = (make) =>
  Object.fromEntries(
    Object.entries(batchedFields).map(([type, fields]) => [
      type,
      Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, make(field, name)])),
    ]),
  );

/** Loaders of Mercurius: all the objects that one level of the answer holds, in one call. */
export const mercuriusLoaders = mapFields(({ idOf, read }) => ({
  loader: async (queries, { services }) => {
    const ids = queries.map(({ obj }) => idOf(obj));
    // Within one scenario every use of a field has the same arguments.
    const found = await read(services, [...new Set(ids)], queries[0].params);
    return ids.map((id) => found.get(id));
  },
  opts: { cache: false },
}));

/** Resolvers of batched fields, with DataLoader as tutorials end; without, each field makes a call, as they begin. */
const batchedResolvers = mapFields(({ idOf, read }, name) => async (parent, args, { services, loaders }) => {
  const id = idOf(parent);
  if (!loaders) return (await read(services, [id], args)).get(id);
  loaders[name] ??= new DataLoader(async (ids) => {
    const found = await read(services, ids, args);
    return ids.map((id) => found.get(id));
  });
  return loaders[name].load(id);
});

/** The context of an operation. Loaders remember what was read, and so new ones are made for each. */
export function createContext(services, { batching }) {
  let known;
  const read = () => services.categories();
  return { services, loaders: batching ? {} : undefined, categories: batching ? () => (known ??= read()) : read };
}

/** Resolvers without loaders: Mercurius brings its own. */
export const plainResolvers = {
  Query: {
    home: () => ({}),
    products: async (_, { first }, { services }) => {
      const { products, hasNext, total } = await services.products(first);
      return { edges: products.map((node) => ({ node })), pageInfo: { hasNextPage: hasNext }, totalCount: total };
    },
    product: (_, { id }, { services }) => services.product(id),
  },
  Home: {
    featured: async (_, { first }, { services }) => (await services.products(first)).products,
    recommendations: (_, { limit }, { services }) => services.picksForCaller(limit),
    categories: async (_, __, { categories }) => childrenOf(null, await categories()),
  },
  Product: {
    category: async ({ categoryId }, _, { categories }) => (await categories()).get(categoryId),
    reviews: async ({ id }, { first }, { services }) => ({
      edges: (await services.reviews(id, first)).map((review) => ({ node: { ...review, id: `review/${review.id}` } })),
    }),
  },
  Category: {
    parent: async ({ parentId }, _, { categories }) => (await categories()).get(parentId),
    children: async ({ id }, _, { categories }) => childrenOf(id, await categories()),
  },
};

const childrenOf = (id, categories) => [...categories.values()].filter(({ parentId }) => parentId === id);

/** Resolvers of Apollo Server and Yoga. */
export const resolvers = {
  ...plainResolvers,
  ...batchedResolvers,
  Product: { ...plainResolvers.Product, ...batchedResolvers.Product },
};
