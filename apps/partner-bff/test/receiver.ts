/** Receiver of webhooks on a free port of loopback. */

import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly id: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly type: string;
}

export interface Receiver {
  readonly url: string;
  /** Webhooks in the order of their arrival, repetitions too. */
  readonly received: readonly Received[];
  /** Resolves as soon as what was received satisfies a condition. */
  until(condition: (received: readonly Received[]) => boolean): Promise<void>;
  close(): void;
}

/** Starts a receiver. `answer` ends the response, or leaves it hanging; default 204. */
export async function startReceiver(
  answer: (response: ServerResponse, webhook: Received) => void = (response) => response.writeHead(204).end(),
): Promise<Receiver> {
  const received: Received[] = [];
  const waiting = new Set<() => void>();
  const server = createServer((request, response) => void receive(request, response));
  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = Buffer.concat(await request.toArray()).toString();
    const webhook = {
      id: String(request.headers['webhook-id']),
      headers: request.headers,
      body,
      type: (JSON.parse(body) as { readonly type: string }).type,
    };
    received.push(webhook);
    answer(response, webhook);
    for (const check of waiting) check();
  };
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`,
    received,
    until: (condition) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (!condition(received)) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
