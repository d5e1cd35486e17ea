/** Reader of event streams, over a connection of its own. */

import { once } from 'node:events';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';

export interface ReadEvent {
  readonly event: string;
  readonly data: string;
  readonly id: string | undefined;
}

export interface EventReader {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  /** Next event; undefined at the end of the stream. */
  next(): Promise<ReadEvent | undefined>;
  /** Next result of a `next` event. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a query decides its shape
  result(): Promise<any>;
  /** Body of an answer that is no event stream, or the rest of one. */
  rest(): Promise<string>;
  /** Text of the answer so far. */
  readonly text: string;
  /** Waits until the text so far has this. */
  until(part: string): Promise<void>;
  readonly incoming: IncomingMessage;
  /** Leaves. */
  close(): Promise<void>;
}

export interface StreamRequest {
  readonly url: string;
  readonly body?: object | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends a request for a stream, and waits for the head of its answer. */
export async function readEvents({ url, body, headers = {} }: StreamRequest): Promise<EventReader> {
  const outgoing: ClientRequest = request(url, {
    method: body ? 'POST' : 'GET',
    agent: false,
    headers: {
      accept: 'text/event-stream',
      'x-csrf': '1',
      ...(body && { 'content-type': 'application/json' }),
      ...headers,
    },
  });
  outgoing.end(body && JSON.stringify(body));
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  let text = '';
  let at = 0;
  let isOver = false;
  let wake = (): void => undefined;
  incoming.setEncoding('utf8');
  incoming.on('data', (chunk: string) => {
    text += chunk;
    wake();
  });
  const end = (): void => {
    isOver = true;
    wake();
  };
  incoming.on('end', end).on('error', end).on('close', end);
  outgoing.on('error', end);
  const more = (): Promise<void> => new Promise((resolve) => (wake = resolve));

  const next = async (): Promise<ReadEvent | undefined> => {
    for (;;) {
      const until = text.indexOf('\n\n', at);
      if (until < 0) {
        if (isOver) return undefined;
        await more();
        continue;
      }
      const lines = text.slice(at, until).split('\n');
      at = until + 2;
      const of = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
      const event = of('event');
      if (event !== undefined) return { event, data: of('data') ?? '', id: of('id') };
    }
  };
  return {
    status: incoming.statusCode!,
    headers: incoming.headers,
    next,
    result: async () => {
      const event = await next();
      if (event?.event !== 'next') throw new Error(`no result, but ${JSON.stringify(event)} in ${text}`);
      return JSON.parse(event.data) as unknown;
    },
    rest: async () => {
      while (!isOver) await more();
      return text;
    },
    get text() {
      return text;
    },
    until: async (part) => {
      while (!text.includes(part)) {
        if (isOver) throw new Error(`'${part}' never came, but ${text}`);
        await more();
      }
    },
    incoming,
    close: async () => {
      // The end is an error here, which `once` of node:events would throw.
      const closed = incoming.closed || new Promise((resolve) => incoming.once('close', resolve));
      outgoing.destroy();
      await closed;
    },
  };
}
