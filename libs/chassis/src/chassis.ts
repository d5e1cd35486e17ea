/** What every BFF stands on, wired once: what comes in passes the edge, what goes out carries identity, what instances share is in Redis. */

import {
  createIssuer,
  createServiceTokens,
  watchProvider,
  type Issuer,
  type OutboundFetch,
  type ProviderState,
  type ProviderTrouble,
  type ProviderWatch,
} from '@frontage/auth';
import type { Cache } from '@frontage/cache';
import { openCache } from '@frontage/cache/redis';
import {
  openAddressRules,
  overloadLimits,
  providerOrigins,
  type AddressRules,
  type TrustProxy,
} from '@frontage/http-server/config';
import { type Dependency, type OverloadOptions } from '@frontage/http-server/stages';
import { type Runtime } from '@frontage/http-server';
import { type Stage } from '@frontage/http-server/stack';
import { createRateLimits, type LimitPolicy } from '@frontage/rate-limit';
import { createRedisLimitStore } from '@frontage/rate-limit/redis';
import { openRedis, type Redis } from '@frontage/redis';
import { troubleLevel, type TroubleEvent, type UpstreamOptions, type UpstreamPolicy } from '@frontage/upstream';
import { createOutboundFetch } from '@frontage/upstream/http';
import type { BffConfig } from './config.ts';

export interface ChassisOptions {
  /** `web-bff`. What it keeps in Redis is under this name. */
  readonly name: string;
  /** As whom it asks services: what the identity provider calls it. */
  readonly client: { readonly clientId: string; readonly clientSecret: string };
  /** How much of it each caller may have. */
  readonly rateLimits: readonly LimitPolicy[];
  /** How patient it is with services. */
  readonly upstreamPolicy: UpstreamPolicy;
  readonly config: BffConfig;
  readonly runtime: Runtime;
}

/** What the inbound stack of a BFF is assembled with, beside its features and who its users are. */
export interface Edge {
  readonly runtime: Runtime;
  /** From where, and whom to believe about that. */
  readonly addressRules: { readonly current: AddressRules };
  readonly trustProxy: TrustProxy;
  /** How much is answered at once. */
  readonly overloadLimits: Pick<OverloadOptions, 'maxInFlight' | 'maxLagMs'>;
  /** How much of it each caller may have. */
  readonly rateLimits: Stage;
  /** Every budget's time is multiplied with it. */
  readonly budgetFactor: number;
  /** Not in production: allows `Frontage-Debug`, adds `Server-Timing`, shows what only developers should see. */
  readonly debug: boolean;
}

/** A client of a service, as far as the chassis goes. */
interface Client extends Dependency {
  close(): unknown;
}

export interface Chassis {
  readonly edge: Edge;
  /** What clients of services are created with: as whom they ask, and who is told how that went. */
  readonly outbound: Pick<UpstreamOptions, keyof UpstreamPolicy | 'identity' | 'onCall' | 'onTrouble'>;
  readonly cache: Cache;
  /** Undefined when none is configured: everything is kept in memory then. */
  readonly redis: Redis | undefined;
  readonly issuer: Issuer;
  /** The way to the identity provider, and to nobody else. */
  readonly fetch: OutboundFetch;
  /** What `/readyz` tells of: these, and what the chassis itself needs. */
  dependencies<Name extends string>(clients: Readonly<Record<Name, Dependency>>): Readonly<Record<string, Dependency>>;
  /** After the last request: first whatever asks, then the clients, and what all of them use at the end. */
  close<Name extends string>(clients: Readonly<Record<Name, Client>>): Promise<void>;
}

/** Opens it. Waits for nobody: what is not there yet is used when it is. */
export async function openChassis({
  name,
  client,
  rateLimits,
  upstreamPolicy,
  config,
  runtime,
}: ChassisOptions): Promise<Chassis> {
  const { log, metrics } = runtime;
  const redis = await openRedis(config.REDIS_URL, { keyPrefix: `${name}:`, log });
  const origins = providerOrigins(config);
  const provider = watchProvider({
    fetch: createOutboundFetch({ origins }),
    onTrouble: (trouble) =>
      log.error({ ...trouble, ...toldBy[trouble.kind](name, client.clientId) }, 'the identity provider is no use'),
    onOver: () => log.info('the identity provider takes us as we are again'),
  });
  const { fetch } = provider;
  const issuer = createIssuer({ identifier: config.OIDC_ISSUER, fetch, origins, onMetadata: provider.onMetadata });
  const cache = openCache(config, { redis, log, onUse: metrics.cacheUsed });
  const addressRules = openAddressRules(config.ADDRESSES_FILE, log);
  const limiting = createRateLimits({
    policies: rateLimits,
    config,
    shared: redis && createRedisLimitStore({ redis }),
    log,
    onRefused: metrics.requestLimited,
  });
  return {
    edge: {
      runtime,
      addressRules,
      trustProxy: config.TRUST_PROXY,
      overloadLimits: overloadLimits(config),
      rateLimits: limiting.stage,
      budgetFactor: config.BUDGET_FACTOR,
      debug: config.NODE_ENV !== 'production',
    },
    outbound: {
      ...upstreamPolicy,
      identity: createServiceTokens({ issuer, ...client, fetch, requestFor: config.SERVICE_TOKEN_REQUESTS }),
      onCall: metrics.upstreamCalled,
      onTrouble: (event: TroubleEvent) => log[troubleLevel(event)](event, 'a service is in trouble'),
    },
    cache,
    redis,
    issuer,
    fetch,
    dependencies: (clients) => ({
      ...clients,
      'identity-provider': { state: () => stateOf(issuer, provider) },
      ...(redis && { redis: { state: () => redis.state } }),
    }),
    close: async (clients) => {
      limiting.close();
      addressRules.close();
      cache.close();
      await Promise.all(Object.values<Client>(clients).map((each) => each.close()));
      await redis?.close();
    },
  };
}

/** Looks for the provider's metadata if nobody has yet: nobody waits for it here, the next look knows more. */
function stateOf(issuer: Issuer, { state }: ProviderWatch): ProviderState {
  issuer.metadata().catch(() => undefined);
  return state();
}

/** What is told of a trouble besides what the provider says: where it can be changed. */
const toldBy: Readonly<Record<ProviderTrouble['kind'], (name: string, clientId: string) => object>> = {
  refused: (name, clientId) => {
    const prefix = name.toUpperCase().replaceAll('-', '_');
    return { clientId, see: [`${prefix}_CLIENT_ID`, `${prefix}_CLIENT_SECRET`] };
  },
  misfit: () => ({ see: ['OIDC_ISSUER', 'OIDC_ORIGINS'] }),
};
