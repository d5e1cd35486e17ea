/**
 * Which service feeds which field. A field that another service feeds than its parent must be able to be null: that service may be
 * down while the parent's is not. CI holds the schema to this table, and the table to what goes missing when a service is down
 * (tools/kill-matrix).
 */

import type { Deps } from './deps.ts';

/** `here`: made in this BFF, of nothing that a service says. `parent`: a value, from wherever its parent comes. */
export type Source = keyof Deps | 'here' | 'parent';

export interface Sources {
  /** By object type: what feeds its fields, unless they are listed below or are of a type that comes from elsewhere. */
  readonly types: Readonly<Record<string, Source>>;
  /** Fields that their type does not tell: `Cart.total` is money, and money is anybody's. */
  readonly fields: Readonly<Record<string, Source>>;
}

export const sources: Sources = {
  types: {
    Query: 'here',
    Mutation: 'here',
    Viewer: 'here',

    // Without the catalog there is no first page.
    Home: 'catalog',
    Product: 'catalog',
    ProductConnection: 'catalog',
    ProductEdge: 'catalog',
    Attribute: 'catalog',
    Image: 'catalog',
    ImageVariant: 'catalog',
    Category: 'catalog',

    Price: 'pricing',
    Promotion: 'pricing',

    Stock: 'inventory',
    WarehouseStock: 'inventory',

    Rating: 'reviews',
    ReviewConnection: 'reviews',
    ReviewEdge: 'reviews',
    Review: 'reviews',

    Recommendation: 'recommendations',

    Profile: 'customers',
    Address: 'customers',
    Cart: 'customers',
    CartItem: 'customers',
    PutCartItemPayload: 'customers',
    RemoveCartItemPayload: 'customers',

    Order: 'orders',
    OrderConnection: 'orders',
    OrderEdge: 'orders',
    OrderEvent: 'orders',
    OrderLine: 'orders',
    InternalNote: 'orders',
    CheckoutPayload: 'orders',
    PayOrderPayload: 'orders',
    CancelOrderPayload: 'orders',

    Money: 'parent',
    PageInfo: 'parent',
  },
  fields: {
    'Cart.total': 'pricing',
    'CartItem.unit': 'pricing',
    'CartItem.total': 'pricing',
  },
};
