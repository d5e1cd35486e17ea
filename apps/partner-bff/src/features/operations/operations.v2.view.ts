/** Operations in version 2. */

import { defineView, type ViewOf } from '@frontage/dto-mapping';
import { count, identifier, instant, text } from '@frontage/dto-mapping/fields';
import { z } from 'zod';
import { linksSchema, type Linker } from '../../representation/links.ts';
import { statusOf, type Operation, type OperationItem } from '../../operations/operation-store.ts';
import type { OperationViews } from '../../operations/operation-views.ts';
import { maxBulk } from '../../operations/place-later.ts';
import { represent } from '../../version.ts';

const result = z
  .object({
    number: count('Position in the request, from 0.'),
    status: z.enum(['pending', 'placed', 'refused']).meta({ description: 'Outcome.' }),
    problem: z
      .object({
        code: text(60, 'Code of the failure, for programs.'),
        reason: text(60, 'Reason, for programs, where the service gives one.').optional(),
        detail: text(1_000, 'Explanation, for people.'),
      })
      .optional()
      .meta({ description: 'Refusal.' }),
    _links: linksSchema,
  })
  .meta({ description: 'The result of one order.' });

const operationView = defineView(
  'Operation',
  z
    .object({
      id: identifier('The operation.'),
      status: z
        .enum(['pending', 'completed', 'failed'])
        .meta({ description: '`failed`: it has ended, and no order was placed.' }),
      placed: count('Number of orders that were placed.'),
      refused: count('Number of orders that were refused.'),
      createdAt: instant('Instant at which it was accepted.'),
      finishedAt: instant('Instant at which the last order ended.').optional(),
      results: z.array(result).max(maxBulk).meta({ description: 'One for each order, in their order.' }),
      _links: linksSchema,
    })
    .meta({ description: 'Work that was accepted and is done later.' }),
);

const toResult = ({ number, outcome }: OperationItem, { link }: Linker) => ({
  number,
  status: outcome?.kind ?? ('pending' as const),
  ...(outcome?.kind === 'refused' && {
    problem: {
      code: outcome.code,
      detail: outcome.detail.slice(0, 1_000),
      ...(outcome.reason !== undefined && { reason: outcome.reason }),
    },
  }),
  _links: outcome?.kind === 'placed' ? { order: link(`/orders/${outcome.orderId}`) } : {},
});

const toOperationView = (operation: Operation, links: Linker): ViewOf<typeof operationView> => ({
  id: operation.id,
  status: statusOf(operation),
  placed: operation.items.filter(({ outcome }) => outcome?.kind === 'placed').length,
  refused: operation.items.filter(({ outcome }) => outcome?.kind === 'refused').length,
  createdAt: operation.createdAt,
  ...(operation.finishedAt !== undefined && { finishedAt: operation.finishedAt }),
  results: operation.items.map((item) => toResult(item, links)),
  _links: { self: links.link(`/operations/${operation.id}`) },
});

export const operationsV2 = (links: Linker): OperationViews => ({
  operation: represent(operationView, (operation) => toOperationView(operation, links)),
});
