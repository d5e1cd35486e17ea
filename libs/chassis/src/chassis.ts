/** Microservice chassis of every BFF: edge, outbound calls, identity, cache and Redis, wired once. */

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
import type { Dependency, OverloadOptions } from '@frontage/http-server/stages';
import type { Runtime } from '@frontage/http-server';
import type { Stage } from '@frontage/http-server/stack';
import { openMessaging, type Messaging } from '@frontage/messaging';
import { createRateLimits, type LimitPolicy, type LimitState } from '@frontage/rate-limit';
import { createRedisLimitStore } from '@frontage/rate-limit/redis';
import type { Principal } from '@frontage/policy';
import { openRedis, type Redis } from '@frontage/redis';
import { troubleLevel, type TroubleEvent, type UpstreamOptions, type UpstreamPolicy } from '@frontage/upstream';
import { createOutboundFetch } from '@frontage/upstream/http';
import { createChanges, type Changes } from './changes.ts';
import type { BffConfig } from './config.ts';
import { invalidateByEvents, type Invalidations } from './event-invalidation.ts';

export interface ChassisOptions {
  /** Name of the BFF, `web-bff`. Prefix of its keys in Redis. */
  readonly name: string;
  /** OAuth client of the BFF, as which it calls services. */
  readonly client: { readonly clientId: string; readonly clientSecret: string };
  /** Rate limits of callers. */
  readonly rateLimits: readonly LimitPolicy[];
  /** Policies of upstream calls: retries, circuit breakers and their like. */
  readonly upstreamPolicy: UpstreamPolicy;
  /** Events that invalidate what is cached. Without messaging, cached answers live their time. */
  readonly invalidations: Invalidations;
  /** Events that change what is never cached, and may be watched all the same. Default none. */
  readonly uncached?: Invalidations;
  readonly config: BffConfig;
  readonly runtime: Runtime;
}

/** Parts of a BFF's inbound stack that do not depend on its features or users. */
export interface Edge {
  readonly runtime: Runtime;
  /** Allow and deny lists of client addresses. */
  readonly addressRules: { readonly current: AddressRules };
  readonly trustProxy: TrustProxy;
  /** Limits for load shedding. */
  readonly overloadLimits: Pick<OverloadOptions, 'maxInFlight' | 'maxLagMs'>;
  /** Stage of the rate limits. */
  readonly rateLimits: Stage;
  /** Factor on every budget's time. */
  readonly budgetFactor: number;
  /** Debugging, off in production: allows `Frontage-Debug`, adds `Server-Timing`, shows details for developers. */
  readonly debug: boolean;
}

/** A client of a service, as the chassis needs it. */
interface Client extends Dependency {
  close(): unknown;
}

export interface Chassis {
  readonly edge: Edge;
  /** Options of clients of services: policies, service tokens, metrics and log. */
  readonly outbound: Pick<UpstreamOptions, keyof UpstreamPolicy | 'identity' | 'onCall' | 'onTrouble'>;
  readonly cache: Cache;
  /** Redis; undefined when none is configured. Shared state then stays in memory. */
  readonly redis: Redis | undefined;
  /** Messaging; undefined when no broker is configured. */
  readonly messaging: Messaging | undefined;
  /** Changes that events tell of. */
  readonly changes: Changes;
  readonly issuer: Issuer;
  /** State of every rate limit on a principal, without a charge. */
  readonly limitsOf: (principal: Principal) => Promise<readonly LimitState[]>;
  /** Outbound `fetch` that reaches the identity provider alone. */
  readonly fetch: OutboundFetch;
  /** Dependencies for `/readyz`: these clients, and those of the chassis itself. */
  dependencies<Name extends string>(clients: Readonly<Record<Name, Dependency>>): Readonly<Record<string, Dependency>>;
  /**
   * Closes everything after the last request. First limits, address lists, events and cache, then the clients, and last Redis, which all of them
   * use. What fails to close keeps nothing else open; an AggregateError has all of it.
   */
  close<Name extends string>(clients: Readonly<Record<Name, Client>>): Promise<void>;
}

/** State of a circuit after an event; events of other kinds say nothing of circuits. */
const circuitStateOf: Partial<Record<TroubleEvent['kind'], 'closed' | 'half-open' | 'open'>> = {
  'circuit-open': 'open',
  'circuit-half-open': 'half-open',
  'circuit-closed': 'closed',
};

/** Interval at which watches are told while no events are heard, in milliseconds. */
const changesPollMs = 15_000;

/** Opens the chassis. Does not wait for dependencies: each is used as soon as it is up. */
export async function openChassis({
  name,
  client,
  rateLimits,
  upstreamPolicy,
  invalidations,
  uncached = {},
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
  const messaging = await openMessaging(config, { name, log, metrics });
  const changes = createChanges({ isHeard: () => messaging?.state() === 'up', pollMs: changesPollMs });
  if (messaging) {
    const onMalformed = (topic: string, err: unknown): void => log.error({ topic, err }, 'an event cannot be read');
    invalidateByEvents({ messaging, cache, invalidations, uncached, changes, onMalformed });
  }
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
      attemptTimeoutMs: upstreamPolicy.attemptTimeoutMs * config.BUDGET_FACTOR,
      identity: createServiceTokens({ issuer, ...client, fetch, requestFor: config.SERVICE_TOKEN_REQUESTS }),
      onCall: metrics.upstreamCalled,
      onTrouble: (event: TroubleEvent) => {
        log[troubleLevel(event)](event, 'a service is in trouble');
        const state = circuitStateOf[event.kind];
        if (state && 'operation' in event) metrics.circuitChanged({ ...event, state });
      },
    },
    cache,
    redis,
    messaging,
    changes,
    issuer,
    limitsOf: limiting.stateFor,
    fetch,
    dependencies: (clients) => ({
      ...clients,
      'identity-provider': { state: () => stateOf(issuer, provider) },
      ...(redis && { redis: { state: () => redis.state } }),
      ...(messaging && { broker: { state: () => messaging.state() } }),
    }),
    close: async (clients) => {
      limiting.close();
      addressRules.close();
      const failures: unknown[] = [];
      const attempt = async (close: () => unknown): Promise<void> => {
        try {
          await close();
        } catch (error) {
          failures.push(error);
        }
      };
      changes.close();
      await attempt(() => messaging?.close());
      cache.close();
      await Promise.all(Object.values<Client>(clients).map((each) => attempt(() => each.close())));
      await attempt(() => redis?.close());
      if (failures.length > 0) throw new AggregateError(failures, 'Not everything could be closed.');
    },
  };
}

/** State of the provider. Triggers a fetch of its metadata without waiting; a later call knows the result. */
function stateOf(issuer: Issuer, { state }: ProviderWatch): ProviderState {
  issuer.metadata().catch(() => undefined);
  return state();
}

/** Log members beside the provider's words: the variables that could mend the trouble. */
const toldBy: Readonly<Record<ProviderTrouble['kind'], (name: string, clientId: string) => object>> = {
  refused: (name, clientId) => {
    const prefix = name.toUpperCase().replaceAll('-', '_');
    return { clientId, see: [`${prefix}_CLIENT_ID`, `${prefix}_CLIENT_SECRET`] };
  },
  misfit: () => ({ see: ['OIDC_ISSUER', 'OIDC_ORIGINS'] }),
};
