/** gRPC upstreams over grpc-js, with the same policies as HTTP. */

import type { Call, Deadline } from '@frontage/call';
import { Failure, isFailure } from '@frontage/errors';
import {
  Client,
  credentials,
  Metadata,
  type ClientReadableStream,
  type MethodDefinition,
  type ServiceDefinition,
  status as Status,
  type ServiceError,
  type StatusObject,
} from '@grpc/grpc-js';
import { noBreaker, outcomeOf, type Outcome } from '@frontage/resilience';
import { z } from 'zod';
import {
  checkBody,
  createOutbound,
  defaultMaxResponseBytes,
  type Operation,
  type Reply,
  type Routed,
  type Transport,
  type UpstreamOptions,
} from '../outbound.ts';
import { createEndpoints, type UpstreamState } from '../endpoints.ts';

import { failureFromGrpc } from './grpc-failure.ts';

export interface GrpcOperation<Wire> extends Operation<Wire> {
  /** Name of the method in the .proto file. */
  readonly method: string;
}

/** Declares an operation. gRPC does not define idempotency, so the operation states it. */
export const defineGrpcOperation = <Wire>(operation: GrpcOperation<Wire>): GrpcOperation<Wire> => operation;

export interface GrpcUpstream {
  /** Calls a unary method and gives the checked message. Throws a Failure. */
  send<Wire>(operation: GrpcOperation<Wire>, message: object, call: Call): Promise<Wire>;
  /** Follows a server stream until it ends or the call's deadline does. Each message is checked. */
  stream<Wire>(operation: GrpcOperation<Wire>, message: object, call: Call): AsyncIterable<Wire>;
  /** State of the service, for `/readyz`. */
  state(): Promise<UpstreamState>;
  /** Closes the channels, each when its last call is over. */
  close(): Promise<void>;
}

export interface GrpcUpstreamOptions extends UpstreamOptions {
  readonly definition: ServiceDefinition;
}

type Method = MethodDefinition<object, unknown>;

interface GrpcRequest {
  readonly method: Method;
  readonly message: object;
}

/** Result of deserialization. An exception in there would surface as the service's INTERNAL. */
interface Received {
  readonly bytes: number;
  readonly value?: unknown;
  readonly broken?: unknown;
}

/** Waiter for an answer, until its deadline. */
interface Waiting {
  readonly resolve: (received: Received) => void;
  readonly reject: (error: unknown) => void;
  readonly deadline: Deadline;
  forget?: () => void;
}

