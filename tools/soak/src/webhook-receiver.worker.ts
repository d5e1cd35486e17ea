/** Thread of the receiver: see webhook-receiver.ts. */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parentPort } from 'node:worker_threads';
import type { Question } from './webhook-receiver.ts';

const ids = new Set<string>();
let latencies: number[] = [];
let hanging: ServerResponse[] = [];

async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = Buffer.concat(await request.toArray()).toString();
  if (request.url === '/hanging') {
    hanging.push(response);
    return;
  }
  if (request.url === '/others') {
    response.writeHead(204).end();
    return;
  }
  ids.add(String(request.headers['webhook-id']));
  const { data } = JSON.parse(body) as { readonly data: { readonly sentAt: number } };
  latencies.push(performance.timeOrigin + performance.now() - data.sentAt);
  response.writeHead(204).end();
}

const server = createServer((request, response) => void receive(request, response));
server.listen(0, '127.0.0.1', () => parentPort!.postMessage((server.address() as AddressInfo).port));

parentPort!.on('message', (question: Question) => {
  if (question === 'count') parentPort!.postMessage(ids.size);
  else if (question === 'latencies') {
    parentPort!.postMessage(latencies);
    latencies = [];
  } else {
    for (const response of hanging) response.writeHead(200).end();
    hanging = [];
  }
});
