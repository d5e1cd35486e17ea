/** Input of the endpoints that write products. */

import { catalogBounds } from '@frontage/catalog-client/bounds';
import { categoryId, newId } from '@frontage/catalog-client/input';
import { requiredText, text } from '@frontage/dto-mapping/fields';
import { z } from 'zod';

const attribute = z
  .strictObject({
    name: requiredText(catalogBounds.attributeName, 'Name of the attribute: `Material`.'),
    value: requiredText(catalogBounds.attributeValue, 'Value of it: `Oak`.'),
  })
  .meta({ description: 'An attribute.' });

const members = {
  sku: requiredText(catalogBounds.sku, 'The number of its maker.'),
  name: requiredText(catalogBounds.name, 'Name.'),
  brand: requiredText(catalogBounds.brand, 'Maker.'),
  category: categoryId,
  summary: requiredText(catalogBounds.summary, 'A sentence on it.'),
};
const description = text(catalogBounds.description, 'Description.');
const attributes = z.array(attribute).max(catalogBounds.attributes);

export const newProduct = z
  .strictObject({
    id: newId.optional().meta({ description: 'The id of the product. Default: one is made of the `Idempotency-Key`.' }),
    ...members,
    description: description.default(''),
    attributes: attributes.default([]).meta({ description: 'Attributes.' }),
  })
  .meta({ description: 'A new product. Prices and stock have owners of their own.' });

export const productChange = z
  .strictObject({
    ...members,
    description: description.nullable().meta({ description: 'Description; `null` removes it.' }),
    attributes: attributes.nullable().meta({ description: 'All of its attributes; `null` removes them.' }),
  })
  .partial()
  .meta({ description: 'Changes: a JSON merge patch (RFC 7396).' });
