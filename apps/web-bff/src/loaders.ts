/** Loaders of one operation. */

import type { Availability } from '@frontage/inventory-client';
import type { Product } from '@frontage/catalog-client';
import type { Customer } from '@frontage/customers-client';
import type { Currency } from '@frontage/dto-mapping/money';
import type { OperationContext } from '@frontage/graphql-server';
import type { Order } from '@frontage/orders-client';
import type { Price } from '@frontage/pricing-client';
import type { Recommendation } from '@frontage/recommendations-client';
import type { RatingSummary, Review } from '@frontage/reviews-client';
import { oncePer, type Loader } from './batch-loader.ts';
import type { Deps } from './deps.ts';
import { categoriesLoader } from './features/categories/categories.loader.ts';
import type { CategoryNode } from './features/categories/categories.view.ts';
import { ordersLoader } from './features/orders/orders.loader.ts';
import { pricesLoader } from './features/prices/prices.loader.ts';
import { productsLoader } from './features/products/products.loader.ts';
import { recommendationsLoader } from './features/recommendations/recommendations.loader.ts';
import { ownReviewsLoader, ratingsLoader } from './features/reviews/reviews.loader.ts';
import { stockLoader } from './features/stock/stock.loader.ts';
import { profilesLoader } from './features/viewer/viewer.loader.ts';

export interface Loaders {
  readonly products: Loader<Product>;
  /** Every category, by id. */
  readonly categories: () => Promise<ReadonlyMap<string, CategoryNode>>;
  /** Orders that the principal may see. */
  readonly orders: Loader<Order>;
  readonly prices: (currency: Currency) => Loader<Price>;
  readonly stock: Loader<Availability>;
  readonly ratings: Loader<RatingSummary>;
  /** Reviews of the customer who asks, by product id. */
  readonly ownReviews: Loader<Review>;
  /** Profile of the customer who asks. */
  readonly profiles: Loader<Customer>;
  /** At most `limit` recommendations for each product. */
  readonly recommendations: (limit: number) => Loader<readonly Recommendation[]>;
}

export const createLoaders = (deps: Deps, { call, principal }: OperationContext): Loaders => ({
  products: productsLoader(deps.catalog, call),
  categories: categoriesLoader(deps.catalog, call),
  orders: ordersLoader(deps.orders, call),
  prices: oncePer((currency) => pricesLoader(deps.pricing, { currency, principal, call })),
  stock: stockLoader(deps.inventory, call),
  ratings: ratingsLoader(deps.reviews, call),
  ownReviews: ownReviewsLoader(deps.reviews, call),
  profiles: profilesLoader(deps.customers, call),
  recommendations: oncePer((limit) => recommendationsLoader(deps.recommendations, limit, call)),
});
