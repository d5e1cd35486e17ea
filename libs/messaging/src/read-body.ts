/** Bodies of messages, as handlers read them. */

import { UnprocessableMessage, type Message } from './message.ts';

/** Reads a body with `read`, which throws for one that it cannot take. That message is then dead at once: no retry would mend it. */
export function readBody<T>({ topic, data }: Pick<Message, 'topic' | 'data'>, read: (data: unknown) => T): T {
  try {
    return read(data);
  } catch (error) {
    throw new UnprocessableMessage(`The body of ${topic} cannot be read.`, { cause: error });
  }
}
