/** Operations of the partner: what was accepted and is done later. */

import { identifier } from '@frontage/dto-mapping/fields';
import { Failure } from '@frontage/errors';
import { Reply } from '@frontage/http-server';
import { permission } from '@frontage/policy';
import { z } from 'zod';
import { defineEndpoint } from '../../deps.ts';
import { samples } from '../../samples.ts';
import type { OperationViews } from '../../operations/operation-views.ts';
import { ownOf } from '../../partner.ts';
import type { Version } from '../../version.ts';

/** Time after which to look again, in seconds. */
const retryAfter = '2';

const getOperation = ({ views }: Version<OperationViews>) =>
  defineEndpoint({
    name: 'getOperation',
    summary: 'One operation, with the result of each of its orders',
    description:
      'Webhooks tell when it has ended: `operation.completed`, or `operation.failed` when no order was placed.',
    method: 'GET',
    path: '/operations/{id}',
    access: permission('order:list'),
    budget: { ms: 2_000, calls: 0 },
    input: { params: z.object({ id: identifier('The operation.') }) },
    etag: true,
    view: views.operation.view,
    headers: {
      'Retry-After': {
        description: 'Seconds after which to look again, while it is pending.',
        schema: { type: 'integer', format: 'int32', minimum: 1, maximum: 60 },
      },
    },
    example: () => ({ parameters: { id: samples.completed.id }, answer: views.operation.of(samples.completed) }),
    handle: async ({ input, principal }, { operations }) => {
      const operation = ownOf(principal, await operations.store.find(input.params.id));
      if (!operation) throw new Failure('NOT_FOUND', 'There is no such operation.');
      const headers = operation.finishedAt === undefined ? { 'Retry-After': retryAfter } : {};
      return new Reply(views.operation.of(operation), { headers });
    },
  });

export const operationEndpoints = (version: Version<OperationViews>) => [getOperation(version)];
