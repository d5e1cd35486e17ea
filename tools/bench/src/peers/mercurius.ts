/** Mercurius on Fastify, JIT on, its own loaders (uncached: the cheaper of the two ways it documents), undici. */

import Fastify from 'fastify';
import mercurius, { type IResolvers, type MercuriusLoaders } from 'mercurius';
import { typeDefs } from './graphql-resolvers.ts';
import { createServices, toVisitor, type Services, type Visitor } from './services.ts';
import type { Category, Product, Recommended } from './shop.ts';
import { createUndiciTransport } from './undici-transport.ts';

interface Context {
  readonly visitor: Visitor;
  /** Read whole, once per operation. */
  categories: Promise<Map<string, Category>> | undefined;
}

const services: Services = createServices(createUndiciTransport());

const categoriesOf = (context: Context): Promise<Map<string, Category>> =>
  (context.categories ??= services
    .categories(context.visitor)
    .then((list) => new Map(list.map((category) => [category.id, category]))));

const resolvers = {
  Query: {
    home: () => ({}),
    products: async (_: unknown, { first }: { first: number }, { visitor }: Context) => {
      const page = await services.products(first, visitor);
      return {
        edges: page.products.map((node) => ({ node })),
        pageInfo: { hasNextPage: page.hasNext },
        totalCount: page.total,
      };
    },
    product: (_: unknown, { id }: { id: string }, { visitor }: Context) => services.product(id, visitor),
  },
  Home: {
    featured: async (_: unknown, { first }: { first: number }, { visitor }: Context) =>
      (await services.products(first, visitor)).products,
    recommendations: (_: unknown, { limit }: { limit: number }, { visitor }: Context) =>
      services.picksForCaller(limit, visitor),
    categories: async (_: unknown, __: unknown, context: Context) =>
      [...(await categoriesOf(context)).values()].filter(({ parentId }) => parentId === null),
  },
  Product: {
    category: async ({ categoryId }: Product, _: unknown, context: Context) =>
      (await categoriesOf(context)).get(categoryId),
    reviews: async ({ id }: Product, { first }: { first: number }, { visitor }: Context) => ({
      edges: (await services.reviews(id, first, visitor)).map((node) => ({ node })),
    }),
  },
  Category: {
    parent: async ({ parentId }: Category, _: unknown, context: Context) =>
      parentId === null ? undefined : (await categoriesOf(context)).get(parentId),
    children: async ({ id }: Category, _: unknown, context: Context) =>
      [...(await categoriesOf(context)).values()].filter(({ parentId }) => parentId === id),
  },
};

interface Query<T, P = unknown> {
  readonly obj: T;
  readonly params: P;
}

/** One loader: all the objects that one level of the answer holds, in one call. */
const uncached = <T, P, V>(
  idOf: (query: Query<T, P>) => string,
  fetch: (ids: string[], context: Context, params: P) => Promise<ReadonlyMap<string, V>>,
) => ({
  loader: async (queries: readonly Query<T, P>[], context: Context): Promise<(V | undefined)[]> => {
    const ids = queries.map(idOf);
    // Within one scene every use of a field has the same arguments.
    const found = await fetch([...new Set(ids)], context, queries[0]!.params);
    return ids.map((id) => found.get(id));
  },
  opts: { cache: false },
});

const byProductId = <V extends { readonly productId: string }>(list: readonly V[]): Map<string, V> =>
  new Map(list.map((item) => [item.productId, item]));

const ofProduct = ({ obj }: Query<Product>): string => obj.id;

const loaders = {
  Product: {
    price: uncached<Product, { currency: string }, object>(ofProduct, async (ids, { visitor }, { currency }) =>
      byProductId(await services.prices(ids, currency, visitor)),
    ),
    stock: uncached<Product, unknown, object>(ofProduct, async (ids, { visitor }) =>
      byProductId(await services.stock(ids, visitor)),
    ),
    rating: uncached<Product, unknown, object>(ofProduct, async (ids, { visitor }) =>
      byProductId(await services.ratings(ids, visitor)),
    ),
    recommendations: uncached<Product, { limit: number }, object>(ofProduct, (ids, { visitor }, { limit }) =>
      services.picksForProducts(ids, limit, visitor),
    ),
  },
  Recommendation: {
    product: uncached<Recommended, unknown, Product>(
      ({ obj }) => obj.productId,
      async (ids, { visitor }) =>
        new Map((await services.productsById(ids, visitor)).map((product) => [product.id, product])),
    ),
  },
};

const app = Fastify();
await app.register(mercurius, {
  schema: typeDefs,
  resolvers: resolvers as unknown as IResolvers,
  loaders: loaders as unknown as MercuriusLoaders,
  context: (request): Context => ({ visitor: toVisitor(request.headers), categories: undefined }),
  jit: 1,
});
await app.listen({ port: 0, host: '127.0.0.1' });
