/** Examples for the documents: Models that every version maps with its own representations, and what is sent. */

import type { ApiKeyRecord } from '@frontage/auth/api-key';
import type { Category, Product } from '@frontage/catalog-client';
import { money } from '@frontage/dto-mapping/money';
import type { OperationExample } from '@frontage/http-server/openapi';
import type { Availability } from '@frontage/inventory-client';
import { eventsOfOrder, type Order } from '@frontage/orders-client';
import { regions, scopes, type PartnerPrincipal } from '@frontage/policy';
import type { Price } from '@frontage/pricing-client';
import type { WebhookEndpoint } from '@frontage/webhooks';
import type { Operation } from './operations/operation-store.ts';
import type { ServedVersion, Views } from './versions.ts';

const partner: PartnerPrincipal = {
  kind: 'partner',
  id: 'acme',
  keyId: 'k1',
  tier: 'standard',
  scopes: new Set(scopes),
  regions: new Set(regions),
};

const [placedAt, paidAt] = ['2026-05-04T09:30:00.000Z', '2026-05-04T09:31:12.000Z'];

const product: Product = {
  id: 'p-001',
  sku: 'MAR-00001',
  name: 'Quiet desk lamp in glass',
  brand: 'Marlow',
  categoryId: 'desk-lamps',
  summary: 'A desk lamp of glass in stone, made in Portugal.',
  description: 'A desk lamp of glass in stone, made in Portugal. It has a switch on its cord.',
  attributes: [{ name: 'material', value: 'glass' }],
  images: [
    {
      alt: 'Quiet desk lamp in glass, front',
      variants: [{ width: 1_280, url: 'https://images.example/p-001/1?w=1280' }],
    },
  ],
  createdAt: '2026-01-12T08:00:00.000Z',
  updatedAt: '2026-04-30T16:20:00.000Z',
};
const [net, list] = [money(7_900, 'EUR'), money(8_900, 'EUR')];
const price: Price = {
  productId: product.id,
  net,
  list,
  promotion: { id: 'spring', label: 'Spring sale', percentOff: 11, until: '2026-06-01T00:00:00.000Z' },
};
const level: Availability = {
  productId: product.id,
  onHand: 45,
  reserved: 3,
  available: 42,
  status: 'IN_STOCK',
  warehouses: [
    { id: 'ham', name: 'Hamburg', onHand: 30, reserved: 3, available: 27 },
    { id: 'lys', name: 'Lyon', onHand: 15, reserved: 0, available: 15 },
  ],
  revision: 7,
};
const offer = {
  product,
  price: { productId: product.id, net, list, promotion: undefined },
  stock: level,
} as const;

const categories: readonly Category[] = [
  { id: 'lighting', name: 'Lighting', parentId: undefined, description: 'Light for every room.', productCount: 84 },
  { id: 'desk-lamps', name: 'Desk lamps', parentId: 'lighting', description: 'Light for work.', productCount: 21 },
];

const placed: Order = {
  id: '01HX3V7C9Q',
  owner: { kind: 'partner', id: 'acme' },
  status: 'PENDING',
  lines: [{ productId: product.id, quantity: 2, unit: net, total: money(15_800, 'EUR') }],
  total: money(15_800, 'EUR'),
  placedAt,
  updatedAt: placedAt,
  history: [{ status: 'PENDING', at: placedAt }],
  actions: ['pay', 'cancel'],
};
const moved = (status: Order['status'], actions: Order['actions']): Order => ({
  ...placed,
  status,
  updatedAt: paidAt,
  history: [...placed.history, { status, at: paidAt }],
  actions,
});

const pending: Operation = {
  id: '3f0c2a4e-8f0b-4f57-9c59-6a0f4f0f2b11',
  partnerId: 'acme',
  createdAt: placedAt,
  finishedAt: undefined,
  items: [
    { number: 0, outcome: undefined },
    { number: 1, outcome: undefined },
  ],
};
const completed: Operation = {
  ...pending,
  finishedAt: paidAt,
  items: [
    { number: 0, outcome: { kind: 'placed', orderId: placed.id } },
    {
      number: 1,
      outcome: { kind: 'refused', code: 'CONFLICT', reason: 'OUT_OF_STOCK', detail: 'There are only 3 left of p-002.' },
    },
  ],
};

