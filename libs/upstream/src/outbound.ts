/** How every call leaves the house: one ordered list of policies over one send function, whatever the protocol. */

import { childTrace, formatCaller, formatTraceparent, withDeadline, type Call } from '@frontage/call';
import { Failure, isFailure } from '@frontage/errors';
import type { ZodType } from 'zod';

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
}

/** What came back: the decoded body and the bytes it took. */
export interface Reply {
  readonly body: unknown;
  readonly bytes: number;
}

/** The one function type of the outbound path. Policies wrap it, transports implement it. */
export type Send<Request> = (attempt: Attempt<Request>) => Promise<Reply>;

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

export interface UpstreamOptions {
  /** The service's name; also the audience of the token it wants. */
  readonly service: string;
  readonly identity: ServiceIdentity;
  /** Longest time one attempt may take, within the call's deadline. Default 5,000. */
  readonly attemptTimeoutMs?: number;
  /** Most bytes an answer may have, decoded. Default 4 MiB. */
  readonly maxResponseBytes?: number;
  readonly onCall?: (event: UpstreamEvent) => void;
}

export const defaultAttemptTimeoutMs = 5_000;
export const defaultMaxResponseBytes = 4 * 1024 * 1024;

/** The outbound list. A call enters at the top. Byte caps are the transport's: only it sees bytes arrive. */
export function createOutbound<Request>(options: UpstreamOptions, transport: Send<Request>): Send<Request> {
  const policies: readonly Policy<Request>[] = [
    measure(options), //         outermost: what it reports is what the caller waited for
    attribute(options), //       every failure below names its service and operation, for the log
    trace(), //                  a span of its own for this call, so that the service's log joins ours
    identify(options), //        this process' token, and on whose behalf; before the clock of the attempt starts
    limitTime(options), //       what is left minus a reserve to answer in, and never longer than one attempt may take
    checkContract(), //          innermost: only what the service promised gets any further
  ];
  return policies.reduceRight((next, policy) => policy(next), transport);
}

function measure<R>({ service, onCall }: UpstreamOptions): Policy<R> {
  return (next) => async (attempt) => {
    const { ledger } = attempt.call;
    ledger.calls += 1;
    const startedAt = performance.now();
    try {
      const reply = await next(attempt);
      ledger.bytes += reply.bytes;
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
      throw isFailure(error) ? attributed(error, service, attempt.operation) : error;
    }
  };
}

/** The same failure with the names of the service and the operation that it befell. */
export function attributed(failure: Failure, service: string, operation: Operation<unknown>): Failure {
  const { code, message, reason, errors, retryAfterMs, cause } = failure;
  return new Failure(code, message, {
    service,
    operation: operation.name,
    ...(reason !== undefined && { reason }),
    ...(errors && { errors }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(cause !== undefined && { cause }),
  });
}

function trace<R>(): Policy<R> {
  return (next) => (attempt) => {
    attempt.headers['traceparent'] = formatTraceparent(childTrace(attempt.call.trace));
    return next(attempt);
  };
}

function identify<R>({ service, identity }: UpstreamOptions): Policy<R> {
  return (next) => async (attempt) => {
    const token = await identity(service, attempt.call);
    attempt.headers['authorization'] = `Bearer ${token}`;
    attempt.headers['frontage-caller'] = formatCaller(attempt.call.caller);
    return next(attempt);
  };
}

function limitTime<R>({ attemptTimeoutMs = defaultAttemptTimeoutMs }: UpstreamOptions): Policy<R> {
  return (next) => async (attempt) => {
    attempt.call.deadline.throwIfOver();
    const deadline = attempt.call.deadline.child({ reserve: true, maxMs: attemptTimeoutMs });
    try {
      deadline.throwIfOver();
      attempt.headers['frontage-deadline-ms'] = String(Math.floor(deadline.remainingMs));
      return await next({ ...attempt, call: withDeadline(attempt.call, deadline) });
    } finally {
      deadline.close();
    }
  };
}

function checkContract<R>(): Policy<R> {
  return (next) => async (attempt) => {
    const { body, bytes } = await next(attempt);
    return { body: checkBody(attempt.operation, body), bytes };
  };
}

/** The body as the operation's contract promised it, or UPSTREAM_INVALID naming operation and pointer as the cause. */
export function checkBody<Wire>(operation: Operation<Wire>, body: unknown): Wire {
  const checked = operation.response.safeParse(body);
  if (checked.success) return checked.data;
  const issue = checked.error.issues[0]!;
  throw new Failure('UPSTREAM_INVALID', 'A service gave an answer that cannot be understood.', {
    operation: operation.name,
    cause: new Error(`${operation.name}: #/${issue.path.map(String).join('/')}: ${issue.message}`),
  });
}
