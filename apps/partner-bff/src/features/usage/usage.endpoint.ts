/** Usage of the API by the partner's keys, and what is left of its limits. */

import { decodeCursor, encodeCursor } from '@frontage/dto-mapping';
import { Failure } from '@frontage/errors';
import { permission } from '@frontage/policy';
import type { LimitState } from '@frontage/rate-limit';
import { z } from 'zod';
import { defineEndpoint } from '../../deps.ts';
import { paging } from '../../representation/paging.ts';
import { asPartner } from '../../partner.ts';
import type { UsageQuery, UsageSum } from '../../usage/usage-store.ts';
import type { Representation, Version } from '../../version.ts';

export interface UsageReport extends Pick<UsageQuery, 'from' | 'until'> {
  /** Number of requests of the period. */
  readonly requests: number;
  /** One page of sums. */
  readonly sums: readonly UsageSum[];
  readonly limits: readonly LimitState[];
  /** Query of the request for this page; `next` is the cursor of the next page. */
  readonly query: Readonly<Record<string, string | number | undefined>>;
  readonly next: string | undefined;
}

/** Representation that a version gives of usage. */
export interface UsageViews {
  readonly usage: Representation<[report: UsageReport]>;
}

const dayMs = 86_400_000;
/** Days of the default period, today included. */
const defaultDays = 30;

const day = (description: string) => z.iso.date().meta({ format: 'date', maxLength: 10, description }).optional();

const query = z.object({
  from: day(`First day of the period, in UTC. Default: ${defaultDays - 1} days before its last.`),
  until: day('Last day of the period, in UTC. Default: today.'),
  ...paging,
});

const toDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** Period of a query. INVALID_INPUT when it ends before it begins. */
function periodOf({ from, until = toDay(Date.now()) }: z.output<typeof query>): Pick<UsageQuery, 'from' | 'until'> {
  const first = from ?? toDay(Date.parse(until) - (defaultDays - 1) * dayMs);
  if (first <= until) return { from: first, until };
  throw new Failure('INVALID_INPUT', 'This period ends before it begins.', {
    errors: [{ pointer: '#/query/from', detail: 'is after the last day of the period' }],
  });
}

const getUsage = ({ views }: Version<UsageViews>) =>
  defineEndpoint({
    name: 'getUsage',
    summary: 'The requests of this partner in this mode by key, version and operation, and what is left of its limits',
    description:
      'Live mode and test mode are counted apart. Requests are counted whatever their answer, unless a limit refused them. The counts are about a minute late.',
    method: 'GET',
    path: '/usage',
    access: permission('key:read'),
    budget: { ms: 2_000, calls: 0 },
    input: { query },
    view: views.usage.view,
    example: () => ({
      parameters: { from: '2026-05-01', until: '2026-05-04' },
      answer: views.usage.of({
        from: '2026-05-01',
        until: '2026-05-04',
        requests: 120,
        sums: [
          {
            keyId: 'k1',
            version: 'v2',
            operation: 'listProducts',
            partnerId: 'acme',
            mode: 'live',
            requests: 120,
            lastDay: '2026-05-04',
          },
        ],
        limits: [{ name: 'minute', limit: 600, windowSeconds: 60, remaining: 599, moreInSeconds: 1 }],
        query: {},
        next: undefined,
      }),
    }),
    handle: async ({ input: { query }, principal }, { usage: { store, limitsOf } }) => {
      const partner = asPartner(principal);
      const period = { ...periodOf(query), partnerId: partner.id, mode: partner.mode };
      const list = `usage ${period.from} ${period.until}`;
      const after = positionIn(decodeCursor(list, query.cursor));
      const [requests, found, limits] = await Promise.all([
        store.total(period),
        store.sums(period, { limit: query.limit + 1, after }),
        limitsOf(partner),
      ]);
      const sums = found.slice(0, query.limit);
      const next = found.length > query.limit ? encodeCursor(list, toPosition(sums.at(-1)!)) : undefined;
      return views.usage.of({ ...period, requests, sums, limits, query, next });
    },
  });

export const usageEndpoints = (version: Version<UsageViews>) => [getUsage(version)];

const toPosition = ({ keyId, version, operation }: UsageSum): string => [keyId, version, operation].join(' ');

function positionIn(text: string | undefined): Pick<UsageSum, 'keyId' | 'version' | 'operation'> | undefined {
  if (text === undefined) return undefined;
  const [keyId = '', version = '', operation = ''] = text.split(' ');
  return { keyId, version, operation };
}