const endpoint: WebhookEndpoint = {
  id: '9a1f5f0e-2b77-4d7e-8a53-7f3f0a6f3c10',
  partnerId: 'acme',
  url: 'https://partner.example/webhooks',
  events: ['order.*'],
  description: 'Our shop',
  failures: 0,
  createdAt: placedAt,
};
const secret = `whsec_${Buffer.from('an example, and no secret at all').toString('base64')}`;
const delivery = {
  id: '71c4f7b8-5f4b-4c0a-9d3e-0e6c0b1f8f42',
  endpointId: endpoint.id,
  eventId: 'order-paid-01HX3V7C9Q',
  type: 'order.paid',
  status: 'delivered',
  createdAt: paidAt,
  nextAt: paidAt,
  attempts: [{ at: paidAt, durationMs: 84, outcome: 'success', status: 204, answer: '' }],
} as const;

const apiKey: ApiKeyRecord = {
  id: 'k2',
  partnerId: 'acme',
  hint: 'Zq3X',
  scopes: ['orders:read'],
  addresses: ['192.0.2.0/24'],
  hash: Buffer.alloc(0),
  pepper: '',
  createdAt: placedAt,
  expiresAt: undefined,
  revokedAt: undefined,
  replacedBy: undefined,
  lastUsedAt: paidAt,
  exposedAt: undefined,
};
const keyReader = { principal: partner, at: paidAt };
const keySecret = 'fk_test_k2_ThisIsAnExample';
const byKey = { parameters: { id: apiKey.id } };

const lines = [{ product: product.id, quantity: 2 }];
const key = { 'idempotency-key': '5d1c2a5e-9a4b-4c8e-8f4c-6f1f3f1f9d20' };
const byId = { parameters: { id: endpoint.id } };

type Examples = Readonly<Record<string, OperationExample>>;

/** Examples of a version, by endpoint. `surface.spec.ts` asks for one of each. */
export const examplesOf = ({ views }: ServedVersion): Examples => ({
  entry: { answer: views.entry.of(partner) },
  listProducts: {
    parameters: { category: 'desk-lamps' },
    answer: views.productList.of({
      offers: [offer],
      total: 1,
      query: { category: 'desk-lamps' },
      next: undefined,
    }),
  },
  getProduct: { parameters: { id: product.id }, answer: views.product.of(offer) },
  listCategories: { answer: views.categoryList.of(categories) },
  placeOrder: {
    parameters: key,
    body: { currency: 'EUR', lines },
    answer: views.order.of(placed, partner),
    ...(views.operation && { accepted: views.operation.of({ ...pending, items: pending.items.slice(0, 1) }) }),
  },
  listOrders: { answer: views.orderList.of({ orders: [placed], query: {}, next: undefined }, partner) },
  getOrder: { parameters: { id: placed.id }, answer: views.order.of(placed, partner) },
  payOrder: { parameters: { id: placed.id, ...key }, answer: views.order.of(moved('PAID', ['cancel']), partner) },
  cancelOrder: { parameters: { id: placed.id, ...key }, answer: views.order.of(moved('CANCELLED', []), partner) },
  ...(hasEverything(views) && laterExamples(views)),
});

/** Whether a version shows everything, as the current one does. */
const hasEverything = (views: Partial<Views>): views is Views => 'operation' in views && 'webhook' in views;

