/** Products as version 2 shows them. */

import type { Product } from '@frontage/catalog-client';
import { defineView, degradable, type ViewOf } from '@frontage/dto-mapping';
import type { Availability } from '@frontage/inventory-client';
import type { Price } from '@frontage/pricing-client';
import { z } from 'zod';
import { link, linksSchema } from '../../links.ts';
import { moneySchema, toMoneyView } from '../../money.view.ts';

const productSchema = z.object({
  id: z.string(),
  sku: z.string(),
  name: z.string(),
  brand: z.string(),
  category: z.string(),
  summary: z.string(),
  description: z.string(),
  attributes: z.array(z.object({ name: z.string(), value: z.string() })),
  images: z.array(z.object({ alt: z.string(), url: z.string(), width: z.int() })),
  price: z.object({ net: moneySchema, list: moneySchema, promotion: z.string().optional() }).optional(),
  stock: z.object({ status: z.string(), available: z.int() }).optional(),
  updatedAt: z.string(),
  _links: linksSchema,
});

export const productView = defineView('Product', productSchema.extend(degradable));

export const productListView = defineView(
  'ProductList',
  z.object({
    total: z.int(),
    _embedded: z.object({ products: z.array(productSchema) }),
    _links: linksSchema,
    ...degradable,
  }),
);

export const toProductView = (
  product: Product,
  price: Price | undefined,
  stock: Availability | undefined,
): ViewOf<typeof productView> => ({
  id: product.id,
  sku: product.sku,
  name: product.name,
  brand: product.brand,
  category: product.categoryId,
  summary: product.summary,
  description: product.description,
  attributes: product.attributes.map(({ name, value }) => ({ name, value })),
  images: product.images.map(({ alt, variants }) => ({
    alt,
    url: variants.at(-1)!.url,
    width: variants.at(-1)!.width,
  })),
  price: price && {
    net: toMoneyView(price.net),
    list: toMoneyView(price.list),
    promotion: price.promotion?.label,
  },
  stock: stock && { status: stock.status, available: stock.available },
  updatedAt: product.updatedAt,
  _links: { self: link(`/products/${product.id}`), category: link('/products', { category: product.categoryId }) },
});
