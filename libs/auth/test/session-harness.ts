/**
 * A small shop behind the session handler, put together from http-server's stages, on a real port; and its identity provider, which may
 * be dressed as one of those in docs/providers.md. The shop is then configured with what that page says.
 */

import { assemble, routes, withoutLimits } from '@frontage/http-server/stack';
import {
  authenticate,
  failures,
  health,
  notFound,
  requestContext,
  securityHeaders,
} from '@frontage/http-server/stages';
import { contextOf } from '@frontage/http-server/context';
import { gradesConfig, gradesOf } from '@frontage/http-server/config';
import { createLogger, createMetrics } from '@frontage/observability';
import express, { type Express } from 'express';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createBrowser,
  dressedProviders,
  isOffered,
  settingsFor,
  startFakeIssuer,
  type Browser,
  type FakeIssuer,
} from '../src/fake/index.ts';
import { ownProvider, type DressedProvider } from '../src/fake/provider-dresses.ts';
import type { BrowserOptions } from '../src/fake/fake-browser.ts';
import type { Offer } from '../src/fake/provider-dress.ts';
import { createIssuer } from '../src/index.ts';
import { developmentSessionSecret } from '../src/development.exports.ts';
import { createSessionHandler, type SessionEvent, type SessionHandler } from '../src/session/index.ts';
import type { SessionOptions } from '../src/session/session-handler.ts';

/** Every provider that the identity suites are declared for: our own, and each of docs/providers.md. */
export const providers: readonly DressedProvider[] = [ownProvider, ...dressedProviders];

/** How many people or requests come at once: a hundred with our own provider, ten with each other, as load is not in what providers differ. */
export const crowdOf = (provider: DressedProvider): number => (provider === ownProvider ? 100 : 10);

export interface ShopOptions extends Partial<SessionOptions> {
  /** Default our own. */
  readonly provider?: DressedProvider;
}

export interface Shop {
  readonly origin: string;
  readonly issuer: FakeIssuer;
  /** What the provider calls the shop. */
  readonly clientId: string;
  /** What the provider calls a person of ours. */
  subOf(person: string): string;
  /** Whether the provider has something that not all of them have. */
  offers(offer: Offer): boolean;
  /** A logout token of the provider for the shop. Claims and header can be overridden, undefined removes. */
  logoutToken: FakeIssuer['logoutToken'];
  readonly events: SessionEvent[];
  /** Everything written to the log so far. */
  readonly log: () => string;
  readonly clock: { now: number };
  browser(options?: BrowserOptions): Browser;
  /** Puts the shop together anew, as another instance would be: only the store given in the options is the same. */
  restart(options?: Partial<SessionOptions>): void;
  /** Likewise as several instances, which take turns; `optionsOf` says what each has of its own. */
  scale(instances: number, optionsOf: (index: number) => Partial<SessionOptions>): void;
  /** What the requests so far began beside them is done, or abandoned after so many milliseconds. */
  settled(atMostMs?: number): Promise<void>;
  close(): Promise<void>;
}

const minuteMs = 60_000;
const staticPaths = ['/', '/welcome', '/graphiql'];

/** Starts a shop whose browsers see it on `localhost`, while the provider is on `127.0.0.1`: another site, as in real life. */
export async function startShop({ provider = ownProvider, ...options }: ShopOptions = {}): Promise<Shop> {
  const { dress } = provider;
  const issuer = await startFakeIssuer(dress);
  const settings = settingsFor(provider, issuer);
  const asConfigured = sessionOptionsOf(settings);
  const clock = { now: Date.now() };
  const events: SessionEvent[] = [];
  const lines: string[] = [];
  let apps: Express[] = [];
  let handlers: SessionHandler[] = [];
  let turn = 0;
  const server = createServer((req, res) => apps[(turn += 1) % apps.length]!(req, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  const start = (changes: Partial<SessionOptions>): Express => {
    const handler = createSessionHandler({
      ...asConfigured,
      issuer: createIssuer({ identifier: issuer.url, fetch }),
      fetch,
      publicOrigin: origin,
      secrets: [developmentSessionSecret],
      staticPaths,
      idleMs: 30 * minuteMs,
      lifetimeMs: 8 * 60 * minuteMs,
      now: () => clock.now,
      pause: () => new Promise(setImmediate),
      onEvent: (event) => events.push(event),
      ...options,
      ...changes,
    });
    handlers.push(handler);
    const log = createLogger({ name: 'shop', level: 'trace', destination: { write: (line) => lines.push(line) } });
    return assemble([
      requestContext({ log, metrics: createMetrics(), debug: false }),
      health({ state: () => 'serving' }),
      securityHeaders(),
      handler.stages.csrf,
      authenticate([handler.authenticator], { staticPaths }),
      withoutLimits('a spec'),
      handler.stages.routes,
      routes({ access: 'public' }, shopRoutes()),
      notFound(),
      failures(),
    ]);
  };
  const scale: Shop['scale'] = (instances, optionsOf) => {
    handlers = [];
    apps = Array.from({ length: instances }, (_, index) => start(optionsOf(index)));
  };
  const restart: Shop['restart'] = (changes = {}) => scale(1, () => changes);
  restart();
  return {
    origin,
    issuer,
    clientId: asConfigured.clientId,
    subOf: (person) => dress.subOf?.(person) ?? person,
    offers: (offer) => isOffered(dress, offer),
    logoutToken: (claims, header) => issuer.logoutToken({ aud: asConfigured.clientId, ...claims }, header),
    events,
    log: () => lines.join(''),
    clock,
    browser: (browserOptions) => createBrowser(origin, browserOptions),
    restart,
    scale,
    settled: async (atMostMs) => void (await Promise.all(handlers.map((handler) => handler.settled(atMostMs)))),
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await issuer.close();
    },
  };
}

/** As the composition root of web-bff reads the variables. */
function sessionOptionsOf(settings: Readonly<Record<string, string>>) {
  const grades = Object.fromEntries(
    Object.entries(gradesConfig).map(([name, schema]) => [name, schema.parse(settings[name])]),
  );
  const { OIDC_SCOPE: scope, OIDC_LOGOUT_PARAMETER: returnParameter } = settings;
  return {
    clientId: settings['WEB_BFF_CLIENT_ID'] ?? 'web-bff',
    clientSecret: settings['WEB_BFF_CLIENT_SECRET']!,
    grades: gradesOf(grades as Parameters<typeof gradesOf>[0]),
    ...(scope !== undefined && { scope }),
    ...(returnParameter !== undefined && { returnParameter }),
  };
}

function shopRoutes() {
  const router = express.Router();
  router.get(
    ['/', '/welcome', '/graphiql', '/graphiql/app.js'],
    (_, res) => void res.type('html').send('<h1>Shop</h1>'),
  );
  router.all('/whoami', (_, res) => void res.json(contextOf(res).principal));
  return router;
}
