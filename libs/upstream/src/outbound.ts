/** Outbound path: one ordered list of policies over one send function, for every protocol. */

import { callerHeader, childTrace, deadlineHeader, formatCaller, formatTraceparent } from '@frontage/call/headers';
import { withDeadline, type Call } from '@frontage/call';
import { readerOf } from '@frontage/compiled-schema';
import type { Endpoint } from '@frontage/discovery';
import { Failure, isFailure } from '@frontage/errors';
import {
  breaker,
  bulkhead,
  noBreaker,
  noBulkhead,
  noRetry,
  outcomeOf,
  retry,
  type Breaker,
  type Bulkhead,
  type CircuitThresholds,
  type Outcome,
  type Retry,
} from '@frontage/resilience';
import type { ZodType } from 'zod';
import type { Channel, Endpoints, EndpointsOptions } from './endpoints.ts';
import { unsentOf } from './unsent.ts';

/** Operation of a service, whatever its protocol. */
export interface Operation<Wire> {
  /** Name in logs, metrics and failures, such as `catalog.listProducts`. */
  readonly name: string;
  /** Idempotent (RFC 9110 §9.2.2): sent twice, it takes effect once. Reads are; writes only with an Idempotency-Key. */
  readonly idempotent: boolean;
  /** Schema of the answer, by the service's contract. */
  readonly response: ZodType<Wire>;
}

/** Attempt of an upstream call. `headers` are HTTP headers or gRPC metadata. */
export interface Attempt<Request> {
  readonly operation: Operation<unknown>;
  readonly request: Request;
  readonly headers: Record<string, string>;
  readonly call: Call;
  /** Ids of endpoints that were tried for this call. */
  readonly tried: Set<string>;
  /** Time granted to the service, in milliseconds: set by `limitTime`, after the bulkhead's admission. */
  grantedMs?: number;
  /** Endpoint of the attempt: set by `pickEndpoint`. */
  readonly endpoint?: Endpoint;
}

/** Attempt with its endpoint, as transports receive it. */
export type Routed<Request> = Attempt<Request> & { readonly endpoint: Endpoint };

/** Reply of a service: the decoded body, and the bytes it took. */
export interface Reply {
  readonly body: unknown;
  readonly bytes: number;
  /** Outcome of a stream, fulfilled when it is over. Never rejects. */
  readonly ended?: Promise<Outcome>;
}

/** Function type of the outbound path. Policies wrap it, transports implement it. */
export type Send<Request> = (attempt: Attempt<Request>) => Promise<Reply>;

/** Transport: sends one attempt to its endpoint, over one protocol. */
export type Transport<Request> = (attempt: Routed<Request>) => Promise<Reply>;

export type Policy<Request> = (next: Send<Request>) => Send<Request>;

/** Gives this process' token for one service. Injected by the composition root, from auth. */
export type ServiceIdentity = (audience: string, call: Call) => Promise<string>;

/** Event of one upstream call, for logs and metrics. */
export interface UpstreamEvent {
  readonly service: string;
  readonly operation: string;
  readonly durationMs: number;
  /** Failure of the call; absent when it succeeded. */
  readonly failure?: Failure;
}

/**
 * Time limit and circuit thresholds for one service. Neither has a default: promises to clients depend on them, so each app states its own.
 */
export interface UpstreamPolicy {
  /** Longest time of one attempt, within the call's deadline, in milliseconds. */
  readonly attemptTimeoutMs: number;
  /** Thresholds of the circuit breaker; each operation has a circuit. */
  readonly circuit: CircuitThresholds;
}

/** Options of an upstream. `service` is also the audience of its token. */
export interface UpstreamOptions extends EndpointsOptions, UpstreamPolicy {
  readonly identity: ServiceIdentity;
  /** Most bytes of an answer, decoded. Default 4 MiB. */
  readonly maxResponseBytes?: number;
  /** Retry policy. Default `retry()`, with a budget for this service. */
  readonly retry?: Retry;
  /** Circuit breaker. Default `breaker(circuit)`, with a circuit for each operation. */
  readonly breaker?: Breaker;
  /** Bulkhead: limits concurrent attempts. Default `bulkhead()`. */
  readonly bulkhead?: Bulkhead;
  readonly onCall?: (event: UpstreamEvent) => void;
}

export const defaultMaxResponseBytes = 4 * 1024 * 1024;

