/** Usage in version 2. */

import { defineView } from '@frontage/dto-mapping';
import { count, identifier } from '@frontage/dto-mapping/fields';
import { z } from 'zod';
import { linksSchema, pageLinks, type Linker } from '../../representation/links.ts';
import { maxPageSize } from '../../representation/paging.ts';
import { represent } from '../../version.ts';
import type { UsageViews } from './usage.endpoint.ts';

const day = (description: string) =>
  z
    .string()
    .max(10)
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .meta({ format: 'date', description });

const many = (description: string) => count(description, Number.MAX_SAFE_INTEGER);

const limit = z
  .object({
    name: z
      .string()
      .max(40)
      .regex(/^[a-z][a-z0-9-]*$/)
      .meta({ description: 'The limit, as `RateLimit-Policy` names it.' }),
    limit: count('Most requests of a window.'),
    windowSeconds: count('The window.'),
    remaining: count('Requests that are left.'),
    moreInSeconds: count('Time until more is left. Missing when all of it is.').optional(),
  })
  .meta({ description: 'A limit on this partner, or on the key that asks.' });

const use = z
  .object({
    key: identifier('The key.'),
    version: z
      .string()
      .max(10)
      .regex(/^v\d+$/)
      .meta({ description: 'The version of the API.' }),
    operation: z
      .string()
      .max(60)
      .regex(/^[A-Za-z]+$/)
      .meta({ description: 'The operation, as its document names it.' }),
    requests: many('How many requests.'),
    lastDay: day('The last day with a request.'),
  })
  .meta({ description: 'Requests of one key to one operation.' });

const usageView = defineView(
  'Usage',
  z
    .object({
      from: day('The first day.'),
      until: day('The last day.'),
      requests: many('All requests of the period.'),
      limits: z.array(limit).max(20).meta({ description: 'Rest of each limit now.' }),
      _embedded: z
        .object({ usage: z.array(use).max(maxPageSize).meta({ description: 'One page, by key.' }) })
        .meta({ description: 'Items of the page.' }),
      _links: linksSchema,
    })
    .meta({ description: 'Requests of a period, and what is left of the limits.' }),
);

export const usageV2 = (links: Linker): UsageViews => ({
  usage: represent(usageView, ({ from, until, requests, limits, sums, query, next }) => ({
    from,
    until,
    requests,
    limits: limits.map(({ name, limit, windowSeconds, remaining, moreInSeconds }) => ({
      name,
      limit,
      windowSeconds,
      remaining,
      ...(moreInSeconds !== undefined && { moreInSeconds }),
    })),
    _embedded: {
      usage: sums.map(({ keyId, version, operation, requests, lastDay }) => ({
        key: keyId,
        version,
        operation,
        requests,
        lastDay,
      })),
    },
    _links: pageLinks(links, '/usage', query, next),
  })),
});
