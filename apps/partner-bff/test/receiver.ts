/** Receiver of webhooks on a free port of loopback. */

import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { webhookDocuments } from '../src/webhooks/webhook-documents.ts';

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
  /** Closes it. Throws when a payload was not as the document tells. */
  close(): void;
}

/** Schema of each event's payload, as the document of the current version tells of it. */
const payloads = new Map(
  Object.entries(webhookDocuments()).map(([type, item]) => {
    const { post } = item as { post: { requestBody: { content: { 'application/json': { schema: z.ZodObject } } } } };
    const { schema } = post.requestBody.content['application/json'];
    return [type, strict(schema)] as const;
  }),
);

/** Schema without room for members that the document does not name. */
function strict(schema: z.ZodObject): z.ZodObject {
  const { data } = schema.shape as { readonly data: z.ZodObject };
  return z.strictObject({ ...schema.shape, data: data.strict() });
}

/** Difference of a payload from the document, if there is one. */
function strayIn(type: string, body: string): string[] {
  const { error } = (payloads.get(type) ?? z.never()).safeParse(JSON.parse(body));
  return error ? [`${type} is not as documented: ${z.prettifyError(error)}`] : [];
}

/** Starts a receiver. `answer` ends the response, or leaves it hanging; default 204. Payloads of invented events are not checked. */
export async function startReceiver(
  answer: (response: ServerResponse, webhook: Received) => void = (response) => response.writeHead(204).end(),
  { areInvented = false }: { readonly areInvented?: boolean } = {},
): Promise<Receiver> {
  const received: Received[] = [];
  const strays: string[] = [];
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
    if (!areInvented) strays.push(...strayIn(webhook.type, body));
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
      if (strays.length > 0) throw new Error(strays.join('\n'));
    },
  };
}
