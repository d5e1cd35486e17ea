/**
 * Test shop behind the session handler, on a real port, with its provider. The shop is assembled from http-server's stages. The provider
 * may wear a dress of docs/providers.md; the shop is then configured as that page says.
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

/** People or requests at once: a hundred with our own provider, ten with each other. Providers do not differ under load. */
export const crowdOf = (provider: DressedProvider): number => (provider === ownProvider ? 100 : 10);

export interface ShopOptions extends Partial<SessionOptions> {
  /** Identity provider. Default our own. */
  readonly provider?: DressedProvider;
}

export interface Shop {
  readonly origin: string;
  readonly issuer: FakeIssuer;
  /** Client id of the shop. */
  readonly clientId: string;
  /** `sub` of a person. */
  subOf(person: string): string;
  /** Asks whether the provider has an optional capability. */
  offers(offer: Offer): boolean;
  /** A logout token of the provider for the shop. Claims and header can be overridden, undefined removes. */
  logoutToken: FakeIssuer['logoutToken'];
  readonly events: SessionEvent[];
  /** Log so far. */
  readonly log: () => string;
  readonly clock: { now: number };
  browser(options?: BrowserOptions): Browser;
  /** Assembles the shop anew, as another instance. Only the store of the options is the same. */
  restart(options?: Partial<SessionOptions>): void;
  /** Assembles the shop as several instances, which take turns. `optionsOf` gives the options of each. */
  scale(instances: number, optionsOf: (index: number) => Partial<SessionOptions>): void;
  /** Waits for background work of the requests so far, at most so many milliseconds. */
  settled(atMostMs?: number): Promise<void>;
  close(): Promise<void>;
}

const minuteMs = 60_000;
const staticPaths = ['/', '/welcome', '/graphiql'];

/** Starts a shop on `localhost`, with its provider on `127.0.0.1`. Browsers take them for two sites. */
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
      pages: { staticPaths },
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