/** Creates the upstream of a gRPC service. Channels connect at first use, and reconnect by themselves. */
export function createGrpcUpstream(options: GrpcUpstreamOptions): GrpcUpstream {
  const { service, location, maxResponseBytes = defaultMaxResponseBytes } = options;
  const channelCredentials = location.scheme === 'grpcs' ? credentials.createSsl() : credentials.createInsecure();
  const endpoints = createEndpoints<Client>(
    options,
    ({ address, authority }) =>
      new Client(address, channelCredentials, {
        // The certificate is verified against this name, too.
        'grpc.default_authority': authority,
        'grpc.max_receive_message_length': maxResponseBytes,
        'grpc.enable_retries': 0,
        // A service that is back is noticed within about a second.
        'grpc.initial_reconnect_backoff_ms': 100,
        'grpc.max_reconnect_backoff_ms': 1_000,
      }),
  );
  const clientFor = ({ endpoint }: Routed<GrpcRequest>): Client => endpoints.channelTo(endpoint);
  const methodOf = ({ method }: GrpcOperation<unknown>): Method => {
    const found = options.definition[method];
    if (!found) throw new Error(`${service} has no method ${method}`);
    return found as Method;
  };

  const transmit: Transport<GrpcRequest> = (attempt) => {
    const { operation, call } = attempt;
    const { promise, resolve, reject } = Promise.withResolvers<Received>();
    sendUnaryRequest(clientFor(attempt), attempt, { resolve, reject, deadline: call.deadline });
    return promise.then((received) => toReply(received, operation));
  };

  // A stream outlives the attempt that opens it. The policies cover the opening; reading goes on under the call's own deadline.
  const open: Transport<GrpcRequest> = async (attempt) => {
    const { method, message } = attempt.request;
    const stream = clientFor(attempt).makeServerStreamRequest<object, Received>(
      method.path,
      method.requestSerialize,
      receive(method),
      message,
      metadataOf(attempt),
    );
    return { body: stream, bytes: 0, ended: endOf(stream) };
  };

  const sendUnary = createOutbound<GrpcRequest>(options, endpoints, transmit);
  // Opening a stream does not wait for the service. A circuit must not count it as an answer.
  const openStream = createOutbound<GrpcRequest>({ ...options, breaker: noBreaker }, endpoints, open);
  return {
    state: endpoints.state,
    close: endpoints.close,
    send: async <Wire>(operation: GrpcOperation<Wire>, message: object, call: Call): Promise<Wire> => {
      const request = { method: methodOf(operation), message };
      const reply = await sendUnary({ operation, request, headers: {}, call, tried: new Set() });
      return reply.body as Wire;
    },
    stream: async function* <Wire>(operation: GrpcOperation<Wire>, message: object, call: Call): AsyncIterable<Wire> {
      const opening = {
        operation: { ...operation, response: z.unknown() },
        request: { method: methodOf(operation), message },
        headers: {},
        call,
        tried: new Set<string>(),
      };
      const stream = (await openStream(opening)).body as ClientReadableStream<Received>;
      const forget = call.deadline.onEnd(() => stream.cancel());
      try {
        for await (const received of stream as AsyncIterable<Received>) {
          const reply = toReply(received, operation);
          call.ledger.bytes += reply.bytes;
          yield checkBody(operation, reply.body, reply.bytes);
        }
      } catch (error) {
        const failure = isFailure(error) ? error : failureFromGrpc(error as ServiceError, call.deadline.reason);
        throw failure.with({ service, operation: operation.name });
      } finally {
        forget();
        stream.cancel();
      }
    },
  };
}

/**
 * Sends a unary request. grpc-js keeps the stream and its callback for a while after the end, so the callback drops its references to the
 * waiter.
 */
function sendUnaryRequest(client: Client, attempt: Routed<GrpcRequest>, waiting: Waiting): void {
  const { method, message } = attempt.request;
  let held: Waiting | undefined = waiting;
  const pending = client.makeUnaryRequest<object, Received>(
    method.path,
    method.requestSerialize,
    receive(method),
    message,
    metadataOf(attempt),
    { deadline: waiting.deadline.expiresAt },
    (error, received) => {
      if (!held) return;
      const { resolve, reject, deadline, forget } = held;
      held = undefined;
      forget?.();
      if (error) reject(failureFromGrpc(error, deadline.reason));
      else resolve(received!);
    },
  );
  waiting.forget = waiting.deadline.onEnd(() => pending.cancel());
}

/** Outcome of a stream: its status comes once, however it ended. */
const endOf = (stream: ClientReadableStream<unknown>): Promise<Outcome> =>
  new Promise((resolve) => stream.once('status', (status: StatusObject) => resolve(outcomeOfEnd(status))));

function outcomeOfEnd(end: StatusObject): Outcome {
  if (end.code === Status.OK) return 'up';
  // The reader left: that says nothing about the service.
  if (end.code === Status.CANCELLED) return 'unknown';
  return outcomeOf(failureFromGrpc(end as ServiceError, undefined), Infinity);
}

function metadataOf(attempt: Routed<GrpcRequest>): Metadata {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(attempt.headers)) metadata.set(name, value);
  return metadata;
}

const receive =
  (method: Method) =>
  (buffer: Buffer): Received => {
    try {
      return { bytes: buffer.length, value: method.responseDeserialize(buffer) };
    } catch (broken) {
      return { bytes: buffer.length, broken };
    }
  };

function toReply(received: Received, operation: Operation<unknown>): Reply {
  if (received.broken === undefined) return { body: received.value, bytes: received.bytes };
  throw new Failure('UPSTREAM_INVALID', 'A service gave an answer that cannot be understood.', {
    operation: operation.name,
    cause: received.broken,
  });
}
