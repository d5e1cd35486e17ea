/** Test bed: one BFF over its own domain, at its own address. Cheap enough to open one for every trial. */

import { createIssuer, createServiceAuthorizer } from '@frontage/auth';
import { startFakeIssuer, type FakeIssuer } from '@frontage/auth/fake';
import { heldToDocuments } from '@frontage/chassis/fake';
import { createRuntime, type Runtime } from '@frontage/http-server';
import { hostDomain, type HostedDomain } from '@frontage/mock-domain';
import type { UpstreamCalled } from '@frontage/observability';
import type { Authorize } from '@frontage/service-host';
import type { TroubleEvent } from '@frontage/upstream';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BffProof } from './bff-proof.ts';
import { timed, type Answer, type Ask } from './client.ts';
import { createFixtures, type Fixtures } from './fixtures.ts';

/** Identity provider, and the check of its tokens by services. All test beds share it, as generating keys is slow. */
export interface Identity {
  readonly issuer: FakeIssuer;
  readonly authorize: Authorize;
  close(): Promise<void>;
}

/** Client of one principal: sends a request, and reads the answer. */
export type Client = (ask: Ask) => Promise<Answer>;

/** Call that has ended, in success or failure. */
export interface RecordedCall {
  /** Caller: the BFF or a service. */
  readonly from: string;
  readonly service: string;
  /** Operation of the service: `catalog.listProducts`. */
  readonly operation: string;
  /** Start by the clock of this process, in milliseconds. */
  readonly startedAt: number;
  readonly endedAt: number;
}

export interface TestBed {
  /** Origin of the BFF. */
  readonly origin: string;
  readonly domain: HostedDomain;
  readonly fixtures: Fixtures;
  /** Calls of the BFF and between services so far, in the order of their ends. */
  readonly calls: readonly RecordedCall[];
  /** Events of the BFF's policies about failing services, in their order. */
  readonly troubles: readonly TroubleEvent[];
  enter(who: string | undefined): Promise<Client>;
  close(): Promise<void>;
}

export async function startIdentity(): Promise<Identity> {
  const issuer = await startFakeIssuer();
  const authorize = createServiceAuthorizer(createIssuer({ identifier: issuer.url, fetch }));
  return { issuer, authorize, close: () => issuer.close() };
}

/**
 * Environment without load shedding and rate limits. Trials share one event loop and may move the clock by days, so its lag is not the
 * BFF's load. Keys are in memory.
 */
const calm = { NODE_ENV: 'test', MAX_LAG_MS: '1000000000000', LIMITS_FACTOR: '1000', DATABASE_URL: 'sqlite::memory:' };

/** Environment variables of a BFF beside the addresses of services. */
export type Environment = Readonly<Record<string, string>>;

export interface StartedBff {
  readonly origin: string;
  /** Closes the BFF. Throws when an answer did not match its OpenAPI document. */
  close(): Promise<void>;
}

/** Composes a BFF and serves it on a free port of `localhost`. To browsers that is another site than `127.0.0.1`, as in production. */
export async function startBff(
  proof: BffProof,
  env: Environment,
  runtime = runtimeOf(proof.name),
): Promise<StartedBff> {
  // Off, as timers of a server are real. In virtual time they would end connections at random.
  const server = createServer({ keepAliveTimeout: 0 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  const composition = await proof.compose({ ...env, PUBLIC_URL: origin }, runtime);
  const documents = proof.surfaces().filter(({ file }) => file.endsWith('.json'));
  const files = documents.map(({ file }) => new URL(file, proof.folder));
  // A BFF of GraphQL has no OpenAPI document: its answers are typed by its schema.
  const held = files.length > 0 ? heldToDocuments(files, composition.handler, proof.holding) : undefined;
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

/** Opens a new test bed: empty cache, no connections, no tokens. */
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
  const place = { origin: bff.origin, issuer, databaseUrl: env.DATABASE_URL };
  const enter = async (who: string | undefined): Promise<Client> => {
    const client = await proof.enter(place, who);
    return (ask) => timed(() => client(ask), proof.read);
  };
  const fixtures = createFixtures(domain, async (who, request) => {
    const { content, failure } = await (await enter(who))(request);
    if (failure) throw new Error(`${request.method} ${request.path}: ${failure.status} ${failure.code}`);
    return content;
  });
  return {
    origin: bff.origin,
    domain,
    fixtures,
    calls,
    troubles,
    enter,
    close: async () => {
      await bff.close();
      await fixtures.close();
      await domain.close();
    },
  };
}

/** Runtimes by name, shared by all test beds. Metrics watch the event loop and the collector for the life of the process. */
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

/** Log that also reports events about failing services, at any level. */
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
