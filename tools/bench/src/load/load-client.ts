/** Client that sends a scenario's requests: to a target, or to the services themselves. */

import { randomUUID } from 'node:crypto';
import { Pool } from 'undici';
import type { Headers } from '../credentials.ts';
import type { Services } from '../environment.ts';
import { createDirectClient } from '../peers/direct.mjs';
import type { Primed, Scenario, ScenarioRequest } from '../scenarios/scenario.ts';

/** Address of requests, and the headers that say who asks. */
export interface LoadTarget {
  /** Undefined: the services themselves, whose answers the client composes. */
  readonly origin?: string | undefined;
  readonly headers: Headers;
  /** Sends the scenario's floor instead of its requests. */
  readonly isFloor?: boolean | undefined;
}

/** An answer, parsed when it is asked for. */
type Answer = () => unknown;

export interface LoadClient {
  /** Answer to the scenario's `prime`; undefined without one. */
  readonly primed?: Primed | undefined;
  /** Sends the scenario's requests in order. Rejects on the first answer that is no success. */
  iterate(onAnswer?: (ms: number, bytes: number) => void): Promise<readonly Answer[]>;
  close(): Promise<void>;
}

interface LoadClientOptions {
  readonly connections: number;
  /** The services' addresses, for a target without an origin. */
  readonly services: Services;
  /** Told of each call to a service by such a target, and how long its answer took. */
  readonly onCall?: (name: string, ms: number) => void;
}

/** A target that hangs ends the run. */
const limits = { headersTimeout: 10_000, bodyTimeout: 10_000 };

/** Creates one. Its creator closes it. */
export async function createLoadClient(
  { name, requests, floor, prime }: Scenario,
  { origin, headers, isFloor }: LoadTarget,
  { connections, services, onCall }: LoadClientOptions,
): Promise<LoadClient> {
  if (origin === undefined) return createDirectClient(name, headers, services, onCall);
  const pool = new Pool(origin, { connections, ...limits });
  const sent = isFloor ? [(): ScenarioRequest => ({ method: 'GET', path: floor!.path })] : requests;
  const primed = prime && toPrimed(await send(pool, prime, headers));
  return {
    primed,
    async iterate(onAnswer) {
      const id = randomUUID();
      const answers: Answer[] = [];
      for (const toRequest of sent) {
        const request = toRequest({ id, primed, previous: answers.at(-1) });
        const sentAt = performance.now();
        const { body } = await send(pool, request, headers);
        onAnswer?.(performance.now() - sentAt, body.byteLength);
        answers.push(() => parse(body));
      }
      return answers;
    },
    close: () => pool.close(),
  };
}

interface Sent {
  readonly etag: string | undefined;
  readonly body: Uint8Array;
}

/** Content of an answer; null of one without, as a 304 is. */
const parse = (body: Uint8Array): unknown =>
  body.byteLength === 0 ? null : JSON.parse(Buffer.from(body).toString('utf8'));

const toPrimed = ({ etag, body }: Sent): Primed => ({ etag, answer: parse(body) });

async function send(pool: Pool, request: ScenarioRequest, headers: Headers): Promise<Sent> {
  const { method, path, body = null, status = 200 } = request;
  const answer = await pool.request({ method, path, headers: { ...headers, ...request.headers }, body });
  const bytes = await answer.body.bytes();
  const { etag } = answer.headers;
  if (answer.statusCode === status) return { etag: typeof etag === 'string' ? etag : undefined, body: bytes };
  const text = Buffer.from(bytes).toString('utf8').slice(0, 500);
  throw new Error(`${method} ${path} answered ${answer.statusCode}, not ${status}: ${text}`);
}
