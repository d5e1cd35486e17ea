/** The three BFFs over one domain, each at its front door, and credentials for whoever may come. */

import {
  createIssuer,
  createPeppers,
  createServiceAuthorizer,
  developmentPepper,
  formatApiKey,
  type ApiKeyRecord,
} from '@frontage/auth';
import { createBrowser, startFakeIssuer, type Browser, type FakeIssuer } from '@frontage/auth/fake';
import { openSqlKeyStore, type KeyTables } from '@frontage/auth/sql';
import { heldToDocument, patientEnvironment } from '@frontage/chassis/fake';
import { createRuntime, type Composition, type Runtime } from '@frontage/http-server';
import { hostDomain, type HostedDomain } from '@frontage/mock-domain';
import type { PartnerPrincipal, Principal } from '@frontage/policy';
import { openDatabase } from '@frontage/sql';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request, { type Response } from 'supertest';
import { bffNames, loadFromApp, root, type BffName } from '../src/rows.ts';

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

export interface RestRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
}

export interface House {
  readonly domain: HostedDomain;
  /** Sends a request to a REST BFF as somebody. */
  rest(bff: Exclude<BffName, 'web-bff'>, who: Principal, asked: RestRequest): Promise<Answer>;
  /** Sends an operation to web-bff as somebody. */
  graphql(who: Principal, query: string, variables?: object): Promise<Answer>;
  close(): Promise<void>;
}

/** Starts all of it. */
export async function openHouse(): Promise<House> {
  const issuer = await startFakeIssuer();
  const authorize = createServiceAuthorizer(createIssuer({ identifier: issuer.url, fetch }));
  const domain = await hostDomain({ authorize });
  const folder = await mkdtemp(join(tmpdir(), 'frontage-authorization-'));
  const databaseUrl = `sqlite:${join(folder, 'partners.sqlite')}`;
  const env = { ...domain.env, OIDC_ISSUER: issuer.url, DATABASE_URL: databaseUrl };
  const doors = await Promise.all(bffNames.map((name) => open(name, env)));
  const [web, mobile, partner] = doors as [Door, Door, Door];
  const keys = await openKeyCabinet(databaseUrl);
  const browsers = new Map<string, Promise<Browser>>();
  const browserOf = (user: string): Promise<Browser> => {
    const known = browsers.get(user) ?? login(web.origin, user);
    browsers.set(user, known);
    return known;
  };
  return {
    domain,
    rest: async (bff, who, { method, path, headers = {}, body }) => {
      const credentials = bff === 'partner-bff' ? await keys.headersFor(who) : bearer(issuer, who);
      const origin = bff === 'partner-bff' ? partner.origin : mobile.origin;
      const verb = method.toLowerCase() as 'get';
      const client = request(origin);
      const asked = client[verb](path).set({ ...headers, ...credentials });
      return toAnswer(await (body ? asked.send(body) : asked));
    },
    graphql: async (who, query, variables = {}) => {
      if (who.kind === 'anonymous') {
        return toAnswer(await request(web.origin).post('/graphql').set('X-CSRF', '1').send({ query, variables }));
      }
      const answer = await (await browserOf(who.id)).post('/graphql', { query, variables });
      return { status: answer.status, body: answer.json() };
    },
    close: async () => {
      await Promise.all(doors.map((door) => door.close()));
      await keys.close();
      await domain.close();
      await issuer.close();
      await rm(folder, { recursive: true });
    },
  };
}

interface Door {
  readonly origin: string;
  close(): Promise<void>;
}

interface App {
  readonly compose: (config: unknown, runtime: Runtime) => Composition | Promise<Composition>;
  readonly loadConfig: (env: Readonly<Record<string, string>>) => unknown;
}

async function open(name: BffName, env: Readonly<Record<string, string>>): Promise<Door> {
  const { compose } = await loadFromApp<Pick<App, 'compose'>>(name, 'compose.ts');
  const { loadConfig } = await loadFromApp<Pick<App, 'loadConfig'>>(name, 'config.ts');
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  const config = loadConfig({
    ...env,
    ...patientEnvironment,
    PUBLIC_URL: origin,
  });
  const composition = await compose(config, createRuntime(name));
  const document = new URL(`apps/${name}/openapi.json`, root);
  const held = existsSync(document) ? heldToDocument(document, composition.handler) : undefined;
  server.on('request', held?.handler ?? composition.handler);
  return {
    origin,
    close: async () => {
      await stop(server);
      await composition.close?.();
      held?.verify();
    },
  };
}

const stop = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

async function login(origin: string, user: string): Promise<Browser> {
  const browser = createBrowser(origin);
  await browser.login(user);
  return browser;
}

function bearer(issuer: FakeIssuer, who: Principal): Record<string, string> {
  if (who.kind === 'anonymous') return {};
  const claims = { sub: who.id, aud: 'mobile-bff', roles: [who.kind], ...('tier' in who && { tier: who.tier }) };
  return { Authorization: `Bearer ${issuer.accessToken(claims)}` };
}

const toAnswer = ({ status, body }: Response): Answer => ({ status, body: body as Record<string, unknown> });

/** Gives partners of any kind a key of their own: the store takes what the administration would not. */
async function openKeyCabinet(databaseUrl: string) {
  const db = openDatabase<KeyTables>(databaseUrl);
  const store = await openSqlKeyStore(db);
  const peppers = createPeppers([developmentPepper]);
  const issue = async ({ id, tier, scopes, regions }: PartnerPrincipal): Promise<string> => {
    await store.putPartner({ id, status: 'active', tier, regions: [...regions] });
    const keyId = randomUUID();
    const key = formatApiKey('test', keyId, randomUUID().replaceAll('-', ''));
    const record: ApiKeyRecord = {
      id: keyId,
      partnerId: id,
      hint: key.slice(-4),
      scopes: [...scopes],
      addresses: [],
      ...peppers.hash(key),
      createdAt: new Date().toISOString(),
      expiresAt: undefined,
      revokedAt: undefined,
      replacedBy: undefined,
      lastUsedAt: undefined,
    };
    await store.add({ key: record, maxLive: Infinity });
    return key;
  };
  return {
    headersFor: async (who: Principal): Promise<Record<string, string>> =>
      who.kind === 'partner' ? { Authorization: `Bearer ${await issue(who)}` } : {},
    close: () => db.destroy(),
  };
}
