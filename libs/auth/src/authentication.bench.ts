/**
 * Cost of authentication: CPU time of this process per request. Run with `node libs/auth/src/authentication.bench.ts`.
 *
 * Measured for a bearer token verified before, one verified for the first time, and a browser session in the memory store, each among a
 * thousand others.
 */

import { randomBytes } from 'node:crypto';
import { startFakeIssuer } from './fake/index.ts';
import { bearerAuthenticator, createAccessTokenVerifier } from './bearer.exports.ts';
import { createIssuer } from './index.ts';
import { createMemorySessionStore } from './session/memory-session-store.ts';
import { createSessionHandler } from './session/index.ts';
import { toSessionKey } from './session/sessions.ts';

const people = 1_000;
const requests = 100_000;

const issuer = await startFakeIssuer();
const view = createIssuer({ identifier: issuer.url, fetch });
const bearer = bearerAuthenticator({ verify: createAccessTokenVerifier({ issuer: view, audience: 'mobile-bff' }) });
const tokens = Array.from({ length: people }, (_, index) =>
  issuer.accessToken({
    sub: `person-${index}`,
    aud: 'mobile-bff',
    roles: ['customer'],
    tier: 'gold',
    scope: 'openid profile email offline_access',
  }),
);

const store = createMemorySessionStore();
const session = createSessionHandler({
  issuer: view,
  fetch,
  clientId: 'web-bff',
  clientSecret: 'secret',
  publicOrigin: 'https://shop.example',
  secrets: [randomBytes(32).toString('hex')],
  idleMs: 1_800_000,
  lifetimeMs: 28_800_000,
  store,
});
const ids = Array.from({ length: people }, () => randomBytes(32).toString('base64url'));
for (const [index, id] of ids.entries()) {
  const identity = { sub: `person-${index}`, name: 'Ada Lovelace', roles: ['customer'], tier: 'gold' };
  const endsAt = Date.now() + 3_600_000;
  await store.create(toSessionKey(id)!, { identity, logoutId: 'x', refreshToken: 'x', revision: 0, endsAt }, endsAt);
}

type Authenticate = typeof bearer.authenticate;

/** Microseconds of CPU per request, user and system; each request has the next person's header. */
async function measure(authenticate: Authenticate, name: string, values: readonly string[], count: number) {
  const ask = async (index: number): Promise<void> => {
    const value = values[index % values.length];
    const outcome = await authenticate({ header: (asked) => (asked === name ? value : undefined), address: undefined });
    if (outcome.kind !== 'authenticated') throw new Error(`not authenticated: ${outcome.kind}`);
  };
  const before = process.cpuUsage();
  for (let index = 0; index < count; index += 1) await ask(index);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / count;
}

const headers = tokens.map((token) => `Bearer ${token}`);
const cookies = ids.map((id) => `theme=dark; __Host-Http-frontage=${id}`);
const fresh = await measure(bearer.authenticate, 'authorization', headers, people);
const rounds = { bearer: Infinity, session: Infinity };
for (let round = 0; round < 3; round += 1) {
  const seen = await measure(bearer.authenticate, 'authorization', headers, requests);
  const known = await measure(session.authenticator.authenticate, 'cookie', cookies, requests);
  rounds.bearer = Math.min(rounds.bearer, seen);
  rounds.session = Math.min(rounds.session, known);
}
const line = (what: string, us: number): string => `${what.padEnd(44)}${us.toFixed(1).padStart(7)} µs\n`;
process.stdout.write(line('bearer token, checked for the first time', fresh));
process.stdout.write(line('bearer token, checked before', rounds.bearer));
process.stdout.write(line('browser session, store in memory', rounds.session));
await issuer.close();