const laterExamples = (views: Views): Examples => ({
  placeOrders: {
    parameters: key,
    body: {
      orders: [
        { currency: 'EUR', lines },
        { currency: 'EUR', lines: [{ product: 'p-002', quantity: 900 }] },
      ],
    },
    answer: views.operation.of(pending),
  },
  createProduct: {
    parameters: key,
    body: {
      id: product.id,
      sku: product.sku,
      name: product.name,
      brand: product.brand,
      category: product.categoryId,
      summary: product.summary,
    },
    answer: views.product.of({ product, price: undefined, stock: undefined }),
  },
  changeProduct: {
    parameters: { id: product.id },
    body: { summary: product.summary, attributes: null },
    answer: views.product.of({ ...offer, product: { ...product, attributes: [] } }),
  },
  deleteProduct: { parameters: { id: product.id }, answer: views.productDeleted.of(product) },
  getCategory: { parameters: { id: 'desk-lamps' }, answer: views.category.of(categories[1]!) },
  createCategory: {
    parameters: key,
    body: { id: 'desk-lamps', name: 'Desk lamps', parent: 'lighting', description: 'Light for work.' },
    answer: views.category.of({ ...categories[1]!, productCount: 0 }),
  },
  changeCategory: {
    parameters: { id: 'desk-lamps' },
    body: { name: 'Desk lamps' },
    answer: views.category.of(categories[1]!),
  },
  deleteCategory: { parameters: { id: 'desk-lamps' }, answer: views.categoryDeleted.of(categories[1]!) },
  listPrices: {
    parameters: { product: `${product.id},p-002` },
    answer: views.priceList.of({ prices: [price], query: { product: `${product.id},p-002` }, next: undefined }),
  },
  getPrice: { parameters: { productId: product.id }, answer: views.price.of(price) },
  listInventoryLevels: {
    parameters: { status: 'IN_STOCK' },
    answer: views.levelList.of({ levels: [level], query: { status: 'IN_STOCK' }, next: undefined }, partner),
  },
  getInventoryLevel: { parameters: { productId: product.id }, answer: views.level.of(level, partner) },
  changeInventoryLevel: {
    parameters: { productId: product.id },
    body: { warehouses: { ham: { onHand: 30 } } },
    answer: views.level.of(level, partner),
  },
  listOrderEvents: {
    parameters: { id: placed.id },
    answer: views.orderEventList.of(moved('PAID', ['cancel']), eventsOfOrder(moved('PAID', ['cancel']))),
  },
  getOrderEvent: {
    parameters: { id: placed.id, eventId: eventsOfOrder(placed)[0]!.id },
    answer: views.orderEvent.of(placed, eventsOfOrder(placed)[0]!),
  },
  getOperation: { parameters: { id: completed.id }, answer: views.operation.of(completed) },
  listWebhooks: { answer: views.webhookList.of([endpoint], partner) },
  createWebhook: {
    body: { url: endpoint.url, events: endpoint.events, description: endpoint.description },
    answer: views.webhookSecret.of(endpoint, secret, partner),
  },
  getWebhook: { ...byId, answer: views.webhook.of(endpoint, partner) },
  changeWebhook: {
    ...byId,
    body: { events: ['order.paid', 'order.cancelled'] },
    answer: views.webhook.of({ ...endpoint, events: ['order.paid', 'order.cancelled'] }, partner),
  },
  deleteWebhook: { ...byId, answer: views.webhookList.of([], partner) },
  rollWebhookSecret: { ...byId, answer: views.webhookSecret.of(endpoint, secret, partner) },
  testWebhook: { ...byId, answer: views.sending.of(endpoint, 1) },
  listDeliveries: {
    parameters: { id: endpoint.id, limit: 1 },
    answer: views.deliveryList.of({ endpoint, deliveries: [delivery], query: { limit: 1 }, next: undefined }, partner),
  },
  listKeys: { answer: views.keyList.of({ keys: [apiKey], query: {}, next: undefined }, keyReader) },
  createKey: {
    body: { scopes: apiKey.scopes, addresses: apiKey.addresses },
    answer: views.keyWithSecret.of(apiKey, keySecret, keyReader),
  },
  getKey: { ...byKey, answer: views.key.of(apiKey, keyReader) },
  rollKey: { ...byKey, answer: views.keyWithSecret.of({ ...apiKey, id: 'k3' }, keySecret, keyReader) },
  revokeKey: { ...byKey, answer: views.key.of({ ...apiKey, revokedAt: paidAt }, keyReader) },
  getUsage: {
    parameters: { from: '2026-05-01', until: '2026-05-04' },
    answer: views.usage.of({
      from: '2026-05-01',
      until: '2026-05-04',
      requests: 120,
      sums: [
        {
          keyId: 'k1',
          version: 'v2',
          operation: 'listProducts',
          partnerId: 'acme',
          requests: 120,
          lastDay: '2026-05-04',
        },
      ],
      limits: [{ name: 'minute', limit: 600, windowSeconds: 60, remaining: 599, moreInSeconds: 1 }],
      query: {},
      next: undefined,
    }),
  },
  replayDeliveries: { ...byId, body: { from: placedAt }, answer: views.sending.of(endpoint, 12) },
});
