/** undici as its documentation shows it: one pool per origin, `request`, `body.json()`. */

import { Pool } from 'undici';
import type { Transport } from './services.ts';

export function createUndiciTransport(): Transport {
  const pools = new Map<string, Pool>();
  const poolOf = (origin: string): Pool => {
    let pool = pools.get(origin);
    if (!pool) pools.set(origin, (pool = new Pool(origin, { connections: 64 })));
    return pool;
  };
  return async ({ method, origin, path, headers, body }) => {
    const answer = await poolOf(origin).request({
      method,
      path,
      headers: body ? { ...headers, 'content-type': 'application/json' } : headers,
      body: body ? JSON.stringify(body) : null,
    });
    if (answer.statusCode >= 300) {
      throw new Error(`${origin}${path} answered ${answer.statusCode}: ${await answer.body.text()}`);
    }
    return answer.body.json();
  };
}
