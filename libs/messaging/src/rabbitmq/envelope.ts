/** Messages on the wire: the body is the data as JSON, everything else stands in properties and headers. */

import { createHash } from 'node:crypto';
import type { AsyncMessage, Envelope } from 'rabbitmq-client';
import { messageSchema, type Message } from '../message.ts';
import type { DeadLetter } from '../messaging.ts';

/** Message as it is sent, with its destination. */
export interface Outgoing {
  readonly envelope: Envelope;
  readonly body: Buffer;
}

/** Properties of a message that was received. */
type Received = Pick<
  AsyncMessage,
  'messageId' | 'type' | 'headers' | 'contentType' | 'contentEncoding' | 'timestamp'
> & {
  readonly body: unknown;
};

export function toOutgoing({ id, topic, key, at, data, traceparent }: Message, to: Envelope): Outgoing {
  return {
    envelope: {
      ...to,
      messageId: id,
      type: topic,
      timestamp: Math.floor(Date.parse(at) / 1_000),
      contentType: 'application/json',
      durable: true,
      headers: { key, at, ...(traceparent !== undefined && { traceparent }) },
    },
    // A buffer always: the client would send a string as text/plain.
    body: Buffer.from(JSON.stringify(data)),
  };
}

/** Message that was read; with a reason where it is none of ours, and the message then says so in its data. */
export interface Reading {
  readonly message: Message;
  readonly unreadable?: string;
}

/** Reads a message, which anybody with access to the broker may have sent. */
export function readMessage(received: Received): Reading {
  const headers = received.headers ?? {};
  const isJson = received.contentType === 'application/json' && !Buffer.isBuffer(received.body);
  const { success, data, error } = messageSchema.safeParse({
    id: received.messageId,
    topic: received.type,
    key: headers.key,
    at: headers.at,
    data: received.body,
    traceparent: headers.traceparent,
  });
  if (isJson && success) return { message: data };
  const unreadable = isJson
    ? `Unreadable: ${error!.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`
    : 'Unreadable: the body is no JSON';
  return { message: standIn(received), unreadable: unreadable.slice(0, 500) };
}

/** Stand-in for a message that cannot be read. Its id is the same whenever the same bytes come. */
function standIn(received: Received): Message {
  const bytes = toBytes(received.body);
  const { id, topic, key, at } = messageSchema.shape;
  const headers = received.headers ?? {};
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
  const headerAt = at.safeParse(headers.at).data;
  return {
    id: id.safeParse(received.messageId).data ?? `unreadable-${hash}`,
    topic: topic.safeParse(received.type).data ?? 'unreadable',
    key: key.safeParse(headers.key).data ?? 'unreadable',
    at: headerAt ?? new Date((received.timestamp ?? 0) * 1_000).toISOString(),
    data: { unreadable: bytes.subarray(0, 1_000).toString('base64') },
  };
}

/** Bytes of a body, which the client parses where the content type tells it to. */
function toBytes(body: unknown): Buffer {
  if (Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === 'string' ? body : (JSON.stringify(body) ?? ''));
}

const deadHeaders = ['dead-reason', 'dead-attempts', 'dead-at'] as const;

/** Copy of a message that is moved to another queue as it is: nothing of it is lost, even if it cannot be read. */
function moved(received: Received, to: Envelope, headers: Readonly<Record<string, unknown>>): Outgoing {
  const { messageId, type, contentType, contentEncoding, timestamp, body } = received;
  const properties = {
    ...(messageId !== undefined && { messageId }),
    ...(type !== undefined && { type }),
    ...(contentType !== undefined && { contentType }),
    ...(contentEncoding !== undefined && { contentEncoding }),
    ...(timestamp !== undefined && { timestamp }),
  };
  return {
    envelope: { ...to, ...properties, durable: true, mandatory: true, headers },
    body:
      contentType === 'application/json' && typeof body === 'string'
        ? Buffer.from(JSON.stringify(body))
        : toBytes(body),
  };
}

/** Headers of the sender, without those that the broker or a burial added. */
function ownHeaders({ headers = {} }: Received): Record<string, unknown> {
  const foreign = (name: string): boolean => name.startsWith('x-') || deadHeaders.some((dead) => dead === name);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !foreign(name)));
}

/** Circumstances of a burial. */
export type Burial = Pick<DeadLetter, 'reason' | 'attempts' | 'deadAt'>;

export function toDead(received: Received, queue: string, { reason, attempts, deadAt }: Burial): Outgoing {
  const added = { 'dead-reason': reason, 'dead-attempts': attempts, 'dead-at': deadAt };
  const { message } = readMessage(received);
  return moved({ ...received, messageId: message.id }, { routingKey: queue }, { ...ownHeaders(received), ...added });
}

export const toAlive = (received: Received, queue: string): Outgoing =>
  moved(received, { routingKey: queue }, ownHeaders(received));

export function readDead(received: Received): DeadLetter {
  const headers = received.headers ?? {};
  const { message } = readMessage(received);
  return {
    message,
    reason: String(headers['dead-reason'] ?? 'unknown'),
    attempts: Number(headers['dead-attempts'] ?? 0),
    deadAt: String(headers['dead-at'] ?? message.at),
  };
}
