/** Routes of the shop: its table of contents. A page is a folder of pages/ and a row here. */

import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { ComponentType } from 'react';
import { currency } from './currency/currency.ts';
import type { FirstPictures } from './graphql/early-pictures.ts';
import { CategoryPageDocument } from './pages/category/category.documents.ts';
import { HomeDocument, type HomeQuery } from './pages/home/home.documents.ts';
import { firstPictures } from './pages/home/home.view.ts';
import {
  ProductFactsDocument,
  ProductOfferDocument,
  type ProductFactsQuery,
} from './pages/product/product.documents.ts';
import type { SkeletonShape } from './parts/skeleton/skeleton-shape.ts';

/** Page module: `<name>.page.tsx` exports the component of its route as `Page`. */
export interface PageModule {
  readonly Page: ComponentType;
}

/** Operation that a page begins with, with the variables that its address says. */
export interface FirstOperation {
  readonly document: TypedDocumentNode<unknown, never>;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Pictures of its answer that are in view at first. Default none: they are loaded when the page is drawn. */
  readonly pictures?: (data: never) => FirstPictures;
}

export interface Route {
  /** Path with parameters: `/products/:id`. */
  readonly path: string;
  /** Loads the page's code. */
  readonly load: () => Promise<PageModule>;
  /** Outline of the page while its code or its data are loading. */
  readonly skeleton: SkeletonShape;
  /**
   * First operations of the page: sent before React is there, when a visit begins on this page. Default none: the page asks when it renders.
   */
  readonly first?: (params: Readonly<Record<string, string>>, query: URLSearchParams) => readonly FirstOperation[];
}

export const routes: readonly Route[] = [
  {
    path: '/',
    load: () => import('./pages/home/home.page.tsx'),
    skeleton: 'grid',
    first: () => [
      {
        document: HomeDocument,
        variables: { currency: currency.current() },
        pictures: (data: HomeQuery) => ({ place: 'tile', pictures: firstPictures(data) }),
      },
    ],
  },
  { path: '/search', load: () => import('./pages/search/search.page.tsx'), skeleton: 'grid' },
  {
    path: '/products/:id',
    load: () => import('./pages/product/product.page.tsx'),
    skeleton: 'product',
    first: ({ id }) => [
      {
        document: ProductFactsDocument,
        variables: { id },
        pictures: ({ product }: ProductFactsQuery) => ({ place: 'product', pictures: [product?.images[0]] }),
      },
      { document: ProductOfferDocument, variables: { id, currency: currency.current() } },
    ],
  },
  { path: '/categories', load: () => import('./pages/categories/categories.page.tsx'), skeleton: 'grid' },
  {
    path: '/categories/:id',
    load: () => import('./pages/category/category.page.tsx'),
    skeleton: 'grid',
    first: ({ id }) => [{ document: CategoryPageDocument, variables: { id, currency: currency.current() } }],
  },
  { path: '/profile', load: () => import('./pages/profile/profile.page.tsx'), skeleton: 'form' },
  { path: '/addresses', load: () => import('./pages/addresses/addresses.page.tsx'), skeleton: 'list' },
  { path: '/wish-list', load: () => import('./pages/wish-list/wish-list.page.tsx'), skeleton: 'grid' },
  { path: '/cart', load: () => import('./pages/cart/cart.page.tsx'), skeleton: 'list' },
  { path: '/checkout', load: () => import('./pages/checkout/checkout.page.tsx'), skeleton: 'list' },
  { path: '/orders', load: () => import('./pages/orders/orders.page.tsx'), skeleton: 'list' },
  { path: '/orders/:id', load: () => import('./pages/order/order.page.tsx'), skeleton: 'list' },
];

/** Parameters of a path that a route's pattern matches; undefined when it does not. */
export function matchRoute(pattern: string, path: string): Readonly<Record<string, string>> | undefined {
  const parts = path.split('/');
  const expected = pattern.split('/');
  if (parts.length !== expected.length) return undefined;
  const params: Record<string, string> = {};
  for (const [at, part] of expected.entries()) {
    const found = parts[at]!;
    if (part.startsWith(':') && found !== '') params[part.slice(1)] = decode(found);
    else if (part !== found) return undefined;
  }
  return params;
}

/** Text of a segment; one that is malformed stays as it is, and names nothing. */
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
