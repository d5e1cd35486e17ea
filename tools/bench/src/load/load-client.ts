/** A client that sends a scenario's requests: to a target, or to the services themselves. */

import { Pool } from 'undici';
import type { Scenario, ScenarioRequest } from '../scenarios/scenario.ts';
import { createDirectClient } from '../peers/direct.mjs';

/** The address of requests, and the headers that say who asks. */
export interface LoadTarget {
  /** Undefined: the services themselves. */
  readonly origin?: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** Sends the scenario's floor instead of its requests. */
  readonly isFloor?: boolean | undefined;
}

/** An answer, parsed when it is asked for. */
type Answer = () => unknown;

export interface LoadClient {
  /** True when a request is made of the answer before. */
  readonly isChain: boolean;
  /** Sends the scenario's requests in order. Rejects on the first answer that is no success. */
  iterate(id: string, onAnswer?: (ms: number, bytes: number) => void): Promise<readonly Answer[]>;
  close(): Promise<void>;
}

/** Options of the client that calls the services itself. */
export interface DirectOptions {
  /** The services' addresses. Default: this process's environment. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Told of each call to a service, and how long its answer took. */
  readonly onCall?: (name: string, ms: number) => void;
}

/** A target that hangs ends the run. */
const limits = { headersTimeout: 10_000, bodyTimeout: 10_000 };

/** Creates one with so many connections. Its creator closes it. */
export async function createLoadClient(
  scenario: Scenario,
  { origin, headers, isFloor }: LoadTarget,
  connections: number,
  { env = process.env, onCall }: DirectOptions = {},
): Promise<LoadClient> {
  if (origin === undefined) return createDirectClient(scenario.name, headers, env, onCall);
  const pool = new Pool(origin, { connections, ...limits });
  const requests = isFloor
    ? [(): ScenarioRequest => ({ method: 'GET', path: scenario.floor?.path ?? '/' })]
    : scenario.requests;
  const isChain = requests.length > 1;
  return {
    isChain,
    async iterate(id, onAnswer) {
      const answers: Answer[] = [];
      for (const toRequest of requests) {
        const request = toRequest(isChain ? { id, previous: answers.at(-1)?.() } : { id });
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

async function send(pool: Pool, request: ScenarioRequest, headers: LoadTarget['headers']): Promise<Uint8Array> {
  const { method, path, body = null, status = 200 } = request;
  const answer = await pool.request({ method, path, headers: { ...request.headers, ...headers }, body });
  const bytes = await answer.body.bytes();
  if (answer.statusCode !== status) {
    const text = Buffer.from(bytes).toString('utf8').slice(0, 500);
    throw new Error(`${method} ${path} answered ${answer.statusCode}, not ${status}: ${text}`);
  }
  return bytes;
}
