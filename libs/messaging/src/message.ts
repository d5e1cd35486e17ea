/** Messages: events that happened, and commands that ask for something. */

import { z } from 'zod';

/** Longest body of a message, in bytes of JSON. A message tells what happened and links to the rest. */
export const maxDataBytes = 256 * 1024;

const topicPattern = /^[a-z0-9_]+(\.[a-z0-9_]+)*$/;
const patternPattern = /^(#|[a-z0-9_]+(\.[a-z0-9_]+)*(\.\*)?)$/;

/** Schema of a message, for what comes from outside this process. */
export const messageSchema = z.object({
  id: z.string().regex(/^[\w-]{1,100}$/),
  topic: z.string().max(100).regex(topicPattern),
  // A lone surrogate is another character on the other side.
  key: z
    .string()
    .min(1)
    .max(200)
    .refine((key) => key.isWellFormed(), 'must be well-formed Unicode'),
  at: z.iso.datetime(),
  data: z.unknown(),
  traceparent: z.string().max(55).optional(),
});

/** Message, as publisher and consumer see it. */
export interface Message {
  /** Id, the same for every delivery: consumers recognise a repetition by it. Word characters and hyphens, at most 100. */
  readonly id: string;
  /** Topic: dotted lower-case words, `order.paid`. */
  readonly topic: string;
  /** Ordering key: messages of one key reach a group in the order of their publication. At most 200 characters. */
  readonly key: string;
  /** Time of the event, an ISO 8601 instant in UTC. */
  readonly at: string;
  /** Body: plain JSON. */
  readonly data: unknown;
  /** Trace that caused it, a W3C `traceparent`. */
  readonly traceparent?: string | undefined;
}

/** Message that nobody can ever handle. A handler throws it, and the message is dead at once, without a retry. */
export class UnprocessableMessage extends Error {
  override readonly name = 'UnprocessableMessage';
}

/**
 * Matcher of topic patterns, as AMQP has them: a topic, `order.*` for one more word, `#` for every topic.
 *
 * Throws a TypeError for a pattern that is none of these.
 */
export function topicMatcher(patterns: readonly string[]): (topic: string) => boolean {
  const wrong = patterns.find((pattern) => !patternPattern.test(pattern));
  if (wrong !== undefined) throw new TypeError(`'${wrong}' is no topic pattern.`);
  if (patterns.includes('#')) return () => true;
  const exact = new Set(patterns);
  return (topic) => exact.has(topic) || exact.has(`${topic.slice(0, Math.max(0, topic.lastIndexOf('.')))}.*`);
}

/** Checks what is about to be published. Throws a TypeError: a wrong message is a mistake of the caller. */
export function checkMessage(message: Message): void {
  const { success, error } = messageSchema.safeParse(message);
  if (!success) throw new TypeError(`The message '${message.id}' is malformed: ${z.prettifyError(error)}`);
  const bytes = Buffer.byteLength(JSON.stringify(message.data) ?? '');
  if (bytes === 0) throw new TypeError(`The message '${message.id}' has no data.`);
  if (bytes > maxDataBytes) throw new TypeError(`The message '${message.id}' has ${bytes} bytes of ${maxDataBytes}.`);
}
