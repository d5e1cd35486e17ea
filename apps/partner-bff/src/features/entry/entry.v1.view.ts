/** Entry document in version 1. */

import { defineView } from '@frontage/dto-mapping';
import { identifier } from '@frontage/dto-mapping/fields';
import { tierOf, tiers } from '@frontage/policy';
import { z } from 'zod';
import { represent } from '../../version.ts';
import type { EntryViews } from './entry.endpoint.ts';

const entryView = defineView(
  'Entry',
  z
    .object({
      partner: identifier('The partner whose key it is.'),
      tier: z.enum(tiers).meta({ description: 'The tier whose prices and limits apply.' }),
    })
    .meta({ description: 'The partner of a key.' }),
);

export const entryV1 = (): EntryViews => ({
  entry: represent(entryView, (principal) => ({
    partner: 'id' in principal ? principal.id : '',
    tier: tierOf(principal),
  })),
});
