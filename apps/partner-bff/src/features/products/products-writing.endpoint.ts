/** Writing of products: create, change, delete. */

import type { NewProduct, Product, ProductChange } from '@frontage/catalog-client';
import { productId } from '@frontage/catalog-client/input';
import { defaultCurrency } from '@frontage/dto-mapping/money';
import { isFailure } from '@frontage/errors';
import { Reply } from '@frontage/http-server';
import { idempotencyKey, ifMatch, patchTypes } from '@frontage/http-server/input';
import { permission } from '@frontage/policy';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { defineEndpoint } from '../../deps.ts';
import { samples } from '../../samples.ts';
import { location } from '../../representation/location.ts';
import { createOnce, idFor } from '../../done-once.ts';
import { partnerOf } from '../../partner.ts';
import type { Representation, Version } from '../../version.ts';
import { offerOf, type ProductViews } from './products.endpoint.ts';
import { newProduct, productChange } from './products.input.ts';

/** Representation that a version gives of a deletion. */
export interface ProductWritingViews extends ProductViews {
  readonly productDeleted: Representation<[product: Pick<Product, 'id'>]>;
}

const write = permission('catalog:write');
const params = z.object({ id: productId });
const headers = z.object({ 'if-match': ifMatch });

/** New product as the catalog takes it, whole. */
type Asked = NewProduct & { readonly id: string };

const toNewProduct = ({ category, ...rest }: z.output<typeof newProduct>, id: string): Asked => ({
  ...rest,
  id,
  categoryId: category,
});

/** Whether a product is as it was to be created. */
const isAsAsked = (existing: Product, asked: Asked): boolean =>
  isDeepStrictEqual({ ...existing, ...asked }, { ...existing });

/** New product as it is sent. */
const toBody = ({ id, sku, name, brand, categoryId: category, summary }: Product) => ({
  id,
  sku,
  name,
  brand,
  category,
  summary,
});

const createProduct = ({ views, link }: Version<ProductWritingViews>) =>
  defineEndpoint({
    name: 'createProduct',
    summary: 'Adds a product to the catalogue',
    description: 'The new product has no price and no stock yet.',
    method: 'POST',
    path: '/products',
    access: write,
    budget: { ms: 5_000, calls: 4 },
    input: { headers: z.object({ 'idempotency-key': idempotencyKey }), body: newProduct },
    view: views.product.view,
    status: 201,
    etag: true,
    headers: location(),
    example: () => ({
      parameters: samples.key,
      body: toBody(samples.product),
      answer: views.product.of({ product: samples.product, price: undefined, stock: undefined }),
    }),
    handle: async ({ input: { headers, body }, principal, call }, deps) => {
      const id = body.id ?? `p-${idFor(partnerOf(principal), headers['idempotency-key'])}`;
      const asked = toNewProduct(body, id);
      const product = await createOnce(
        {
          isMade: body.id === undefined,
          create: () => deps.catalog.createProduct(asked, call),
          read: () => deps.catalog.product(id, call),
          isSame: (existing) => isAsAsked(existing, asked),
        },
        call,
      );
      const offer = await offerOf(product, { deps, call, principal, currency: defaultCurrency });
      return new Reply(views.product.of(offer), {
        headers: { Location: link(`/products/${id}`).href },
        revision: product.revision,
      });
    },
  });

const toChange = ({ category, description, attributes, ...rest }: z.output<typeof productChange>): ProductChange => ({
  ...rest,
  categoryId: category,
  description: description === null ? '' : description,
  attributes: attributes === null ? [] : attributes,
});

const changeProduct = ({ views }: Version<ProductWritingViews>) =>
  defineEndpoint({
    name: 'changeProduct',
    summary: 'Changes a product',
    description:
      'Members that the patch does not name stay. Prices and stock cannot be changed here, and their changes make no `ETag` old.',
    method: 'PATCH',
    path: '/products/{id}',
    access: write,
    budget: { ms: 5_000, calls: 3 },
    input: { params, headers, body: productChange },
    bodyTypes: patchTypes,
    etag: true,
    failures: ['UNPROCESSABLE'],
    view: views.product.view,
    example: () => ({
      parameters: { id: samples.product.id, ...samples.tag },
      body: { summary: samples.product.summary, attributes: null },
      answer: views.product.of({ ...samples.offer, product: { ...samples.product, attributes: [] } }),
    }),
    handle: async ({ input: { params, headers, body }, principal, call }, deps) => {
      const target = { id: params.id, expected: headers['if-match'] };
      const product = await deps.catalog.updateProduct({ ...target, change: toChange(body) }, call);
      const offer = await offerOf(product, { deps, call, principal, currency: defaultCurrency });
      return new Reply(views.product.of(offer), { revision: product.revision });
    },
  });

const deleteProduct = ({ views }: Version<ProductWritingViews>) =>
  defineEndpoint({
    name: 'deleteProduct',
    summary: 'Removes a product from the catalogue',
    description: 'One that is not there is no error, so that it can be repeated. Orders keep what they have.',
    method: 'DELETE',
    path: '/products/{id}',
    access: write,
    budget: { ms: 5_000, calls: 1 },
    input: { params, headers },
    view: views.productDeleted.view,
    example: () => ({
      parameters: { id: samples.product.id, ...samples.tag },
      answer: views.productDeleted.of(samples.product),
    }),
    handle: async ({ input: { params, headers }, call }, { catalog }) => {
      try {
        await catalog.deleteProduct({ id: params.id, expected: headers['if-match'] }, call);
      } catch (error) {
        if (!isFailure(error) || error.code !== 'NOT_FOUND') throw error;
      }
      return views.productDeleted.of({ id: params.id });
    },
  });

export const productWritingEndpoints = (version: Version<ProductWritingViews>) => [
  createProduct(version),
  changeProduct(version),
  deleteProduct(version),
];
