/** Input of the endpoints that write categories. */

import { catalogBounds } from '@frontage/catalog-client/bounds';
import { categoryId } from '@frontage/catalog-client/input';
import { requiredText, text } from '@frontage/dto-mapping/fields';
import { z } from 'zod';

const name = requiredText(catalogBounds.name, 'Name.');
const description = text(catalogBounds.categoryDescription, 'Description.');

export const newCategory = z
  .strictObject({
    id: categoryId.meta({ description: 'The id of the category, for good.' }),
    name,
    parent: categoryId.optional().meta({ description: 'The root category that it is part of. Default: it is a root.' }),
    description: description.default(''),
  })
  .meta({ description: 'A new category.' });

export const categoryChange = z
  .strictObject({
    name,
    parent: categoryId.nullable().meta({ description: 'The root category to move it to; `null` makes it a root.' }),
    description: description.nullable().meta({ description: 'Description; `null` removes it.' }),
  })
  .partial()
  .meta({ description: 'Changes: a JSON merge patch (RFC 7396).' });
