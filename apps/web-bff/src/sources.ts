/**
 * Service behind each field. A field from another service than its parent's must be nullable: its service may be down while the
 * parent's is not. CI compares the schema with this table, and the table with the fields that go missing when a service is down
 * (tools/kill-matrix).
 */

import type { Deps } from './deps.ts';

/** `here`: made in this BFF without a service. `parent`: from the source of its parent. */
export type Source = keyof Deps | 'here' | 'parent';

export interface Sources {
  /** Source of the fields of an object type. Rows for a field, or for the field's own type, override it. */
  readonly types: Readonly<Record<string, Source>>;
  /** Source of single fields whose type does not determine it. `Cart.total` is money, which many services give. */
  readonly fields: Readonly<Record<string, Source>>;
}

export const sources: Sources = {
  types: {
    Query: 'here',
    Mutation: 'here',
    Subscription: 'here',
    Viewer: 'here',
    // Kept by the browser.
    VisitorCart: 'here',
    VisitorCartItem: 'here',

    // The home page needs the catalog.
    Home: 'catalog',
    Product: 'catalog',
    ProductConnection: 'catalog',
    ProductEdge: 'catalog',
    Attribute: 'catalog',
    Image: 'catalog',
    ImageVariant: 'catalog',
    Category: 'catalog',
    SearchConnection: 'catalog',
    SearchFacets: 'catalog',
    CategoryFacet: 'catalog',
    BrandFacet: 'catalog',
    PriceFacet: 'catalog',
    RatingFacet: 'catalog',
    AttributeFacet: 'catalog',
    AttributeValueFacet: 'catalog',

    Price: 'pricing',
    Promotion: 'pricing',

    Stock: 'inventory',
    WarehouseStock: 'inventory',

    Rating: 'reviews',
    ReviewConnection: 'reviews',
    ReviewEdge: 'reviews',
    Review: 'reviews',
    WriteReviewPayload: 'reviews',
    DeleteReviewPayload: 'reviews',

    Recommendation: 'recommendations',

    Profile: 'customers',
    Address: 'customers',
    Cart: 'customers',
    CartItem: 'customers',
    PutCartItemPayload: 'customers',
    RemoveCartItemPayload: 'customers',
    MergeCartPayload: 'customers',
    UpdateProfilePayload: 'customers',
    AddAddressPayload: 'customers',
    UpdateAddressPayload: 'customers',
    RemoveAddressPayload: 'customers',
    SetDefaultAddressPayload: 'customers',
    WishList: 'customers',
    WishListItem: 'customers',
    WishListItemConnection: 'customers',
    WishListItemEdge: 'customers',
    AddToWishListPayload: 'customers',
    RemoveFromWishListPayload: 'customers',

    Order: 'orders',
    OrderConnection: 'orders',
    OrderEdge: 'orders',
    OrderEvent: 'orders',
    OrderLine: 'orders',
    OrderStep: 'orders',
    InternalNote: 'orders',
    CheckoutPayload: 'orders',
    PlaceOrderPayload: 'orders',
    PayOrderPayload: 'orders',
    CancelOrderPayload: 'orders',

    Money: 'parent',
    PageInfo: 'parent',
    UserError: 'parent',
  },
  fields: {
    'Home.layout': 'here',
    'Cart.total': 'pricing',
    'CartItem.unit': 'pricing',
    'CartItem.total': 'pricing',
    'VisitorCart.total': 'pricing',
    'VisitorCartItem.unit': 'pricing',
    'VisitorCartItem.total': 'pricing',
  },
};
