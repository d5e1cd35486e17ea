/** Harness: this BFF on a real port over the hosted domain and a fake issuer. One process holds them all. */

import { createIssuer, createServiceAuthorizer } from '@frontage/auth';
import { createBrowser, startFakeIssuer, type Browser, type FakeIssuer, type ProviderDress } from '@frontage/auth/fake';
import { patientEnvironment } from '@frontage/chassis/fake';
import { createRuntime, type Composition, type Runtime } from '@frontage/http-server';
import { hostDomain, type HostedDomain } from '@frontage/mock-domain';
import { createLogger } from '@frontage/observability';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import request, { type Test } from 'supertest';
import { compose } from '../src/compose.ts';
import { loadConfig } from '../src/config.ts';
import { buildSmallStorefront } from './built-storefront.ts';

export interface GraphqlError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** Answer of an operation. `data` is untyped: a query decides its shape. */
export interface GraphqlAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as supertest's body: a query decides its shape
  readonly data: any;
  readonly errors: readonly GraphqlError[] | undefined;
  readonly degraded: readonly string[] | undefined;
  readonly replayed: readonly string[] | undefined;
  readonly text: string;
}

export interface WebHouse {
  readonly domain: HostedDomain;
  readonly issuer: FakeIssuer;
  readonly origin: string;
  /** Bare supertest on the BFF. */
  readonly client: ReturnType<typeof request>;
  /** Log lines so far. */
  readonly log: () => string;
  /** Text of `/metrics`. */
  readonly metrics: () => Promise<string>;
  /** Calls to services so far, by operation. */
  readonly calls: readonly string[];
  /** Sends an operation as a visitor's page does. */
  ask(query: string, variables?: object): Promise<GraphqlAnswer>;
  /** Sends an operation, and returns its cost. */
  cost(query: string, variables?: object): Promise<{ readonly calls: number; readonly waves: number }>;
  /** Logs a user in: their browser, and `ask` in that browser. */
  login(user: string): Promise<{ readonly browser: Browser; ask: WebHouse['ask'] }>;
  browser(): Browser;
  /** Heals the domain, and waits until the BFF has noticed. A gRPC channel reconnects by its own timer. */
  recover(): Promise<void>;
  close(): Promise<void>;
}

const storefront = buildSmallStorefront();

type Environment = Readonly<Record<string, string>>;

/**
 * Starts the house. Browsers see the BFF on `localhost` and the provider on `127.0.0.1`: two sites, as in production. Requests go to
 * the instances in turn.
 */
export async function startWebHouse(
  env: Environment | ((issuer: FakeIssuer) => Environment) = {},
  { instances = 1, dress }: { readonly instances?: number; readonly dress?: ProviderDress } = {},
): Promise<WebHouse> {
  // Closed in reverse, also when the BFF does not start.
  await using started = new AsyncDisposableStack();
  const issuer = await startFakeIssuer(dress);
  started.defer(() => issuer.close());
  const domain = await hostDomain({
    // Tokens of other providers are not verified here. Only the way in which they were requested is checked.
    authorize: dress?.serviceOf
      ? async (token, service) =>
          issuer.serviceTokens.get(token) === service ? { clientId: 'web-bff', mayAct: true } : undefined
      : createServiceAuthorizer(createIssuer({ identifier: issuer.url, fetch })),
  });
  started.defer(() => domain.close());
  const compositions: Composition[] = [];
  started.defer(async () => void (await Promise.all(compositions.map(({ close }) => close?.()))));
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  started.defer(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  const lines: string[] = [];
  const log = createLogger({ name: 'web-bff', level: 'trace', destination: { write: (line) => lines.push(line) } });
  const calls: string[] = [];
  const runtime: Runtime = { ...createRuntime('web-bff'), log };
  const { upstreamCalled } = runtime.metrics;
  const metrics: Runtime['metrics'] = {
    ...runtime.metrics,
    upstreamCalled: (event) => {
      calls.push(event.operation);
      upstreamCalled(event);
    },
  };
  const config = loadConfig({
    ...domain.env,
    OIDC_ISSUER: issuer.url,
    ...(issuer.elsewhere !== undefined && { OIDC_ORIGINS: issuer.elsewhere }),
    ...patientEnvironment,
    // Off, as specs count calls; the spec of caching turns it on.
    CACHE_MAX_BYTES: '0',
    PUBLIC_URL: origin,
    STOREFRONT_DIR: storefront,
    ...(typeof env === 'function' ? env(issuer) : env),
  });
  compositions.push(
    ...(await Promise.all(Array.from({ length: instances }, () => compose(config, { ...runtime, metrics })))),
  );
  let turn = 0;
  const opened = started.move();
  server.on('request', (req, res) => compositions[(turn += 1) % instances]!.handler(req, res));

  const client = request(server);
  const post = (query: string, variables: object = {}): Test =>
    client.post('/graphql').set('X-CSRF', '1').send({ query, variables });
  const ask: WebHouse['ask'] = async (query, variables) => {
    const { status, headers, text } = await post(query, variables);
    return toAnswer(status, headers as Record<string, string>, text);
  };
  return {
    domain,
    issuer,
    origin,
    client,
    log: () => lines.join(''),
    metrics: async () => (await metrics.expose()).text,
    calls,
    ask,
    cost: async (query, variables) => {
      const { headers } = await post(query, variables).set('Frontage-Debug', '1').expect(200);
      const [, calls, waves] = /^calls=(\d+);waves=(\d+);/.exec(headers['frontage-budget']!)!;
      return { calls: Number(calls), waves: Number(waves) };
    },
    login: async (user) => {
      const browser = createBrowser(origin);
      await browser.login(user);
      return {
        browser,
        ask: async (query, variables = {}) => {
          const { status, headers, text } = await browser.post('/graphql', { query, variables });
          return toAnswer(status, Object.fromEntries(headers), text);
        },
      };
    },
    browser: () => createBrowser(origin),
    recover: () =>
      domain.recover(async () => (await ask('{ product(id: "p-001") { stock { status } } }')).degraded === undefined),
    close: () => opened.disposeAsync(),
  };
}

function toAnswer(status: number, headers: Readonly<Record<string, string>>, text: string): GraphqlAnswer {
  const { data, errors, extensions } = JSON.parse(text) as {
    readonly data?: unknown;
    readonly errors?: readonly GraphqlError[];
    readonly extensions?: { readonly degraded?: readonly string[]; readonly replayed?: readonly string[] };
  };
  return { status, headers, text, data, errors, degraded: extensions?.degraded, replayed: extensions?.replayed };
}
