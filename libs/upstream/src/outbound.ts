/** How every call leaves the house: one ordered list of policies over one send function, whatever the protocol. */

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

/** What is called, independent of protocol. */
export interface Operation<Wire> {
  /** `catalog.listProducts`: the name in logs, metrics and failures. */
  readonly name: string;
  /** May it be sent twice without doing it twice? Reads may; writes only with an Idempotency-Key. */
  readonly idempotent: boolean;
  /** The shape that the service promised. */
  readonly response: ZodType<Wire>;
}

/** One call on its way out. `headers` are HTTP headers or gRPC metadata. */
export interface Attempt<Request> {
  readonly operation: Operation<unknown>;
  readonly request: Request;
  readonly headers: Record<string, string>;
  readonly call: Call;
  /** Ids of endpoints that earlier attempts of this call went to. */
  readonly tried: Set<string>;
  /** The time that the service is given, in milliseconds: set by `limitTime`, once the attempt has its place. */
  grantedMs?: number;
  /** Where it goes: set by `pickEndpoint`. */
  readonly endpoint?: Endpoint;
}

/** An attempt as transports get it: it has its endpoint. */
export type Routed<Request> = Attempt<Request> & { readonly endpoint: Endpoint };

/** What came back: the decoded body and the bytes it took. */
export interface Reply {
  readonly body: unknown;
  readonly bytes: number;
  /** Of an answer that goes on (a stream): fulfilled when it is over, with what that says about the service. Never rejects. */
  readonly ended?: Promise<Outcome>;
}

/** The one function type of the outbound path. Policies wrap it, transports implement it. */
export type Send<Request> = (attempt: Attempt<Request>) => Promise<Reply>;

/** Sends one attempt to its endpoint, by one protocol. */
export type Transport<Request> = (attempt: Routed<Request>) => Promise<Reply>;

export type Policy<Request> = (next: Send<Request>) => Send<Request>;

/** Gives a token of this process for one service. Fed by auth from the composition root. */
export type ServiceIdentity = (audience: string, call: Call) => Promise<string>;

/** What happened to one call, for logs and metrics. */
export interface UpstreamEvent {
  readonly service: string;
  readonly operation: string;
  readonly durationMs: number;
  /** Absent when the call succeeded. */
  readonly failure?: Failure;
}

/** Patience with a service. No part has a default: promises to clients hang on it, so each app says its own. */
export interface UpstreamPolicy {
  /** Longest time one attempt may take, within the call's deadline, in milliseconds. */
  readonly attemptTimeoutMs: number;
  /** Thresholds of the circuit that each operation has. */
  readonly circuit: CircuitThresholds;
}

/** `service` is also the audience of the token that it wants. */
export interface UpstreamOptions extends EndpointsOptions, UpstreamPolicy {
  readonly identity: ServiceIdentity;
  /** Most bytes an answer may have, decoded. Default 4 MiB. */
  readonly maxResponseBytes?: number;
  /** How often, and when, a failed attempt is repeated. Default `retry()`, with a budget for this service. */
  readonly retry?: Retry;
  /** When to stop asking. Default `breaker(circuit)`, a circuit for each operation. */
  readonly breaker?: Breaker;
  /** How many attempts may be under way at once. Default `bulkhead()`. */
  readonly bulkhead?: Bulkhead;
  readonly onCall?: (event: UpstreamEvent) => void;
}

export const defaultMaxResponseBytes = 4 * 1024 * 1024;

/** The outbound list. A call enters at the top. Byte caps are the transport's: only it sees bytes arrive. */
export function createOutbound<Request>(
  options: UpstreamOptions,
  endpoints: Pick<Endpoints<Channel>, 'pick' | 'report'>,
  transport: Transport<Request>,
): Send<Request> {
  const { retry, breaker, bulkhead } = withDefaults(options);
  const policies: readonly Policy<Request>[] = [
    bound(), //                           outermost: one request makes only so many calls; what is not made is not measured
    measure(options), //                  what it reports is what the caller waited for
    attribute(options), //                every failure below names its service and operation, for the log
    identify(options), //                 this process' token, and on whose behalf; no retry needs another one
    repeat(retry), //                     what may pass and may be done twice, as long as somebody waits; below is one attempt
    account(), //                         what the request has cost: each attempt is a call
    trace(), //                           a span of its own for each attempt, so that the service's log joins ours
    breakCircuit(breaker), //             a service that keeps failing is left alone; before the bulkhead, or it would queue for nothing
    limitConcurrency(bulkhead), //        a slow service may hold only so much of us
    limitTime(options), //                what is left minus a reserve to answer in, and never longer than one attempt may take
    pickEndpoint(endpoints), //           each attempt another one; what becomes of it says whether that one is asked again
    checkContract(), //                   innermost: only what the service promised gets any further
  ];
  return policies.reduceRight<Send<Request>>(
    (next, policy) => policy(next),
    (attempt) => transport(routed(attempt)),
  );
}

/** Patience for specs of anything else. */
export const specPolicy: UpstreamPolicy = {
  attemptTimeoutMs: 5_000,
  circuit: { failures: 10, slowMs: 2_000, halfOpenAfterMs: 1_000 },
};

/** For specs that look at single attempts: no retries, no circuits, no places to wait for. */
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

/** The policies that hold state: one of each for a service, whatever the number of its operations. */
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
 * Sends the attempt to the endpoint whose turn it is. Where nothing was sent (the connection was refused), the next one is asked at
 * once: that is no repetition, so it costs nothing of the retry budget, and writes may do it too. It ends when all that are in order
 * have been asked.
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

/**
 * What is larger is not looked through for what is wrong with it: zod, which has the words, looks at every item of a list before it says
 * that there are too many.
 */
const longestExplained = 512 * 1024;

/** The body as the operation's contract promised it, or UPSTREAM_INVALID naming operation and pointer as the cause. */
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
