/** Input of the endpoints that write categories. */

import { catalogBounds } from '@frontage/catalog-client/bounds';
import { categoryId } from '@frontage/catalog-client/input';
import { z } from 'zod';

const name = z
  .string()
  .trim()
  .min(1)
  .max(catalogBounds.name)
  .regex(/^[^\0]*$/, 'must have no NUL')
  .meta({ description: 'Its name.' });

const description = z
  .string()
  .max(catalogBounds.categoryDescription)
  .regex(/^[^\0]*$/, 'must have no NUL');

export const newCategory = z
  .strictObject({
    id: categoryId.meta({ description: 'The id of the category, for good.' }),
    name,
    parent: categoryId.optional().meta({ description: 'The root category that it is part of. Default: it is a root.' }),
    description: description.default('').meta({ description: 'Its description.' }),
  })
  .meta({ description: 'A new category.' });

export const categoryChange = z
  .strictObject({
    name,
    parent: categoryId.nullable().meta({ description: 'The root category to move it to; `null` makes it a root.' }),
    description: description.nullable().meta({ description: 'Its description; `null` removes it.' }),
  })
  .partial()
  .meta({ description: 'What changes: a JSON merge patch (RFC 7396).' });
