/**
 * CPU time that authentication and rate limiting add to a request: `node libs/rate-limit/src/door.bench.ts`.
 *
 * The same requests pass the same stages with both on and with both off, in turns, so that other load on the machine affects both alike.
 * There are a thousand customers, whose tokens were verified before, three limits, of which two apply, and usage in memory.
 */

import { bearerAuthenticator, createAccessTokenVerifier } from '@frontage/auth/bearer';
import { createIssuer } from '@frontage/auth';
import { startFakeIssuer } from '@frontage/auth/fake';
import { assemble, routes, withoutLimits, type Stage } from '@frontage/http-server/stack';
import {
  authenticate,
  failures,
  health,
  notFound,
  requestContext,
  securityHeaders,
} from '@frontage/http-server/stages';
import { createLogger, createMetrics } from '@frontage/observability';
import type { RequestHandler } from 'express';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { createRateLimits, type LimitPolicy } from './index.ts';

const people = 1_000;
const requests = 5_000;
const rounds = 9;

const plenty = { limit: 1_000_000_000, windowSeconds: 60 };
const policies: readonly LimitPolicy[] = [
  { name: 'address', by: ['address'], rate: plenty, onOutage: 'open' },
  { name: 'person', who: ['customer'], by: ['principal'], rate: plenty, onOutage: 'open' },
  { name: 'checkout', by: ['principal'], routes: ['POST /checkout'], rate: plenty, onOutage: 'open' },
];

const log = createLogger({ name: 'bench', level: 'silent' });
const issuer = await startFakeIssuer();
const view = createIssuer({ identifier: issuer.url, fetch });
const bearer = bearerAuthenticator({ verify: createAccessTokenVerifier({ issuer: view, audience: 'mobile-bff' }) });
const limits = createRateLimits({ policies, config: { LIMITS_FACTOR: 1, REPLICAS: 1 }, log });
const headers = Array.from({ length: people }, (_, index) => ({
  authorization: `Bearer ${issuer.accessToken({ sub: `person-${index}`, aud: 'mobile-bff', roles: ['customer'], tier: 'gold' })}`,
}));

/** Connections of clients that keep them alive. */
const connections = Array.from({ length: 100 }, (_, index) =>
  Object.defineProperty(new Socket(), 'remoteAddress', { value: `::ffff:192.0.2.${index}` }),
);

const answer: RequestHandler = (_, res) => void res.status(200).end('{}');
function start(...door: readonly Stage[]): () => Promise<number> {
  const app = assemble([
    requestContext({ log, metrics: createMetrics(), debug: false }),
    health({ state: () => 'serving' }),
    securityHeaders(),
    ...door,
    routes({ access: 'public' }, answer),
    notFound(),
    failures(),
  ]);
  /** Sends one request, from the parsed head to the written head of the answer. The rest is the same for both. */
  const ask = (index: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const req = new IncomingMessage(connections[index % connections.length]!);
      Object.assign(req, { method: 'GET', url: '/home', headers: headers[index % people] });
      const res = new ServerResponse(req);
      res.end = () => {
        res.writeHead(res.statusCode).emit('close');
        if (res.statusCode === 200) resolve();
        else reject(new Error(`the answer is ${res.statusCode}`));
        return res;
      };
      app(req, res);
    });
  /** Microseconds of CPU per request, user and system. */
  return async () => {
    const before = process.cpuUsage();
    for (let index = 0; index < requests; index += 1) await ask(index);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / requests;
  };
}

const on = start(authenticate([bearer]), limits.stage);
const off = start(authenticate([]), withoutLimits('what is measured is what they add'));
for (const warmUp of [on, off, on, off]) await warmUp();

const pairs: { readonly on: number; readonly off: number }[] = [];
for (let round = 0; round < rounds; round += 1) {
  // Turns alternate within a pair too: the second of two finds the machine warmer.
  const first = round % 2 === 0 ? on : off;
  const a = await first();
  const b = await (first === on ? off : on)();
  pairs.push(first === on ? { on: a, off: b } : { on: b, off: a });
}
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
const line = (what: string, us: number): string => `${what.padEnd(44)}${us.toFixed(1).padStart(7)} µs\n`;
process.stdout.write(line('the stack, with neither', median(pairs.map((pair) => pair.off))));
process.stdout.write(line('the stack, with both', median(pairs.map((pair) => pair.on))));
const added = pairs.map((pair) => pair.on - pair.off);
// Other load only ever adds time: the least disturbed round of each is closest to the true cost.
const least = Math.min(...pairs.map((pair) => pair.on)) - Math.min(...pairs.map((pair) => pair.off));
process.stdout.write(line('what that adds, median of the rounds', median(added)));
process.stdout.write(line('what that adds, least disturbed rounds', least));

limits.close();
await issuer.close();
