/** Robustness check: hostile texts in every input, and the answers that must not occur. */

import fc from 'fast-check';
import { once } from 'node:events';
import { Agent, createServer, request, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { anyText } from './any-text.ts';
import { inTurns } from './in-turns.ts';
import type { HostileRequest, TextInput } from './hostile-requests.ts';
import { hostileTexts } from './hostile-texts.ts';

export interface HarmOptions {
  /** Handler of the BFF. */
  readonly handler: RequestListener;
  readonly inputs: readonly TextInput[];
  /** Headers of every request: credentials. */
  readonly headers: Readonly<Record<string, string>>;
  /** Generated texts beside the hostile ones, each sent to one input. Default 300. */
  readonly made?: number;
}

export interface Harm {
  /** Number of requests sent. */
  readonly sent: number;
  /** Wrong answers: `listProducts query/category, two dots: 502 …`. Text of a client must never cause one. */
  readonly answers: readonly string[];
}

/** Sends every hostile text to every input, and generated texts to some. Every answer must be a success or a client error. */
export async function harmDone({ handler, inputs, headers, made = 300 }: HarmOptions): Promise<Harm> {
  const server = createServer(handler);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const tries = inputs.flatMap((input) => [...hostileTexts].map(([kind, text]) => ({ input, kind, text })));
  const madeUp = fc.sample(fc.tuple(fc.constantFrom(...inputs), anyText({ maxLength: 100 })), made);
  const all = [...tries, ...madeUp.map(([input, text]) => ({ input, kind: JSON.stringify(text), text }))];
  let sent = 0;
  try {
    const answers = await inTurns(8, all, async ({ input, kind, text }) => {
      const hostile = input.requestWith(text);
      if (!hostile) return undefined;
      sent += 1;
      const harm = await harmOf({ port, agent, hostile, headers });
      return harm === undefined ? undefined : `${input.name}, ${kind}: ${harm}`;
    });
    return { sent, answers: answers.filter((answer) => answer !== undefined) };
  } finally {
    agent.destroy();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

interface Sending {
  readonly port: number;
  readonly agent: Agent;
  readonly hostile: HostileRequest;
  readonly headers: Readonly<Record<string, string>>;
}

/** Longest head that Node reads. For longer ones it answers 431 and closes, and the sender may see only the latter (connections.spec). */
const longestHead = 14_000;

async function harmOf(sending: Sending): Promise<string | undefined> {
  const { url, headers } = sending.hostile;
  const isUnreadable = url.length + JSON.stringify(headers).length > longestHead;
  try {
    const { status, type, text } = await send(sending);
    const isProblem = type === 'application/problem+json';
    return isUnreadable || status < 400 || (status < 500 && isProblem) ? undefined : `${status} ${text.slice(0, 200)}`;
  } catch (error) {
    return isUnreadable ? undefined : `broke off: ${String(error)}`;
  }
}

async function send({ port, agent, hostile, headers }: Sending) {
  const { method, url, body } = hostile;
  const sending = request({ port, agent, method, path: url, headers: { ...headers, ...hostile.headers } });
  // An error after the answer has no reader.
  sending.on('error', () => undefined);
  sending.end(body);
  const [response] = (await once(sending, 'response')) as [IncomingMessage];
  const text = await readText(response);
  return { status: response.statusCode ?? 0, type: response.headers['content-type'], text };
}