/** Creates the outbound list. A call enters at the top. Byte limits are the transport's, which alone sees bytes arrive. */
export function createOutbound<Request>(
  options: UpstreamOptions,
  endpoints: Pick<Endpoints<Channel>, 'pick' | 'report'>,
  transport: Transport<Request>,
): Send<Request> {
  const { retry, breaker, bulkhead } = withDefaults(options);
  const policies: readonly Policy<Request>[] = [
    bound(), //                           outermost: limits the calls of one request; refused calls are not measured
    measure(options), //                  times the whole call, as its caller waits for it
    attribute(options), //                names service and operation in every failure from below, for the log
    identify(options), //                 sends this process' token, and the caller; outside of retries, as they share it
    repeat(retry), //                     retries idempotent calls after transient failures, until the deadline; below is one attempt
    account(), //                         charges each attempt to the ledger, as a call
    trace(), //                           gives each attempt its own span, so that the service's log joins ours
    breakCircuit(breaker), //             spares a service that keeps failing; before the bulkhead, where refused calls would queue
    limitConcurrency(bulkhead), //        limits the calls that one slow service can hold
    limitTime(options), //                grants the time left minus a reserve to answer in, or the attempt's limit
    pickEndpoint(endpoints), //           picks another endpoint for each attempt, and reports the outcome to the balancer
    checkContract(), //                   innermost: passes only answers that keep the contract
  ];
  return policies.reduceRight<Send<Request>>(
    (next, policy) => policy(next),
    (attempt) => transport(routed(attempt)),
  );
}

/** Time limits for specs of other things. */
export const specPolicy: UpstreamPolicy = {
  attemptTimeoutMs: 5_000,
  circuit: { failures: 10, slowMs: 2_000, halfOpenAfterMs: 1_000 },
};

/** Options without retry, circuit breaker and bulkhead, for specs of single attempts. */
export const unprotected: Pick<UpstreamOptions, keyof UpstreamPolicy | 'retry' | 'breaker' | 'bulkhead'> = {
  ...specPolicy,
  retry: noRetry,
  breaker: noBreaker,
  bulkhead: noBulkhead,
};

function routed<Request>(attempt: Attempt<Request>): Routed<Request> {
  if (attempt.endpoint === undefined) throw new Error('an attempt has come to its transport without an endpoint');
  return attempt as Routed<Request>;
}

/** Policies that hold state: one of each for a service, shared by its operations. */
function withDefaults(options: UpstreamOptions): Required<Pick<UpstreamOptions, 'retry' | 'breaker' | 'bulkhead'>> {
  const { service, onTrouble = () => undefined } = options;
  const circuit = (kind: 'circuit-open' | 'circuit-half-open' | 'circuit-closed') => (operation: string) =>
    onTrouble({ service, kind, operation });
  return {
    retry:
      options.retry ??
      retry({
        onRetry: ({ attempt, failure }) => onTrouble({ service, kind: 'retry', attempt, failure }),
        onGiveUp: ({ attempt, failure, because }) =>
          onTrouble({ service, kind: 'give-up', attempt, failure, why: because }),
      }),
    breaker:
      options.breaker ??
      breaker({
        ...options.circuit,
        onOpen: circuit('circuit-open'),
        onHalfOpen: circuit('circuit-half-open'),
        onClose: circuit('circuit-closed'),
      }),
    bulkhead: options.bulkhead ?? bulkhead({ onReject: () => onTrouble({ service, kind: 'bulkhead-full' }) }),
  };
}

function bound<R>(): Policy<R> {
  return (next) => async (attempt) => {
    attempt.call.ledger.beginCall();
    return next(attempt);
  };
}

function measure<R>({ service, onCall }: UpstreamOptions): Policy<R> {
  return (next) => async (attempt) => {
    const startedAt = performance.now();
    try {
      const reply = await next(attempt);
      onCall?.({ service, operation: attempt.operation.name, durationMs: performance.now() - startedAt });
      return reply;
    } catch (error) {
      const durationMs = performance.now() - startedAt;
      if (isFailure(error)) onCall?.({ service, operation: attempt.operation.name, durationMs, failure: error });
      throw error;
    }
  };
}

function attribute<R>({ service }: UpstreamOptions): Policy<R> {
  return (next) => async (attempt) => {
    try {
      return await next(attempt);
    } catch (error) {
      throw isFailure(error) ? error.with({ service, operation: attempt.operation.name }) : error;
    }
  };
}

