/**
 * Model behind each type of the schema. Resolvers return it, and the resolvers of its fields receive it. The notation is that of
 * `mappers` in GraphQL Code Generator: module, `#`, name. A type that is missing here has the shape of the schema.
 */
export const models = {
  Address: '@frontage/customers-client#Address',
  Cart: './features/cart/cart.view.ts#CartView',
  CartItem: './features/cart/cart.view.ts#CartItemView',
  Category: './features/categories/categories.view.ts#CategoryNode',
  CheckoutPayload: './features/orders/checkout.view.ts#CheckoutView',
  CustomerTier: './features/viewer/viewer.view.ts#CustomerTier',
  Home: 'object',
  Money: '@frontage/dto-mapping/money#Money',
  Order: '@frontage/orders-client#Order',
  OrderAction: '@frontage/orders-client#OrderAction',
  OrderLine: '@frontage/orders-client#OrderLine',
  OrderStep: './features/orders/timeline.view.ts#OrderStep',
  Price: '@frontage/pricing-client#Price',
  Product: '@frontage/catalog-client#Product',
  Profile: '@frontage/customers-client#Customer',
  Rating: '@frontage/reviews-client#RatingSummary',
  Recommendation: '@frontage/recommendations-client#Recommendation',
  Review: '@frontage/reviews-client#Review',
  Role: './features/viewer/viewer.view.ts#Role',
  Stock: '@frontage/inventory-client#Availability',
  Viewer: './features/viewer/viewer.view.ts#ViewerView',
  WarehouseStock: './features/stock/stock.view.ts#WarehouseStock',
};
