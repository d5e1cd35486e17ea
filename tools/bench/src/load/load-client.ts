/** Client that sends a scenario's requests: to a target, or to the services themselves. */

import { randomUUID } from 'node:crypto';
import { Pool } from 'undici';
import type { Headers } from '../credentials.ts';
import type { Services } from '../environment.ts';
import { createDirectClient } from '../peers/direct.mjs';
import type { Scenario, ScenarioRequest } from '../scenarios/scenario.ts';

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
  { name, requests, floor }: Scenario,
  { origin, headers, isFloor }: LoadTarget,
  { connections, services, onCall }: LoadClientOptions,
): Promise<LoadClient> {
  if (origin === undefined) return createDirectClient(name, headers, services, onCall);
  const pool = new Pool(origin, { connections, ...limits });
  const sent = isFloor ? [(): ScenarioRequest => ({ method: 'GET', path: floor!.path })] : requests;
  return {
    async iterate(onAnswer) {
      const id = randomUUID();
      const answers: Answer[] = [];
      for (const toRequest of sent) {
        const request = toRequest({ id, previous: answers.at(-1) });
        const sentAt = performance.now();
        const body = await send(pool, request, headers);
        onAnswer?.(performance.now() - sentAt, body.byteLength);
        answers.push(() => JSON.parse(Buffer.from(body).toString('utf8')));
      }
      return answers;
    },
    close: () => pool.close(),
  };
}

async function send(pool: Pool, request: ScenarioRequest, headers: Headers): Promise<Uint8Array> {
  const { method, path, body = null, status = 200 } = request;
  const answer = await pool.request({ method, path, headers: { ...headers, ...request.headers }, body });
  const bytes = await answer.body.bytes();
  if (answer.statusCode === status) return bytes;
  const text = Buffer.from(bytes).toString('utf8').slice(0, 500);
  throw new Error(`${method} ${path} answered ${answer.statusCode}, not ${status}: ${text}`);
}
