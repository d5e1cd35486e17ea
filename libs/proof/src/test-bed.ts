/** A test bed: one BFF over a domain of its own, at an address of its own. Cheap enough to have one for every trial. */

import { createIssuer, createServiceAuthorizer } from '@frontage/auth';
import { startFakeIssuer, type FakeIssuer } from '@frontage/auth/fake';
import { heldToDocument } from '@frontage/chassis/fake';
import { createRuntime, type Runtime } from '@frontage/http-server';
import { hostDomain, type HostedDomain } from '@frontage/mock-domain';
import type { UpstreamCalled } from '@frontage/observability';
import type { Authorize } from '@frontage/service-host';
import type { TroubleEvent } from '@frontage/upstream';
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BffProof } from './bff-proof.ts';
import { timed, type Answer, type Ask } from './client.ts';
import { createFixtures, type Fixtures } from './fixtures.ts';

/** An identity provider, and what the services believe it by: shared by all test beds, for making keys is slow. */
export interface Identity {
  readonly issuer: FakeIssuer;
  readonly authorize: Authorize;
  close(): Promise<void>;
}

/** Asks as one person does, and reads the answer. */
export type Client = (ask: Ask) => Promise<Answer>;

/** One call that has ended, whether it succeeded or not. */
export interface RecordedCall {
  /** The BFF or a service. */
  readonly from: string;
  readonly service: string;
  /** `catalog.listProducts` */
  readonly operation: string;
  /** By this process' clock, in milliseconds. */
  readonly startedAt: number;
  readonly endedAt: number;
}

export interface TestBed {
  /** Origin of the BFF. */
  readonly origin: string;
  readonly domain: HostedDomain;
  readonly fixtures: Fixtures;
  /** Every call of the BFF and between services so far, in the order in which they ended. */
  readonly calls: readonly RecordedCall[];
  /** Events of the BFF's policies about services in trouble, in their order. */
  readonly troubles: readonly TroubleEvent[];
  enter(who: string | undefined): Promise<Client>;
  close(): Promise<void>;
}

/** Starts an issuer. */
export async function startIdentity(): Promise<Identity> {
  const issuer = await startFakeIssuer();
  const authorize = createServiceAuthorizer(createIssuer({ identifier: issuer.url, fetch }));
  return { issuer, authorize, close: () => issuer.close() };
}

/**
 * Trials share one event loop: what makes it late is not this BFF's load, and nothing to be shed for; nor is a clock that is moved ahead
 * by days. Keys end with them.
 */
const calm = { NODE_ENV: 'test', MAX_LAG_MS: '1000000000000', LIMITS_FACTOR: '1000', DATABASE_URL: 'sqlite::memory:' };

/** Variables of a BFF's environment beyond addresses. */
export type Environment = Readonly<Record<string, string>>;

export interface StartedBff {
  readonly origin: string;
  /** Throws when something was answered that its OpenAPI document does not tell of. */
  close(): Promise<void>;
}

/** Composes a BFF and serves it on a free port, at `localhost`: for a browser another site than `127.0.0.1`, as in real life. */
export async function startBff(
  proof: BffProof,
  env: Environment,
  runtime = runtimeOf(proof.name),
): Promise<StartedBff> {
  // A server's own timers are real: in virtual time they would end connections at any moment.
  const server = createServer({ keepAliveTimeout: 0 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  const composition = await proof.compose({ ...env, PUBLIC_URL: origin }, runtime);
  const document = new URL('openapi.json', proof.folder);
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

/** Opens a test bed in which nothing has happened yet: nothing cached, no connection, no token. */
export async function openTestBed(
  proof: BffProof,
  { issuer, authorize }: Identity,
  more: Environment = {},
): Promise<TestBed> {
  const calls: RecordedCall[] = [];
  const troubles: TroubleEvent[] = [];
  const note = (from: string, { service, operation, durationMs }: UpstreamCalled): void => {
    const endedAt = performance.now();
    calls.push({ from, service, operation, startedAt: endedAt - durationMs, endedAt });
  };
  const domain = await hostDomain({ authorize, onCall: note });
  const env = { ...domain.env, OIDC_ISSUER: issuer.url, ...calm, ...more };
  const runtime = recordingRuntime(proof.name, note, (event) => troubles.push(event));
  const bff = await startBff(proof, env, runtime);
  const fixtures = createFixtures(domain);
  const place = { origin: bff.origin, issuer, databaseUrl: env.DATABASE_URL };
  return {
    origin: bff.origin,
    domain,
    fixtures,
    calls,
    troubles,
    enter: async (who) => {
      const client = await proof.enter(place, who);
      return (ask) => timed(() => client(ask), proof.read);
    },
    close: async () => {
      await bff.close();
      await fixtures.close();
      await domain.close();
    },
  };
}

/** Metrics watch the process' event loop and collector for as long as it lives: one set of them serves all test beds. */
const runtimes = new Map<string, Runtime>();

function runtimeOf(name: string): Runtime {
  if (!runtimes.has(name)) runtimes.set(name, createRuntime(name));
  return runtimes.get(name)!;
}

function recordingRuntime(
  name: string,
  note: (from: string, event: UpstreamCalled) => void,
  onTrouble: (event: TroubleEvent) => void,
): Runtime {
  const runtime = runtimeOf(name);
  const { metrics } = runtime;
  return {
    ...runtime,
    log: listenedTo(runtime.log, onTrouble),
    metrics: { ...metrics, upstreamCalled: (event) => note(name, event) },
  };
}

/** A log that says what is told to it about services in trouble, at whatever level. */
const listenedTo = (log: Runtime['log'], onTrouble: (event: TroubleEvent) => void): Runtime['log'] =>
  new Proxy(log, {
    get: (target, name, receiver) => {
      const member = Reflect.get(target, name, receiver) as unknown;
      if (name !== 'warn' && name !== 'debug') return member;
      return (facts: TroubleEvent | object, ...rest: unknown[]) => {
        if ('kind' in facts && 'service' in facts) onTrouble(facts);
        return (member as (...all: unknown[]) => void).call(target, facts, ...rest);
      };
    },
  });

const stop = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
