/** Endpoints of one service, as discovery finds them, with the open channel to each. */

import {
  createBalancer,
  createResolver,
  type BalancerEvent,
  type BalancingPolicy,
  type Endpoint,
  type Lease,
  type Resolver,
  type ServiceLocation,
} from '@frontage/discovery';
import type { Deadline } from '@frontage/call';
import type { Outcome } from '@frontage/resilience';
import { createProber, type ProbeTimes } from './prober.ts';
import { connectTimeoutMs, isReachable } from './reachable.ts';
import type { TroubleEvent } from './trouble.ts';

/**
 * State of a service, as this process sees it. `up`: it answered, or accepts connections. `failing`: it accepts connections, and its latest
 * answer was a failure of its own. `unreachable`: no endpoint accepts connections. `unresolved`: discovery has not found it.
 */
export type UpstreamState = 'up' | 'failing' | 'unreachable' | 'unresolved';

export interface EndpointsOptions {
  readonly service: string;
  /** Location of the service, as `httpLocation` or `grpcLocation` reads it from the configuration. */
  readonly location: ServiceLocation;
  /** Resolver of the location. Default: the one that the location names. */
  readonly resolver?: Resolver;
  /** Balancing policy, which chooses the endpoint of each attempt. Default `weighted`: round robin where all weights are equal. */
  readonly balancing?: BalancingPolicy;
  readonly onTrouble?: (event: TroubleEvent) => void;
  /** Intervals at which an endpoint that refuses connections is probed in the background. */
  readonly probes?: ProbeTimes;
}

/** Channel: the connections to one endpoint (a pool of HTTP, a channel of gRPC). Opened when the endpoint is first picked. */
export interface Channel {
  close(): void | Promise<void>;
}

export interface Endpoints<C extends Channel> {
  /** Picks the next endpoint, as a lease; none of `tried` while there is another. Waits for the first answer of discovery. */
  pick(tried: ReadonlySet<string>, deadline: Deadline): Lease | Promise<Lease>;
  /** Reports the outcome of a call, once for each lease. `refused`: the connection was not accepted. */
  report(lease: Lease, outcome: Outcome | 'refused'): void;
  /** Channel to a leased endpoint. */
  channelTo(endpoint: Endpoint): C;
  /** State for operators and `/readyz`. Connects when no call has told lately: takes up to 250 ms, never rejects. */
  state(): Promise<UpstreamState>;
  /** Closes every channel, each when its last call is over. */
  close(): Promise<void>;
}

/** Time for which a call's outcome tells the state, in milliseconds. After that, `state` connects. */
const newsMs = 5_000;
/** Time limit of connecting for `state`, in milliseconds: an orchestrator waits a second for `/readyz`. */
const stateTimeoutMs = 250;

/** Watches the endpoints of a service. `open` makes the channel to one endpoint. */
export function createEndpoints<C extends Channel>(
  options: EndpointsOptions,
  open: (endpoint: Endpoint) => C,
): Endpoints<C> {
  const { service, location, resolver = createResolver(location), balancing, onTrouble = () => undefined } = options;
  const channels = new Map<string, C>();
  const closing = new Set<Promise<void>>();
  const closeChannel = ({ id }: Endpoint): void => {
    const channel = channels.get(id);
    if (!channel) return;
    channels.delete(id);
    const closed = Promise.resolve(channel.close()).finally(() => closing.delete(closed));
    closing.add(closed);
  };
  const balancer = createBalancer({
    resolver,
    ...(balancing && { policy: balancing }),
    onRemoved: (endpoint) => {
      prober.forget(endpoint);
      closeChannel(endpoint);
    },
    onEvent: (event) => onTrouble(toTrouble(service, event)),
  });
  const prober = createProber((endpoint) => isReachable(location.scheme, [endpoint.address], connectTimeoutMs), {
    onReachable: ({ id }) => balancer.readmit(id),
    ...options.probes,
  });
  let isSettled = false;
  let latest: { readonly outcome: Outcome; readonly at: number } | undefined;

  return {
    pick: (tried, deadline) => {
      if (isSettled) return balancer.pick(tried);
      return deadline.within(balancer.settled()).then(() => {
        isSettled = true;
        return balancer.pick(tried);
      });
    },
    report: (lease, outcome) => {
      if (outcome !== 'unknown') latest = { outcome: outcome === 'up' ? 'up' : 'down', at: performance.now() };
      if (outcome === 'up') lease.succeed();
      if (outcome === 'down') lease.fail();
      if (outcome === 'refused') {
        lease.refuse();
        prober.watch(lease.endpoint);
      }
      lease.release();
    },
    channelTo: (endpoint) => {
      let channel = channels.get(endpoint.id);
      if (!channel) channels.set(endpoint.id, (channel = open(endpoint)));
      return channel;
    },
    state: async () => {
      const { endpoints } = balancer.snapshot();
      if (endpoints.length === 0) return 'unresolved';
      const isNews = latest !== undefined && performance.now() - latest.at < newsMs;
      if (isNews && latest?.outcome === 'up') return 'up';
      if (
        !(await isReachable(
          location.scheme,
          endpoints.map(({ endpoint }) => endpoint.address),
          stateTimeoutMs,
        ))
      )
        return 'unreachable';
      return isNews ? 'failing' : 'up';
    },
    close: async () => {
      prober.close();
      balancer.close();
      await Promise.all(closing);
    },
  };
}

const idOf = ({ id }: Endpoint): string => id;

function toTrouble(service: string, event: BalancerEvent): TroubleEvent {
  switch (event.kind) {
    case 'changed':
      return { service, kind: 'endpoints-changed', added: event.added.map(idOf), removed: event.removed.map(idOf) };
    case 'ejected':
      return { service, kind: 'endpoint-ejected', endpoint: event.endpoint.id, forMs: event.forMs };
    case 'refusing':
      return { service, kind: 'endpoint-refusing', endpoint: event.endpoint.id };
    case 'recovered':
      return { service, kind: 'endpoint-recovered', endpoint: event.endpoint.id };
    case 'unresolved':
      return { service, kind: 'unresolved', cause: event.cause };
    case 'resolved':
      return { service, kind: 'resolved' };
  }
}
