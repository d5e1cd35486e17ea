/** Server of a GrpcFake: tokens, status codes, and the faults of gRPC. */

import { deadlineHeader, newTrace, parseTraceparent } from '@frontage/call/headers';
import { reasonHeader } from '@frontage/call';
import { toFailure, type FailureCode } from '@frontage/errors';
import {
  Metadata,
  Server,
  status as Status,
  type MethodDefinition,
  type ServerUnaryCall,
  type ServiceDefinition,
  type StatusObject,
  type handleServerStreamingCall,
  type handleUnaryCall,
  type UntypedHandleCall,
} from '@grpc/grpc-js';
import { once, type EventEmitter } from 'node:events';
import { identifyCaller, readBudget, readIdempotencyKey } from './authorize.ts';
import type { GrpcFake, GrpcMethod, ServiceContext } from './fake.ts';
import { delay, isFailing, type FaultControl } from './faults.ts';
import type { FakeContext } from './fake-context.ts';

const statusOf: Readonly<Partial<Record<FailureCode, Status>>> = {
  MALFORMED_REQUEST: Status.INVALID_ARGUMENT,
  INVALID_INPUT: Status.INVALID_ARGUMENT,
  UNPROCESSABLE: Status.OUT_OF_RANGE,
  UNAUTHENTICATED: Status.UNAUTHENTICATED,
  FORBIDDEN: Status.PERMISSION_DENIED,
  NOT_FOUND: Status.NOT_FOUND,
  CONFLICT: Status.FAILED_PRECONDITION,
  RATE_LIMITED: Status.RESOURCE_EXHAUSTED,
  UNAVAILABLE: Status.UNAVAILABLE,
  DEADLINE_EXCEEDED: Status.DEADLINE_EXCEEDED,
};

/** gRPC status for an injected HTTP status (google.rpc.Code's mapping, in reverse). */
function statusOfHttp(http: number): Status {
  if (http === 404) return Status.NOT_FOUND;
  if (http === 409) return Status.FAILED_PRECONDITION;
  if (http === 429) return Status.RESOURCE_EXHAUSTED;
  if (http === 503) return Status.UNAVAILABLE;
  if (http === 504) return Status.DEADLINE_EXCEEDED;
  return http >= 500 ? Status.INTERNAL : Status.INVALID_ARGUMENT;
}

type AnyCall = Pick<ServerUnaryCall<unknown, object>, 'metadata' | 'getPeer'>;

/** Creates the server; connections are injected into it by `host`. */
export function createGrpcFakeServer(
  fake: GrpcFake,
  { authorize, faults, traffic, onUnexpected, hangUp }: FakeContext,
): Server {
  const server = new Server();
  const handlers: Record<string, UntypedHandleCall> = {};
  for (const [name, method] of Object.entries(fake.methods)) {
    handlers[name] = method.kind === 'unary' ? unary(method) : stream(method);
  }
  server.addService(withCorruption(fake.definition, faults), handlers);
  return server;

  function unary(method: Extract<GrpcMethod, { kind: 'unary' }>): handleUnaryCall<unknown, object> {
    return (call, callback) => {
      const { ended, over } = arrived(call);
      admit(call, ended.signal)
        .then((context) => method.handle(call.request, context))
        .then((reply) => callback(null, reply))
        .catch((error: unknown) => {
          // After the client has gone, an error is expected, and has no reader.
          if (!ended.signal.aborted) callback(toStatus(error));
        })
        .finally(over);
    };
  }

  function stream(method: Extract<GrpcMethod, { kind: 'stream' }>): handleServerStreamingCall<unknown, object> {
    return (call) => {
      const { ended, over } = arrived(call);
      const pump = async (): Promise<void> => {
        const context = await admit(call, ended.signal);
        for await (const message of method.handle(call.request, context)) {
          if (ended.signal.aborted) return;
          // Backpressure: the service does not read ahead of a slow reader.
          if (!call.write(message)) await once(call, 'drain', { signal: ended.signal });
        }
        call.end();
      };
      pump()
        .catch((error: unknown) => {
          // grpc-js sends a status for an emitted error; a destroyed stream would never end for the client.
          if (!ended.signal.aborted) call.emit('error', Object.assign(new Error('failed'), toStatus(error)));
        })
        .finally(over);
    };
  }

  function arrived(call: Pick<EventEmitter, 'on'>) {
    const ended = new AbortController();
    const over = traffic.begin();
    call.on('cancelled', () => (ended.abort(), over()));
    return { ended, over };
  }

  async function admit(call: AnyCall, signal: AbortSignal): Promise<ServiceContext> {
    const active = faults.current;
    await delay(active, signal);
    if (isFailing(active)) throw new InjectedStatus(statusOfHttp(active.status));
    if (active.hangUp) hangUp(call.getPeer());
    const header = (name: string): string | undefined => call.metadata.get(name)[0]?.toString();
    const caller = await identifyCaller(authorize, fake.name, header);
    const trace = parseTraceparent(header('traceparent')) ?? newTrace();
    const budgetMs = readBudget(header(deadlineHeader));
    return { caller, trace, budgetMs, idempotencyKey: readIdempotencyKey(header('idempotency-key')), signal };
  }

  function toStatus(error: unknown): Partial<StatusObject> {
    if (error instanceof InjectedStatus) return { code: error.code, details: error.message };
    const failure = toFailure(error);
    if (failure.code === 'INTERNAL') onUnexpected(fake.name, error);
    const code = statusOf[failure.code] ?? Status.INTERNAL;
    if (code === Status.INVALID_ARGUMENT) traffic.refuse(`${fake.name}: ${failure.message}`);
    const metadata = new Metadata();
    if (failure.reason !== undefined) metadata.set(reasonHeader, failure.reason);
    return { code, details: failure.message, metadata };
  }
}

class InjectedStatus extends Error {
  readonly code: Status;
  constructor(code: Status) {
    super('This failure was asked for.');
    this.code = code;
  }
}

let lastOversize = Buffer.alloc(0);
/** Zeros, allocated once: filling as much memory for every answer takes longer than all the rest of it. */
const oversize = (bytes: number): Buffer =>
  lastOversize.length === bytes ? lastOversize : (lastOversize = Buffer.alloc(bytes));

/** Corrupts or oversizes answers where they become bytes: they are wrong on the wire. */
function withCorruption(definition: ServiceDefinition, faults: FaultControl): ServiceDefinition {
  const entries = Object.entries(definition).map(([name, method]) => {
    const original = method as MethodDefinition<unknown, unknown>;
    const responseSerialize = (value: unknown): Buffer => {
      if (faults.current.oversizeBytes > 0) return oversize(faults.current.oversizeBytes);
      // Field 1 with wire type 7, which does not exist.
      if (faults.current.corrupt) return Buffer.from([0x0f, 0xff, 0xff]);
      return original.responseSerialize(value);
    };
    return [name, { ...original, responseSerialize }];
  });
  return Object.fromEntries(entries) as ServiceDefinition;
}
