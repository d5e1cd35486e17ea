/** Schema of problem documents (RFC 9457), for every failure of every operation. */

import { text } from '@frontage/dto-mapping/fields';
import { failureTable, type FailureCode } from '@frontage/errors';
import { z } from 'zod';
import { maxErrors, maxPointerLength } from '../pointer.ts';
import { requestIdPattern } from '../request-context.ts';

/** Longest path: Node limits the head of a request (`--max-http-header-size`). */
const maxPathLength = 16_384;

export const problemSchema = z
  .object({
    type: z.string().max(200).meta({
      format: 'uri-reference',
      description: 'Type of the problem: a page about its code, or a registered type.',
    }),
    title: text(100, 'Meaning of the code. The same for every problem of one code.'),
    status: z.int().min(400).max(599).meta({ description: 'The status of the answer.' }),
    detail: text(1_000, 'Explanation of this occurrence, for people: it may change.'),
    instance: z
      .string()
      .max(maxPathLength)
      .optional()
      .meta({ format: 'uri-reference', description: 'The path that was asked for.' }),
    code: z.enum(Object.keys(failureTable) as [FailureCode, ...FailureCode[]]).meta({
      'x-extensible-enum': true,
      description:
        'Code of the failure, for programs. New codes may come; the status explains those that a client does not know.',
    }),
    reason: z
      .string()
      .max(64)
      .regex(/^[A-Z][A-Z0-9_]*$/)
      .optional()
      .meta({ description: 'Reason in particular, where the code leaves it open: `OUT_OF_STOCK`.' }),
    requestId: z
      .string()
      .max(128)
      .regex(requestIdPattern)
      .optional()
      .meta({ description: 'Id of the request, to be quoted when asking for help; also the header `X-Request-Id`.' }),
    errors: z
      .array(
        z
          .object({
            pointer: z.string().max(maxPointerLength).regex(/^#\//).meta({
              description: 'Place of the flaw: a JSON Pointer (RFC 6901) into params, query, headers or body.',
            }),
            detail: text(1_000, 'Description of the flaw.'),
          })
          .meta({ description: 'One thing that is wrong with the input.' }),
      )
      .max(maxErrors)
      .optional()
      .meta({ description: 'Flaws of the input, part by part; the first ones, when there are many.' }),
    'violated-policies': z
      .array(
        z
          .string()
          .max(64)
          .regex(/^[\x21-\x7e]+$/)
          .meta({ description: 'A limit, as `RateLimit-Policy` names it.' }),
      )
      .max(20)
      .optional()
      .meta({ description: 'The limits that are used up. With `RATE_LIMITED` alone.' }),
  })
  .meta({ id: 'Problem', description: 'Problem details (RFC 9457).' });
