/** Pages of the shop that every check goes over: each route has a row. */

import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Locator } from 'playwright-core';
import type { Shopper } from './shopper.ts';

/** Services that pages can do without. */
export const optionalServices = ['pricing', 'reviews', 'recommendations'] as const;
export type OptionalService = (typeof optionalServices)[number];

/** Part of a page for each service of which it shows something. */
export type Parts = Readonly<Partial<Record<OptionalService, (shopper: Shopper) => Locator>>>;

export interface ShopPage {
  /** Name in tests and of screenshots. */
  readonly name: string;
  /** Path of its route: `/products/:id`. */
  readonly route: string;
  /** False for a page without screenshots. Default true. */
  readonly isPictured?: boolean;
  /** Person who sees it. Default a visitor. */
  readonly person?: string;
  /** Does what must have been done before somebody comes to the page. Default nothing. */
  readonly prepare?: (shopper: Shopper) => Promise<void>;
  /** Goes there, and waits until it is there: whole, or as much of it as can be had. */
  readonly arrive: (shopper: Shopper) => Promise<void>;
  /**
   * Parts that are not there while their service is off, which the page then says; nothing else changes. Empty for a page that needs none of
   * these services.
   */
  readonly parts: Parts;
}

const at =
  (path: string, title: string | RegExp) =>
  async (shopper: Shopper): Promise<void> => {
    await shopper.open(path);
    await shopper.isAt(title);
  };

const main = ({ page }: Shopper): Locator => page.getByRole('main');
const inMain =
  (text: RegExp) =>
  (shopper: Shopper): Locator =>
    main(shopper).getByText(text);

/** Prices of products, as they are shown wherever products are. */
export const prices = inMain(/^Price( now)?: /);
const ratings = inMain(/\d of 5 stars/);
const totals = inMain(/^Total.*\d/);
/** Button that orders: nobody can press it without a total. */
const ordering = (shopper: Shopper): Locator =>
  main(shopper).getByRole('button', { name: 'Place the order', disabled: false });
const section =
  (title: string) =>
  (shopper: Shopper): Locator =>
    shopper.section(title);
const histogram = ({ page }: Shopper): Locator => page.getByRole('list', { name: 'Reviews by stars' });
const tiles: Parts = { pricing: prices, reviews: ratings };

/** Every route, in the order of the shop's table of contents. */
export const shopPages: readonly ShopPage[] = [
  {
    name: 'home',
    route: '/',
    arrive: at('/', 'Things for a home'),
    parts: { ...tiles, recommendations: section('For you') },
  },
  { name: 'search', route: '/search', arrive: at('/search?text=lamp', /lamp/), parts: tiles },
  { name: 'search-nothing', route: '/search', isPictured: false, arrive: at('/search?text=zzzzz', /zzzzz/), parts: {} },
  {
    name: 'product',
    route: '/products/:id',
    arrive: at('/products/p-001', 'Quiet desk lamp in glass'),
    // Reviews that were there before stay: what they come to is what nobody can say then.
    parts: { pricing: prices, reviews: histogram, recommendations: section('Goes with it') },
  },
  { name: 'cart-empty', route: '/cart', isPictured: false, arrive: at('/cart', 'Your cart'), parts: {} },
  { name: 'cart', route: '/cart', prepare: fillCart, arrive: seeCart, parts: { pricing: totals } },
  {
    name: 'checkout',
    route: '/checkout',
    person: 'bob',
    prepare: fillCart,
    arrive: at('/checkout', 'Checkout'),
    parts: { pricing: ordering },
  },
  { name: 'orders', route: '/orders', person: 'ada', arrive: at('/orders', 'Your orders'), parts: {} },
  { name: 'order', route: '/orders/:id', person: 'ada', arrive: openAnOrder, parts: {} },
  { name: 'categories', route: '/categories', isPictured: false, arrive: at('/categories', 'Categories'), parts: {} },
  { name: 'category', route: '/categories/:id', arrive: openACategory, parts: tiles },
  { name: 'profile', route: '/profile', person: 'ada', arrive: at('/profile', 'Profile'), parts: {} },
  { name: 'addresses', route: '/addresses', person: 'ada', arrive: at('/addresses', 'Addresses'), parts: {} },
  { name: 'wish-list', route: '/wish-list', person: 'ada', arrive: at('/wish-list', 'Wish list'), parts: tiles },
  { name: 'nothing-here', route: '*', isPictured: false, arrive: at('/nowhere/at/all', 'Nothing here'), parts: {} },
];

/** Comes to a page of the shop as the person whom it is for, who did before what must have been done. */
export async function visitPage(shopper: Shopper, shopPage: ShopPage): Promise<void> {
  if (shopPage.person !== undefined) {
    await shopper.open('/');
    await shopper.logIn(shopPage.person);
  }
  await shopPage.prepare?.(shopper);
  await shopPage.arrive(shopper);
}

async function openACategory(shopper: Shopper): Promise<void> {
  await shopper.open('/categories');
  await shopper.page.getByRole('main').getByRole('link').first().click();
  await shopper.page.waitForURL(/categories\/./);
  await shopper.page.getByRole('heading', { level: 1 }).filter({ hasNotText: 'Categories' }).waitFor();
}

async function fillCart(shopper: Shopper): Promise<void> {
  await shopper.open('/products/p-001');
  await shopper.press('Add to cart');
  await shopper.isTold(/in your cart\.$/);
}

async function seeCart(shopper: Shopper): Promise<void> {
  await shopper.open('/cart');
  await shopper.isAt('Your cart');
  await shopper.sees('Total');
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
