/** The shop as the peers' clients see it, made of what the services answer. The same for every peer: what differs is how it is served. */

import type {
  CategoryListWire,
  PicksWire,
  PricesWire,
  ProductListWire,
  ProductWire,
  RatingsWire,
  ReviewsWire,
  StockWire,
} from './wire.ts';

export interface Product {
  readonly id: string;
  readonly sku: string;
  readonly name: string;
  readonly brand: string;
  readonly categoryId: string;
  readonly summary: string;
  readonly description: string;
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
  readonly images: readonly {
    readonly alt: string;
    readonly variants: readonly { readonly width: number; readonly url: string }[];
  }[];
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface ProductPage {
  readonly products: readonly Product[];
  readonly total: number;
  readonly hasNext: boolean;
}

export interface Category {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly productCount: number;
  readonly parentId: string | null;
}

export interface Money {
  readonly amount: number;
  readonly currency: string;
}

export interface Price {
  readonly productId: string;
  readonly net: Money;
  readonly list: Money;
  readonly promotion: { readonly label: string; readonly percentOff: number; readonly until: string } | null;
}

export interface Stock {
  readonly productId: string;
  readonly status: string;
  readonly available: number;
  readonly warehouses: readonly { readonly warehouseId: string; readonly name: string; readonly available: number }[];
}

export interface Rating {
  readonly productId: string;
  readonly average: number;
  readonly count: number;
  readonly histogram: readonly number[];
}

export interface Review {
  readonly id: string;
  readonly rating: number;
  readonly title: string;
  readonly text: string;
  readonly author: string;
  readonly createdAt: string;
}

export interface Recommended {
  readonly productId: string;
  readonly reason: string;
}

export const toProduct = (wire: ProductWire): Product => ({
  id: wire.product_id,
  sku: wire.sku,
  name: wire.display_name,
  brand: wire.brand_name,
  categoryId: wire.category_id,
  summary: wire.short_text,
  description: wire.long_text,
  attributes: wire.attribute_list.map(({ attr_name, attr_value }) => ({ name: attr_name, value: attr_value })),
  images: wire.image_list.map(({ alt_text, sizes }) => ({
    alt: alt_text,
    variants: Object.entries(sizes)
      .map(([width, url]) => ({ width: Number(width), url }))
      .sort((a, b) => a.width - b.width),
  })),
  createdAt: wire.created_at,
  updatedAt: wire.updated_at,
});

export const toProductPage = (wire: ProductListWire): ProductPage => ({
  products: wire.product_list.map(toProduct),
  total: wire.total_count,
  hasNext: wire.next_after !== null,
});

export const toCategories = (wire: CategoryListWire): Category[] =>
  wire.category_list.map((category) => ({
    id: category.category_id,
    name: category.display_name,
    description: category.description_text,
    productCount: category.product_count,
    parentId: category.parent_category_id,
  }));

export const toPrices = ({ prices, currencyCode: currency }: PricesWire): Price[] =>
  prices.map(({ productId, listCents, netCents, promotion }) => ({
    productId,
    net: { amount: netCents, currency },
    list: { amount: listCents, currency },
    promotion,
  }));

const statusPrefix = 'STOCK_STATUS_';

export const toStock = ({ availabilities }: StockWire): Stock[] =>
  availabilities.map(({ productId, status, totalQuantity, byWarehouse }) => ({
    productId,
    status: status.slice(statusPrefix.length),
    available: totalQuantity,
    warehouses: byWarehouse.map(({ warehouse, quantity }) => ({
      warehouseId: warehouse.warehouseId,
      name: warehouse.displayName,
      available: quantity,
    })),
  }));

export const toRatings = ({ data }: RatingsWire): Rating[] =>
  data.items.map(({ 'product-id': productId, stars: { average, total, distribution } }) => ({
    productId,
    average,
    count: total,
    histogram: [distribution[1], distribution[2], distribution[3], distribution[4], distribution[5]],
  }));

export const toReviews = ({ data }: ReviewsWire): Review[] =>
  data.items.map((wire) => ({
    id: wire['review-id'],
    rating: wire.stars,
    title: wire.headline,
    text: wire.body,
    author: wire['written-by']['display-name'],
    createdAt: new Date(wire['posted-at'] * 1000).toISOString(),
  }));

const toPick = ([productId, , reason]: readonly [string, number, string]): Recommended => ({ productId, reason });

export const toPicks = ({ results }: PicksWire): Recommended[] => results.flatMap(({ picks }) => picks.map(toPick));

export const toPicksByProduct = ({ results }: PicksWire): Map<string, Recommended[]> =>
  new Map(results.map((result) => [result.for, result.picks.map(toPick)]));
