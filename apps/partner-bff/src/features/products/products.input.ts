/** Input of the endpoints that write products. */

import { catalogBounds } from '@frontage/catalog-client/bounds';
import { categoryId, newId } from '@frontage/catalog-client/input';
import { z } from 'zod';

const text = (max: number, description: string) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\0]*$/, 'must have no NUL')
    .meta({ description });

const attribute = z
  .strictObject({
    name: text(catalogBounds.attributeName, 'Name of the attribute: `Material`.'),
    value: text(catalogBounds.attributeValue, 'Value of it: `Oak`.'),
  })
  .meta({ description: 'An attribute.' });

const members = {
  sku: text(catalogBounds.sku, 'The number of its maker.'),
  name: text(catalogBounds.name, 'Its name.'),
  brand: text(catalogBounds.brand, 'Its maker.'),
  category: categoryId,
  summary: text(catalogBounds.summary, 'A sentence on it.'),
};
const description = z
  .string()
  .max(catalogBounds.description)
  .regex(/^[^\0]*$/, 'must have no NUL');
const attributes = z.array(attribute).max(catalogBounds.attributes);

export const newProduct = z
  .strictObject({
    id: newId.optional().meta({ description: 'The id of the product. Default: one is made of the `Idempotency-Key`.' }),
    ...members,
    description: description.default('').meta({ description: 'Its description.' }),
    attributes: attributes.default([]).meta({ description: 'Its attributes.' }),
  })
  .meta({ description: 'A new product. Prices and stock have owners of their own.' });

export const productChange = z
  .strictObject({
    ...members,
    description: description.nullable().meta({ description: 'Its description; `null` removes it.' }),
    attributes: attributes.nullable().meta({ description: 'All of its attributes; `null` removes them.' }),
  })
  .partial()
  .meta({ description: 'What changes: a JSON merge patch (RFC 7396).' });
