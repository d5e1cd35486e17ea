/** Products in version 1. */

import { catalogBounds } from '@frontage/catalog-client/bounds';
import { defineView, degradable, nextCursor, type ViewOf } from '@frontage/dto-mapping';
import { count, identifier, instant, text, url } from '@frontage/dto-mapping/fields';
import { z } from 'zod';
import { moneyV1, toMoneyV1 } from '../../representation/money.v1.view.ts';
import { maxPageSize } from '../../representation/paging.ts';
import { represent } from '../../version.ts';
import type { Offer, ProductViews } from './products.endpoint.ts';

const productSchema = z
  .object({
    id: identifier('The product.'),
    sku: text(catalogBounds.sku, 'The number of its maker.'),
    name: text(catalogBounds.name, 'Name.'),
    brand: text(catalogBounds.brand, 'Maker.'),
    category: identifier('Id of the category.'),
    description: text(catalogBounds.description, 'Description.'),
    image: url('The first picture of it.').optional(),
    price: moneyV1(
      'The price for this partner. Missing when pricing could not be asked, and when it has none.',
    ).optional(),
    available: count('Pieces in all warehouses. Missing when inventory could not be asked.').optional(),
    updatedAt: instant('The last change of anything of it in the catalogue.'),
  })
  .meta({ description: 'A product.' });

const productView = defineView('Product', productSchema.extend(degradable).meta({ description: 'A product.' }));

const productListView = defineView(
  'ProductList',
  z
    .object({
      total: count('Products on all pages together.'),
      products: z.array(productSchema).max(maxPageSize).meta({ description: 'One page of products.' }),
      next: nextCursor.meta({ description: 'The next page: send it as `after`. Missing on the last one.' }),
      ...degradable,
    })
    .meta({ description: 'Products of a category or a search.' }),
);

const toProductView = ({ product, price, stock }: Offer): ViewOf<typeof productView> => ({
  id: product.id,
  sku: product.sku,
  name: product.name,
  brand: product.brand,
  category: product.categoryId,
  description: product.description,
  image: product.images[0]?.variants.at(-1)!.url,
  price: price && toMoneyV1(price.net),
  available: stock?.available,
  updatedAt: product.updatedAt,
});

export const productsV1 = (): ProductViews => ({
  product: represent(productView, toProductView),
  productList: represent(productListView, ({ offers, total, next }) => ({
    total,
    products: offers.map(toProductView),
    next,
  })),
});
