/** Sends the requests of a play: to a BFF or a peer, or to the services themselves. */

import { randomUUID } from 'node:crypto';
import { Pool } from 'undici';
import { playNamed } from '../scenes/index.ts';
import type { Exchange, Moment } from '../scenes/scene.ts';
import { createDirectClient } from './direct.ts';
import type { LoadOrder } from './load-order.ts';

/** One request: gives the size of its answer, and the answer where the next one depends on it. */
export type Send = (moment: Moment) => Promise<{ readonly bytes: number; readonly answer?: unknown }>;

export interface LoadClient {
  readonly sends: readonly Send[];
  close(): Promise<void>;
}

/** A target that hangs ends the run. */
const limits = { headersTimeout: 10_000, bodyTimeout: 10_000 };

/** Creates one; whoever does closes it. */
export async function createLoadClient({
  play,
  origin,
  headers,
  isFloor,
  connections,
}: Omit<LoadOrder, 'kind' | 'seconds'>): Promise<LoadClient> {
  const { scene } = playNamed(play);
  if (origin === undefined) {
    const client = createDirectClient(scene.name, headers);
    const bytes = await client.weigh();
    const show: Send = async () => {
      await client.show();
      return { bytes };
    };
    return { sends: [show], close: () => Promise.resolve() };
  }
  const pool = new Pool(origin, { connections, ...limits });
  const requests = isFloor ? [(): Exchange => ({ method: 'GET', path: scene.floor?.path ?? '/' })] : scene.requests;
  const isChain = requests.length > 1;
  return {
    sends: requests.map((toRequest) => async (moment) => {
      const text = await exchange(pool, toRequest(moment), headers);
      return isChain ? { bytes: text.byteLength, answer: parse(text) } : { bytes: text.byteLength };
    }),
    close: () => pool.close(),
  };
}

/** One run through a scene, for the check that all answers are equal. */
export async function playOnce({
  play,
  origin,
  headers,
}: Pick<LoadOrder, 'play' | 'headers'> & { readonly origin: string }): Promise<unknown[]> {
  const { scene } = playNamed(play);
  const pool = new Pool(origin, { connections: 1, ...limits });
  try {
    const answers: unknown[] = [];
    const id = randomUUID();
    for (const toRequest of scene.requests) {
      answers.push(parse(await exchange(pool, toRequest({ id, before: answers.at(-1) }), headers)));
    }
    return answers;
  } finally {
    await pool.close();
  }
}

async function exchange(pool: Pool, request: Exchange, headers: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const { method, path, body = null, status = 200 } = request;
  const answer = await pool.request({ method, path, headers: { ...request.headers, ...headers }, body });
  const bytes = await answer.body.bytes();
  if (answer.statusCode !== status) {
    const text = Buffer.from(bytes).toString('utf8').slice(0, 500);
    throw new Error(`${method} ${path} answered ${answer.statusCode}, not ${status}: ${text}`);
  }
  return bytes;
}

const parse = (body: Uint8Array): unknown => JSON.parse(Buffer.from(body).toString('utf8'));
