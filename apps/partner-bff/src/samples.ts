/** Samples: Models of one partner's world, of which the endpoints make the examples of their documents. */

import type { ApiKeyRecord } from '@frontage/auth/api-key';
import type { Category, Product } from '@frontage/catalog-client';
import { money } from '@frontage/dto-mapping/money';
import type { Availability } from '@frontage/inventory-client';
import type { Order } from '@frontage/orders-client';
import { regions, scopes, type PartnerPrincipal } from '@frontage/policy';
import type { Price } from '@frontage/pricing-client';
import type { WebhookEndpoint } from '@frontage/webhooks';
import type { Operation } from './operations/operation-store.ts';

const partner: PartnerPrincipal = {
  kind: 'partner',
  id: 'acme',
  keyId: 'k1',
  mode: 'live',
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
  revision: 7,
};

const [net, list] = [money(7_900, 'EUR'), money(8_900, 'EUR')];
const price: Price = {
  productId: product.id,
  net,
  list,
  ofTier: list,
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
const offer = { product, price, stock: level };

const categories: readonly [Category, Category] = [
  {
    id: 'lighting',
    name: 'Lighting',
    parentId: undefined,
    description: 'Light for every room.',
    productCount: 84,
    revision: 1,
  },
  {
    id: 'desk-lamps',
    name: 'Desk lamps',
    parentId: 'lighting',
    description: 'Light for work.',
    productCount: 21,
    revision: 7,
  },
];

const placed: Order = {
  id: '01HX3V7C9Q',
  owner: { kind: 'partner', id: 'acme' },
  status: 'PENDING',
  lines: [{ productId: product.id, quantity: 2, unit: net, total: money(15_800, 'EUR') }],
  total: money(15_800, 'EUR'),
  placedAt,
  updatedAt: placedAt,
  expected: [],
  payBy: undefined,
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
  mode: 'live',
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

const webhook: WebhookEndpoint = {
  id: '9a1f5f0e-2b77-4d7e-8a53-7f3f0a6f3c10',
  partnerId: 'acme',
  mode: 'live',
  url: 'https://partner.example/webhooks',
  events: ['order.*'],
  description: 'Our shop',
  failures: 0,
  createdAt: placedAt,
  revision: 7,
};
const webhookSecret = `whsec_${Buffer.from('an example, and no secret at all').toString('base64')}`;
const delivery = {
  id: '71c4f7b8-5f4b-4c0a-9d3e-0e6c0b1f8f42',
  endpointId: webhook.id,
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
  mode: 'live',
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
const keySecret = 'fk_live_k2_ThisIsAnExample';

const lines = [{ product: product.id, quantity: 2 }];
const key = { 'idempotency-key': '5d1c2a5e-9a4b-4c8e-8f4c-6f1f3f1f9d20' };

/** Samples, by what they are. Those of one thing fit together: the order is of the product, the delivery of the webhook. */
export const samples = {
  partner,
  /** Instants at which the order was placed and paid. */
  placedAt,
  paidAt,
  product,
  price,
  level,
  offer,
  categories,
  /** Lines of the order, as they are sent. */
  lines,
  /** Idempotency key, as a parameter. */
  key,
  /** Tag of what was read, as a parameter. */
  tag: { 'if-match': 'W/"7.mCkPNrXvVpgm1NRqcHqJ5Q"' },
  placed,
  moved,
  pending,
  completed,
  webhook,
  webhookSecret,
  delivery,
  apiKey,
  keySecret,
} as const;
