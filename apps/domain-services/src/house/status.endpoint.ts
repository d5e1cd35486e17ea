/** `GET /house/status`: BFFs and services as they are now, for the house page. */

import { defineView } from '@frontage/dto-mapping';
import { endpointsWith } from '@frontage/http-server';
import { publicAccess } from '@frontage/policy';
import type { Hosted } from '@frontage/service-host';
import { z } from 'zod';
import type { BffWatch } from './bff-watch.ts';
import { conditionOf, inWords } from './conditions.ts';

export interface StatusDeps {
  readonly services: ReadonlyMap<string, Hosted>;
  readonly watch: BffWatch;
}

const parts = z.array(z.object({ part: z.string(), count: z.number() }));
const reading = z.object({
  windowS: z.number(),
  requests: z.number(),
  errors: z.number(),
  refusals: z.number(),
  p95Ms: z.number().nullable(),
  degraded: parts,
  stale: parts,
  circuits: z.array(z.object({ service: z.string(), operation: z.string(), state: z.enum(['open', 'half-open']) })),
  calls: z.record(z.string(), z.object({ calls: z.number(), failed: z.number() })),
});
const houseStatus = defineView(
  'HouseStatus',
  z.object({
    at: z.string(),
    bffs: z.array(z.object({ name: z.string(), state: z.enum(['up', 'down']), reading: reading.nullable() })),
    services: z.array(z.object({ name: z.string(), condition: z.string(), words: z.string() })),
  }),
);

/** The endpoint. It asks no service: metrics are of the BFFs themselves, over their admin surfaces. */
export const getHouseStatus = endpointsWith<StatusDeps>()({
  name: 'getHouseStatus',
  summary: 'BFFs and services as they are now',
  method: 'GET',
  path: '/house/status',
  access: publicAccess,
  budget: { ms: 5_000, calls: 0 },
  input: {},
  view: houseStatus,
  handle: async (_, { services, watch }) => {
    const bffs = await watch.read();
    return {
      at: new Date().toISOString(),
      bffs: bffs.map(({ reading, ...bff }) => ({
        ...bff,
        reading: reading && {
          ...reading,
          degraded: [...reading.degraded],
          stale: [...reading.stale],
          circuits: [...reading.circuits],
          calls: { ...reading.calls },
        },
      })),
      services: [...services.values()].map(({ name, faults: { current } }) => ({
        name,
        condition: conditionOf(current),
        words: inWords(current),
      })),
    };
  },
});
