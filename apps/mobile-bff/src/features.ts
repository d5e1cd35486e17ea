/** Features: one line for each file of endpoints. */

export { getCart, putCartItem, removeCartItem } from './features/cart/cart.endpoint.ts';
export { listCategories } from './features/categories/categories.endpoint.ts';
export { checkout } from './features/checkout/checkout.endpoint.ts';
export { putDevice, removeDevice } from './features/devices/devices.endpoint.ts';
export { home, homeRest } from './features/home/home.endpoint.ts';
export { changeMe, getMe } from './features/me/me.endpoint.ts';
export { cancelOrder, getOrder, listOrders, payOrder } from './features/orders/orders.endpoint.ts';
export { getProduct, listProducts, productRest } from './features/products/products.endpoint.ts';
export { listReviews } from './features/reviews/reviews.endpoint.ts';
export { sync } from './features/sync/sync.endpoint.ts';
export { addWish, getWishlist, removeWish } from './features/wishlist/wishlist.endpoint.ts';
