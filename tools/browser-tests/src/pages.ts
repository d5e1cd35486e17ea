/** Pages of the shop that every check goes over: each route has a row. */

import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Shopper } from './shopper.ts';

export interface ShopPage {
  /** Name in tests and of screenshots. */
  readonly name: string;
  /** Path of its route: `/products/:id`. */
  readonly route: string;
  /** False for a page without screenshots. Default true. */
  readonly isPictured?: boolean;
  /** Person who sees it. Default a visitor. */
  readonly person?: string;
  /** Goes there, and waits until it is whole. */
  readonly arrive: (shopper: Shopper) => Promise<void>;
}

const at =
  (path: string, title: string | RegExp) =>
  async (shopper: Shopper): Promise<void> => {
    await shopper.open(path);
    await shopper.isAt(title);
  };

/** Every route, in the order of the shop's table of contents. */
export const shopPages: readonly ShopPage[] = [
  { name: 'home', route: '/', arrive: at('/', 'Things for a home') },
  { name: 'search', route: '/search', arrive: at('/search?text=lamp', /lamp/) },
  { name: 'search-nothing', route: '/search', isPictured: false, arrive: at('/search?text=zzzzz', /zzzzz/) },
  { name: 'product', route: '/products/:id', arrive: at('/products/p-001', 'Quiet desk lamp in glass') },
  { name: 'cart-empty', route: '/cart', isPictured: false, arrive: at('/cart', 'Your cart') },
  { name: 'cart', route: '/cart', arrive: fillCart },
  { name: 'checkout', route: '/checkout', person: 'bob', arrive: goToCheckout },
  { name: 'orders', route: '/orders', person: 'ada', arrive: at('/orders', 'Your orders') },
  { name: 'order', route: '/orders/:id', person: 'ada', arrive: openAnOrder },
  { name: 'categories', route: '/categories', isPictured: false, arrive: at('/categories', 'Categories') },
  { name: 'category', route: '/categories/:id', arrive: openACategory },
  { name: 'profile', route: '/profile', person: 'ada', arrive: at('/profile', 'Profile') },
  { name: 'addresses', route: '/addresses', person: 'ada', arrive: at('/addresses', 'Addresses') },
  { name: 'wish-list', route: '/wish-list', person: 'ada', arrive: at('/wish-list', 'Wish list') },
  { name: 'nothing-here', route: '*', isPictured: false, arrive: at('/nowhere/at/all', 'Nothing here') },
];

async function openACategory(shopper: Shopper): Promise<void> {
  await shopper.open('/categories');
  await shopper.page.getByRole('main').getByRole('link').first().click();
  await shopper.page.waitForURL(/categories\/./);
  await shopper.page.getByRole('heading', { level: 1 }).filter({ hasNotText: 'Categories' }).waitFor();
}

async function fillCart(shopper: Shopper): Promise<void> {
  await shopper.open('/products/p-001');
  await shopper.press('Add to cart');
  await shopper.sees(/pieces? in your cart/);
  await shopper.follow(/^Cart/);
  await shopper.isAt('Your cart');
  await shopper.sees('Total');
}

async function goToCheckout(shopper: Shopper): Promise<void> {
  await fillCart(shopper);
  await shopper.follow('Go to checkout');
  await shopper.isAt('Checkout');
}

async function openAnOrder(shopper: Shopper): Promise<void> {
  await shopper.open('/orders');
  await shopper.follow(/^Order /);
  await shopper.isAt(/^Order /);
}

/** Paths of all routes, as the shop's table of contents has them. */
export function routesOfTheShop(): readonly string[] {
  const [file] = globSync('apps/*/src/routes.ts', { cwd: resolve(import.meta.dirname, '../../..') });
  const source = readFileSync(resolve(import.meta.dirname, '../../..', file!), 'utf8');
  return [...source.matchAll(/^ {2,4}(?:\{ )?path: '([^']+)'/gm)].map(([, path]) => path!);
}
