/** Receiver of webhooks (Standard Webhooks 1.0): verifies, recognises repetitions, answers at once. To be copied. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Webhook } from 'standardwebhooks';

export interface WebhookEvent {
  /** Value of `webhook-id`, the same for every repetition. */
  readonly id: string;
  readonly type: string;
  /** Time of the event, an ISO 8601 instant. */
  readonly timestamp: string;
  /** Mode of the endpoint's key. Do nothing real for `test`. */
  readonly mode: 'live' | 'test';
  readonly data: unknown;
}

export interface ReceiverOptions {
  /** Secret of the endpoint, `whsec_…`, as it was shown once. */
  readonly secret: string;
  /**
   * Takes each event once. It resolves when the event is safe: in a database or a queue, where the work is done later. A rejection is
   * answered with 500, and the event comes again.
   */
  readonly onEvent: (event: WebhookEvent) => Promise<void>;
}

/** A payload has at most 20 kB. */
const maxBytes = 64 * 1_024;
/** Ids that are remembered. A database remembers them for as long as the sender repeats: three days. */
const maxIds = 100_000;

/** Creates the receiver. The caller listens, and puts TLS in front. */
export function createReceiver({ secret, onEvent }: ReceiverOptions): Server {
  const webhook = new Webhook(secret);
  const seen = new Set<string>();
  const receive = async (request: IncomingMessage): Promise<number> => {
    if (request.method !== 'POST') return 405;
    const body = await bodyOf(request);
    if (body === undefined) return 413;
    let payload: Omit<WebhookEvent, 'id'>;
    try {
      // The bytes as they came: a body that was parsed and written again has another signature. Old timestamps are refused, too.
      payload = webhook.verify(body, request.headers as Record<string, string>) as Omit<WebhookEvent, 'id'>;
    } catch {
      return 401;
    }
    const id = String(request.headers['webhook-id']);
    if (seen.has(id)) return 204;
    await onEvent({ ...payload, id });
    seen.add(id);
    if (seen.size > maxIds) seen.delete(seen.values().next().value!);
    return 204;
  };
  return createServer((request, response: ServerResponse) => {
    void receive(request).then(
      (status) => response.writeHead(status).end(),
      () => response.writeHead(500).end(),
    );
  });
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
