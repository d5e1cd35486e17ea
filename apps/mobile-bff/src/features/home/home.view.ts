/** What the phone shows first. */

import { defineView, degradable } from '@frontage/dto-mapping';
import { z } from 'zod';
import { tileSchema } from '../../product-tile.view.ts';

export const homeView = defineView(
  'Home',
  z.object({
    featured: z.array(tileSchema),
    picks: z.array(tileSchema),
    categories: z.array(z.object({ id: z.string(), name: z.string() })),
    ...degradable,
  }),
);
