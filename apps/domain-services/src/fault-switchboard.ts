/** Fault switchboard: sets and clears the faults of each hosted service, and the house page beside it. For tests and demonstrations. */

import { defineView } from '@frontage/dto-mapping';
import { Failure } from '@frontage/errors';
import { assemble, withoutLimits } from '@frontage/http-server/stack';
import {
  authenticate,
  endpoints,
  failures,
  health,
  notFound,
  problemPages,
  requestContext,
  securityHeaders,
} from '@frontage/http-server/stages';
import { endpointsWith, type Runtime } from '@frontage/http-server';
import { publicAccess } from '@frontage/policy';
import { readFaults, type Faults, type Hosted } from '@frontage/service-host';
import type { RequestListener } from 'node:http';
import { z } from 'zod';
import type { BffWatch } from './house/bff-watch.ts';
import { housePage } from './house/house-page.stage.ts';
import { phonePage, type PhonePageOptions } from './house/phone-page.stage.ts';
import { localOnly } from './house/local-only.stage.ts';
import type { House } from './house/sections.ts';
import { getHouseStatus } from './house/status.endpoint.ts';

export interface SwitchboardOptions extends Runtime {
  /** Hosted services by name. */
  readonly services: ReadonlyMap<string, Hosted>;
  readonly debug: boolean;
  /** Whether the switchboard listens on loopback. Default true. */
  readonly onLoopback?: boolean;
  /** House page, with the watch on its BFFs. Default none. It shows development keys, so it is for loopback alone. */
  readonly house?:
    { readonly page: House; readonly watch: BffWatch; readonly phone: PhonePageOptions | undefined } | undefined;
}

type Deps = Pick<SwitchboardOptions, 'services'>;

/** Creates the handler of `GET /faults`, `PUT` and `DELETE /faults/{service}` and `DELETE /faults`; of `/`, `/phone` and `/house` with a house page. */
export function createFaultSwitchboard({
  services,
  log,
  metrics,
  state,
  debug,
  onLoopback = true,
  house,
}: SwitchboardOptions): RequestListener {
  return assemble([
    requestContext({ log, metrics, debug }),
    health({ state }),
    securityHeaders(),
    localOnly({ onLoopback }),
    authenticate([]),
    withoutLimits('a switch for demonstrations, on loopback'),
    endpoints(faultEndpoints, { deps: { services }, challenge: 'Bearer', debug }),
    ...(house
      ? [
          endpoints([getHouseStatus], { deps: { services, watch: house.watch }, challenge: 'Bearer', debug }),
          housePage(house.page),
          ...(house.phone ? [phonePage(house.phone)] : []),
        ]
      : []),
    problemPages(),
    notFound(),
    failures(),
  ]);
}

const faults = z.object({
  latencyMs: z.number(),
  jitterMs: z.number(),
  errorRate: z.number(),
  status: z.number(),
  hangUp: z.boolean(),
  corrupt: z.boolean(),
  oversizeBytes: z.number(),
  down: z.boolean(),
} satisfies Record<keyof Faults, z.ZodType>);
const allFaults = defineView('Faults', z.object({ faults: z.record(z.string(), faults) }));
const serviceFaults = defineView('ServiceFaults', z.object({ service: z.string(), faults }));

const defineEndpoint = endpointsWith<Deps>();
const budget = { ms: 1_000, calls: 0 };
const service = z.object({ service: z.string() });

const faultEndpoints = [
  defineEndpoint({
    name: 'listFaults',
    summary: 'The faults of every service',
    method: 'GET',
    path: '/faults',
    access: publicAccess,
    budget,
    input: {},
    view: allFaults,
    handle: async (_, { services }) => listFaults(services),
  }),
  defineEndpoint({
    name: 'clearAllFaults',
    summary: 'Makes every service well again',
    method: 'DELETE',
    path: '/faults',
    access: publicAccess,
    budget,
    input: {},
    view: allFaults,
    handle: async (_, { services }) => {
      for (const each of services.values()) each.faults.clear();
      return listFaults(services);
    },
  }),
  defineEndpoint({
    name: 'setFaults',
    summary: 'Replaces the faults of one service',
    method: 'PUT',
    path: '/faults/{service}',
    access: publicAccess,
    budget,
    // The service host validates faults (`readFaults`).
    input: { params: service, body: z.unknown() },
    view: serviceFaults,
    handle: async ({ input }, { services }) => {
      const hosted = findService(services, input.params.service);
      hosted.faults.set(readFaults(input.body));
      return { service: hosted.name, faults: hosted.faults.current };
    },
  }),
  defineEndpoint({
    name: 'clearFaults',
    summary: 'Makes one service well again',
    method: 'DELETE',
    path: '/faults/{service}',
    access: publicAccess,
    budget,
    input: { params: service },
    view: serviceFaults,
    handle: async ({ input }, { services }) => {
      const hosted = findService(services, input.params.service);
      hosted.faults.clear();
      return { service: hosted.name, faults: hosted.faults.current };
    },
  }),
];

const listFaults = (services: Deps['services']) => ({
  faults: Object.fromEntries([...services.values()].map((hosted) => [hosted.name, hosted.faults.current])),
});

function findService(services: Deps['services'], name: string): Hosted {
  const hosted = services.get(name);
  if (hosted) return hosted;
  throw new Failure('NOT_FOUND', `No such service here; there are ${[...services.keys()].join(', ')}.`);
}
