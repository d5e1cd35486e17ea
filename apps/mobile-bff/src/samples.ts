/** Samples: Models of one customer's world, of which the endpoints make the examples of the document. */

import type { Product } from '@frontage/catalog-client';
import type { Customer, Wish } from '@frontage/customers-client';
import { money } from '@frontage/dto-mapping/money';
import type { Availability } from '@frontage/inventory-client';
import type { Price } from '@frontage/pricing-client';

const customer: Customer = {
  id: 'ada',
  revision: 7,
  name: 'Ada Lovelace',
  email: 'ada@example.test',
  tier: 'gold',
  locale: 'de-DE',
  currency: 'EUR',
  quietHours: { from: '22:00', to: '07:00', timeZone: 'Europe/Berlin' },
  addresses: [
    {
      id: 'a-1',
      label: 'Home',
      recipient: 'Ada Lovelace',
      street: 'Lindenweg 4',
      postcode: '20095',
      city: 'Hamburg',
      country: 'DE',
      isDefault: true,
    },
  ],
};

const createdAt = '2026-01-12T08:00:00.000Z';
const product: Product = {
  id: 'p-001',
  sku: 'MAR-00001',
  name: 'Quiet desk lamp in glass',
  brand: 'Marlow',
  categoryId: 'desk-lamps',
  summary: 'A desk lamp of glass in stone, made in Portugal.',
  description: 'A desk lamp of glass in stone, made in Portugal. It has a switch on its cord.',
  attributes: [],
  images: [
    {
      alt: 'Quiet desk lamp in glass, front',
      variants: [{ width: 320, url: 'https://images.example/p-001/1?w=320' }],
    },
  ],
  createdAt,
  updatedAt: createdAt,
  revision: 7,
};
const list = money(8_900, 'EUR');
const price: Price = { productId: product.id, net: money(7_900, 'EUR'), list, ofTier: list, promotion: undefined };
const stock: Pick<Availability, 'status'> = { status: 'IN_STOCK' };
const wish: Wish = { productId: product.id, addedAt: '2026-05-04T09:30:00.000Z' };

/** Samples, by what they are. Those of one thing fit together: the wish is for the product. */
export const samples = {
  customer,
  product,
  price,
  stock,
  wish,
  /** Tag of what was read, as a parameter. */
  tag: { 'if-match': 'W/"7.mCkPNrXvVpgm1NRqcHqJ5Q"' },
} as const;
