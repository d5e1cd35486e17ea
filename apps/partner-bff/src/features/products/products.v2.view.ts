/** Products in version 2. */

import { catalogBounds, productSorts } from '@frontage/catalog-client/bounds';
import { brandName } from '@frontage/catalog-client/input';
import { count, identifier, instant, text, url } from '@frontage/dto-mapping/fields';
import { defineView, degradable, type ViewOf } from '@frontage/dto-mapping';
import { stockStatuses } from '@frontage/inventory-client/bounds';
import { maxLabelLength } from '@frontage/pricing-client/bounds';
import { z } from 'zod';
import { linkSchema, linksSchema, pageLinks, type Linker } from '../../representation/links.ts';
import { maxPageSize } from '../../representation/paging.ts';
import { money, toMoneyView } from '../../representation/money.view.ts';
import { priceLink } from '../../representation/price-link.ts';
import { represent } from '../../version.ts';
import type { Offer, ProductViews } from './products.endpoint.ts';
import type { ProductWritingViews } from './products-writing.endpoint.ts';

const attribute = z
  .object({
    name: text(catalogBounds.attributeName, 'Name of the attribute: `Material`.'),
    value: text(catalogBounds.attributeValue, 'Value of the attribute: `Oak`.'),
  })
  .meta({ description: 'Attribute.' });

const image = z
  .object({
    alt: text(catalogBounds.alt, 'Alternative text.'),
    url: url('Address.'),
    width: count('In pixels.'),
  })
  .meta({ description: 'A picture.' });

const price = z
  .object({
    net: money('Price for this partner.'),
    list: money('The list price.'),
    promotion: text(maxLabelLength, 'Label of the promotion that lowers it for now.').optional(),
  })
  .meta({ description: 'Missing when pricing could not be asked, and when it has none.' });

const stock = z
  .object({
    status: z.enum(stockStatuses).meta({ description: 'Availability.' }),
    available: count('Pieces in all warehouses.'),
  })
  .meta({ description: 'Missing when inventory could not be asked.' });

const productSchema = z
  .object({
    id: identifier('The product.'),
    sku: text(catalogBounds.sku, 'The number that whoever makes it gave it.'),
    name: text(catalogBounds.name, 'Name.'),
    brand: text(catalogBounds.brand, 'Maker.'),
    category: identifier('Id of the category.'),
    summary: text(catalogBounds.summary, 'Summary, in a sentence.'),
    description: text(catalogBounds.description, 'Description.'),
    attributes: z.array(attribute).max(catalogBounds.attributes).meta({ description: 'Attributes.' }),
    images: z.array(image).max(catalogBounds.images).meta({ description: 'Pictures of it, the best first.' }),
    price: price.optional(),
    stock: stock.optional(),
    updatedAt: instant('Instant of its last change in the catalogue.'),
    _links: linksSchema,
  })
  .meta({ description: 'A product.' });

const productView = defineView('Product', productSchema.extend(degradable).meta({ description: 'A product.' }));

const productListView = defineView(
  'ProductList',
  z
    .object({
      total: count('Products on all pages together.'),
      _embedded: z
        .object({ products: z.array(productSchema).max(maxPageSize).meta({ description: 'One page of products.' }) })
        .meta({ description: 'Items of the page.' }),
      _links: linksSchema,
      ...degradable,
    })
    .meta({ description: 'Products of a category or a search.' }),
);

const productDeletedView = defineView(
  'ProductDeleted',
  z
    .object({
      id: identifier('The product that is gone.'),
      _links: z.object({ products: linkSchema('Link to those that are left.') }).meta({ description: 'Links.' }),
    })
    .meta({ description: 'A product was deleted.' }),
);

const toProductView = ({ product, price, stock }: Offer, links: Linker): ViewOf<typeof productView> => ({
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
  _links: {
    self: links.link(`/products/${product.id}`),
    category: links.link('/products', { category: product.categoryId }),
    ...(price && { price: priceLink(product.id, price, links) }),
    'inventory-level': links.link(`/inventory-levels/${product.id}`),
  },
});

const terms = {
  brand: brandName.optional().meta({ description: 'Only products of this brand: its whole name, in any case.' }),
  updatedSince: z.iso.datetime().optional().meta({
    format: 'date-time',
    maxLength: 40,
    description:
      'Only products that changed in the catalogue at this instant or later, in UTC. To keep a copy, ask with the greatest `updatedAt` that you have and `sort=updatedAt`. Products that were deleted are not among them.',
  }),
  sort: z
    .enum(productSorts)
    .optional()
    .meta({ description: 'The order, `-` for descending. Default: by age. A cursor belongs to its order.' }),
};

export const productsV2 = (links: Linker): ProductWritingViews & Pick<ProductViews, 'productTerms'> => ({
  productTerms: {
    parameters: terms,
    termsOf: (query) => {
      const { brand, updatedSince, sort } = query as z.output<z.ZodObject<typeof terms>>;
      return { brand, updatedSince, sort };
    },
  },
  productDeleted: represent(productDeletedView, ({ id }) => ({ id, _links: { products: links.link('/products') } })),
  product: represent(productView, (offer) => toProductView(offer, links)),
  productList: represent(productListView, ({ offers, total, query, next }) => ({
    total,
    _embedded: { products: offers.map((offer) => toProductView(offer, links)) },
    _links: pageLinks(links, '/products', query, next),
  })),
});