function repeat<R>({ execute }: Retry): Policy<R> {
  return (next) => (attempt) =>
    execute(attempt.call, attempt.operation.idempotent, () => next({ ...attempt, headers: { ...attempt.headers } }));
}

function account<R>(): Policy<R> {
  return (next) => async (attempt) => {
    const { ledger } = attempt.call;
    ledger.calls += 1;
    const reply = await next(attempt);
    ledger.bytes += reply.bytes;
    return reply;
  };
}

function trace<R>(): Policy<R> {
  return (next) => (attempt) => {
    attempt.headers['traceparent'] = formatTraceparent(childTrace(attempt.call.trace));
    return next(attempt);
  };
}

function breakCircuit<R>({ execute }: Breaker): Policy<R> {
  return (next) => (attempt) =>
    execute(
      attempt.operation.name,
      () => next(attempt),
      (error) => outcomeOf(error, attempt.grantedMs),
    );
}

function limitConcurrency<R>({ execute }: Bulkhead): Policy<R> {
  return (next) => (attempt) => execute(attempt.call, () => next(attempt));
}

function identify<R>({ service, identity }: UpstreamOptions): Policy<R> {
  return (next) => async (attempt) => {
    const token = await identity(service, attempt.call);
    attempt.headers['authorization'] = `Bearer ${token}`;
    attempt.headers[callerHeader] = formatCaller(attempt.call.caller);
    return next(attempt);
  };
}

function limitTime<R>({ attemptTimeoutMs }: UpstreamOptions): Policy<R> {
  return (next) => async (attempt) => {
    attempt.call.deadline.throwIfOver();
    const deadline = attempt.call.deadline.child({ reserve: true, maxMs: attemptTimeoutMs });
    try {
      deadline.throwIfOver();
      attempt.grantedMs = deadline.remainingMs;
      attempt.headers[deadlineHeader] = String(Math.floor(attempt.grantedMs));
      return await next({ ...attempt, call: withDeadline(attempt.call, deadline) });
    } finally {
      deadline.close();
    }
  };
}

/**
 * Picks an endpoint, and sends the attempt to it. Where nothing was sent (the connection was refused), the next endpoint is tried at once.
 * That is no retry: it takes nothing from the retry budget, and is safe for writes. It ends when all healthy endpoints have been tried.
 */
function pickEndpoint<R>({ pick, report }: Pick<Endpoints<Channel>, 'pick' | 'report'>): Policy<R> {
  return (next) => async (attempt) => {
    const { tried, call, grantedMs } = attempt;
    let lease = await pick(tried, call.deadline);
    for (;;) {
      tried.add(lease.endpoint.id);
      try {
        const reply = await next({ ...attempt, endpoint: lease.endpoint });
        const taken = lease;
        if (reply.ended) void reply.ended.then((outcome) => report(taken, outcome));
        else report(lease, 'up');
        return reply;
      } catch (error) {
        const unsent = unsentOf(error);
        report(lease, unsent?.refused ? 'refused' : outcomeOf(error, grantedMs));
        if (!unsent || call.deadline.reason) throw error;
        lease = await pick(tried, call.deadline);
        if (lease.isLastResort || tried.has(lease.endpoint.id)) {
          report(lease, 'unknown');
          throw error;
        }
      }
    }
  };
}

function checkContract<R>(): Policy<R> {
  return (next) => async (attempt) => {
    const reply = await next(attempt);
    return { ...reply, body: checkBody(attempt.operation, reply.body, reply.bytes) };
  };
}

/** Largest body that is explained, in bytes. For the explanation, zod looks at every item of a list before it finds the list too long. */
const longestExplained = 512 * 1024;

/** Checks a body by its operation's contract. Throws UPSTREAM_INVALID, with operation and pointer in its cause. */
export function checkBody<Wire>(operation: Operation<Wire>, body: unknown, bytes: number): Wire {
  const reader = readerOf(operation.response);
  const read = reader?.(body);
  if (read !== undefined) return read as Wire;
  if (bytes > longestExplained && reader) throw notAsPromised(operation, 'somewhere');
  const checked = operation.response.safeParse(body);
  if (checked.success) return checked.data;
  const issue = checked.error.issues[0]!;
  throw notAsPromised(operation, `#/${issue.path.map(String).join('/')}: ${issue.message}`);
}

const notAsPromised = ({ name }: Operation<unknown>, where: string): Failure =>
  new Failure('UPSTREAM_INVALID', 'A service gave an answer that cannot be understood.', {
    operation: name,
    cause: new Error(`${name}: ${where}`),
  });
