/** gRPC upstreams: the same policies as HTTP, over grpc-js. */

import type { Call } from '@frontage/call';
import { Failure, isFailure } from '@frontage/errors';
import {
  Client,
  credentials,
  Metadata,
  type ClientReadableStream,
  type MethodDefinition,
  type ServiceDefinition,
  type ServiceError,
} from '@grpc/grpc-js';
import { noBreaker } from '@frontage/resilience';
import { z } from 'zod';
import {
  attributed,
  checkBody,
  createOutbound,
  defaultMaxResponseBytes,
  type Attempt,
  type Operation,
  type Reply,
  type Send,
  type UpstreamOptions,
} from '../outbound.ts';
import type { ServiceUrl } from '../service-url.ts';
import { failureFromGrpc } from './grpc-failure.ts';

export interface GrpcOperation<Wire> extends Operation<Wire> {
  /** The method's name in the proto file. */
  readonly method: string;
}

/** Declares an operation. gRPC says nothing about idempotency, so the operation must. */
export const defineGrpcOperation = <Wire>(operation: GrpcOperation<Wire>): GrpcOperation<Wire> => operation;

export interface GrpcUpstream {
  /** Calls a unary method and gives the checked message. Throws a Failure. */
  send<Wire>(operation: GrpcOperation<Wire>, message: object, call: Call): Promise<Wire>;
  /** Follows a server stream until it ends or the call's deadline does. Each message is checked. */
  stream<Wire>(operation: GrpcOperation<Wire>, message: object, call: Call): AsyncIterable<Wire>;
  close(): void;
}

export interface GrpcUpstreamOptions extends UpstreamOptions {
  readonly url: ServiceUrl;
  readonly service: string;
  readonly definition: ServiceDefinition;
}

interface GrpcRequest {
  readonly message: object;
}

/** What deserialize gives: failing inside it would surface as the service's INTERNAL. */
interface Received {
  readonly bytes: number;
  readonly value?: unknown;
  readonly broken?: unknown;
}

/** Creates the way to one service that speaks gRPC. Channels connect at first use and reconnect by themselves. */
export function createGrpcUpstream(options: GrpcUpstreamOptions): GrpcUpstream {
  const channelCredentials = options.url.scheme === 'grpcs' ? credentials.createSsl() : credentials.createInsecure();
  const clients = options.url.addresses.map(
    (address) =>
      new Client(address, channelCredentials, {
        'grpc.max_receive_message_length': options.maxResponseBytes ?? defaultMaxResponseBytes,
        'grpc.enable_retries': 0,
        // A service that came back should be noticed within about a second.
        'grpc.initial_reconnect_backoff_ms': 100,
        'grpc.max_reconnect_backoff_ms': 1_000,
      }),
  );
  let turn = 0;
  const nextClient = (): Client => clients[turn++ % clients.length]!;
  const methodOf = (operation: Operation<unknown>): MethodDefinition<object, unknown> => {
    const { method } = operation as GrpcOperation<unknown>;
    const found = options.definition[method];
    if (!found) throw new Error(`${options.service} has no method ${method}`);
    return found as MethodDefinition<object, unknown>;
  };

  const transmit: Send<GrpcRequest> = (attempt) =>
    new Promise<Received>((resolve, reject) => {
      const { signal } = attempt.call.deadline;
      const method = methodOf(attempt.operation);
      const pending = nextClient().makeUnaryRequest<object, Received>(
        method.path,
        method.requestSerialize,
        receive(method),
        attempt.request.message,
        metadataOf(attempt),
        { deadline: attempt.call.deadline.expiresAt },
        (error, received) => {
          signal.removeEventListener('abort', cancel);
          if (error) reject(failureFromGrpc(error, attempt.call.deadline.reason));
          else resolve(received!);
        },
      );
      const cancel = () => pending.cancel();
      if (signal.aborted) cancel();
      else signal.addEventListener('abort', cancel, { once: true });
    }).then((received) => toReply(received, attempt.operation));

  // A stream outlives the attempt that opens it: the list prepares and opens it, reading happens under the call's own deadline.
  const open: Send<GrpcRequest> = async (attempt) => {
    const method = methodOf(attempt.operation);
    const stream = nextClient().makeServerStreamRequest<object, Received>(
      method.path,
      method.requestSerialize,
      receive(method),
      attempt.request.message,
      metadataOf(attempt),
    );
    return { body: stream, bytes: 0 };
  };

  const sendUnary = createOutbound<GrpcRequest>(options, transmit);
  // Opening waits for nobody, so it says nothing about the service: a circuit must not take it for an answer.
  const openStream = createOutbound<GrpcRequest>({ ...options, breaker: noBreaker }, open);
  return {
    close: () => {
      for (const client of clients) client.close();
    },
    send: async <Wire>(operation: GrpcOperation<Wire>, message: object, call: Call): Promise<Wire> => {
      const reply = await sendUnary({ operation, request: { message }, headers: {}, call });
      return reply.body as Wire;
    },
    stream: async function* <Wire>(operation: GrpcOperation<Wire>, message: object, call: Call): AsyncIterable<Wire> {
      const opening = { operation: { ...operation, response: z.unknown() }, request: { message }, headers: {}, call };
      const stream = (await openStream(opening)).body as ClientReadableStream<Received>;
      const cancel = () => stream.cancel();
      call.deadline.signal.addEventListener('abort', cancel, { once: true });
      try {
        for await (const received of stream as AsyncIterable<Received>) {
          const reply = toReply(received, operation);
          call.ledger.bytes += reply.bytes;
          yield checkBody(operation, reply.body);
        }
      } catch (error) {
        const failure = isFailure(error) ? error : failureFromGrpc(error as ServiceError, call.deadline.reason);
        throw attributed(failure, options.service, operation);
      } finally {
        call.deadline.signal.removeEventListener('abort', cancel);
        stream.cancel();
      }
    },
  };
}

function metadataOf(attempt: Attempt<GrpcRequest>): Metadata {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(attempt.headers)) metadata.set(name, value);
  return metadata;
}

const receive =
  (method: MethodDefinition<object, unknown>) =>
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
