/**
 * The load: so many loops, each of which sends a request and waits for its answer. Every request that is begun is also finished,
 * so that none costs a target anything without being counted.
 */

import { randomUUID } from 'node:crypto';
import { createHistogram } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { playNamed } from '../scenes/index.ts';
import type { Exchange, Moment } from '../scenes/scene.ts';
import { createDirectClient } from './direct.ts';
import type { LoadOrder, LoadOutcome } from './load-order.ts';

/** One request: gives the size of its answer, and the answer where the next one depends on it. */
type Send = (moment: Moment) => Promise<{ readonly bytes: number; readonly answer?: unknown }>;

/** Runs an order. What fails is counted: whether too much did is for the bench to judge. */
export async function generate(order: LoadOrder): Promise<LoadOutcome> {
  const client = await createClient(order);
  const { connections, seconds, perSecond, maxRequests = Infinity } = order;
  const histogram = createHistogram();
  const sizes = new Map<number, number>();
  const run = randomUUID();
  let [requests, bytes, failures] = [0, 0, 0];
  let complaint: string | undefined;
  const startedAt = performance.now();
  const until = startedAt + seconds * 1_000;

  const playThrough = async (id: string): Promise<void> => {
    let before: unknown;
    for (const send of client.sends) {
      const sentAt = performance.now();
      requests += 1;
      const { bytes: size, answer } = await send({ id, before });
      histogram.record(Math.max(1, Math.round((performance.now() - sentAt) * 1_000)));
      sizes.set(size, (sizes.get(size) ?? 0) + 1);
      bytes += size;
      before = answer;
    }
  };
  const loop = async (_: unknown, index: number): Promise<void> => {
    for (let turn = 0; performance.now() < until && requests < maxRequests; turn += 1) {
      try {
        await playThrough(`${run}-${index}-${turn}`);
      } catch (error) {
        failures += 1;
        complaint ??= (error as Error).message;
      }
    }
  };
  /** An answer that is late delays no other request, and counts from when it should have been asked for. */
  const atRate = async (rate: number): Promise<void> => {
    const under: Promise<void>[] = [];
    for (let turn = 0; turn < seconds * rate; turn += 1) {
      await sleep(Math.max(0, startedAt + (turn * 1_000) / rate - performance.now()));
      under.push(
        playThrough(`${run}-${turn}`).catch((error: unknown) => {
          failures += 1;
          complaint ??= (error as Error).message;
        }),
      );
    }
    await Promise.all(under);
  };
  try {
    await (perSecond === undefined ? Promise.all(Array.from({ length: connections }, loop)) : atRate(perSecond));
    return {
      requests,
      seconds: (performance.now() - startedAt) / 1_000,
      p50Ms: histogram.percentile(50) / 1_000,
      p99Ms: histogram.percentile(99) / 1_000,
      bytes,
      lacking: failures + (client.sends.length === 1 ? shorter(sizes) : 0),
      ...(complaint !== undefined && { complaint }),
    };
  } finally {
    await client.close();
  }
}

/** How many answers are shorter than the longest by more than a number's digits: the same request has the same answer. */
function shorter(sizes: ReadonlyMap<number, number>): number {
  const longest = Math.max(0, ...sizes.keys());
  return [...sizes].reduce((sum, [size, count]) => (size < longest * 0.99 ? sum + count : sum), 0);
}

interface LoadClient {
  readonly sends: readonly Send[];
  close(): Promise<void>;
}

/** A target that hangs ends the run. */
const limits = { headersTimeout: 10_000, bodyTimeout: 10_000 };

async function createClient({ play, origin, headers, isFloor, connections }: LoadOrder): Promise<LoadClient> {
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
