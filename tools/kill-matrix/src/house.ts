/** A house: one BFF over a domain of its own, at an address of its own. Cheap enough to have one for every trial. */

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
import type { Answer } from './answer.ts';
import type { Ask, Operation } from './operation.ts';
import { createScene, type Scene } from './scene.ts';
import { root, type App } from './tree.ts';

/** Who says who is who: shared by all houses, for making keys is slow. */
export interface Identity {
  readonly issuer: FakeIssuer;
  readonly authorize: Authorize;
  close(): Promise<void>;
}

/** Asks as one person does. */
export type Client = (ask: Ask) => Promise<Answer>;

/** One BFF as this tool knows it. */
export interface Bff {
  readonly name: string;
  readonly app: App;
  readonly operations: readonly Operation[];
  /** Gives the client of somebody, logged in, or of a visitor. */
  readonly enter: (origin: string, who: string | undefined, issuer: FakeIssuer) => Promise<Client>;
}

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

export interface House {
  /** Where the BFF is. */
  readonly origin: string;
  readonly domain: HostedDomain;
  readonly scene: Scene;
  /** Every call of the BFF and between services so far, in the order in which they ended. */
  readonly calls: readonly RecordedCall[];
  /** What the BFF's policies did about services in trouble, in the order in which it happened. */
  readonly troubles: readonly TroubleEvent[];
  enter(who: string | undefined): Promise<Client>;
  close(): Promise<void>;
}

/** Starts an issuer, and what the services believe it by. */
export async function startIdentity(): Promise<Identity> {
  const issuer = await startFakeIssuer();
  const authorize = createServiceAuthorizer(createIssuer({ identifier: issuer.url, fetch }));
  return { issuer, authorize, close: () => issuer.close() };
}

/**
 * Trials share one event loop: what makes it late is not this BFF's load, and nothing to be shed for; nor is a clock that is moved ahead
 * by days. Keys end with them.
 */
const calm = { MAX_LAG_MS: '1000000000000', LIMITS_FACTOR: '1000', DATABASE_URL: 'sqlite::memory:' };

/** What a BFF's environment says beyond where everything is. */
export type Environment = Readonly<Record<string, string>>;

/** Opens a house in which nothing has happened yet: nothing cached, no connection, no token. */
export async function openHouse(bff: Bff, { issuer, authorize }: Identity, more: Environment = {}): Promise<House> {
  const { compose, loadConfig } = bff.app;
  const calls: RecordedCall[] = [];
  const troubles: TroubleEvent[] = [];
  const note = (from: string, { service, operation, durationMs }: UpstreamCalled): void => {
    const endedAt = performance.now();
    calls.push({ from, service, operation, startedAt: endedAt - durationMs, endedAt });
  };
  const domain = await hostDomain({ authorize, onCall: note });
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // The issuer is at 127.0.0.1: for a browser this is another site, as in real life.
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  const surroundings = { ...domain.env, OIDC_ISSUER: issuer.url, NODE_ENV: 'test', PUBLIC_URL: origin };
  const config = loadConfig({ ...surroundings, ...calm, ...more });
  const composition = await compose(
    config,
    recordingRuntime(bff.name, note, (event) => troubles.push(event)),
  );
  // Whatever fails below: what is answered is documented.
  const document = new URL(`apps/${bff.name}/openapi.json`, root);
  const held = existsSync(document) ? heldToDocument(document, composition.handler) : undefined;
  server.on('request', held?.handler ?? composition.handler);
  const scene = createScene(domain);
  return {
    origin,
    domain,
    scene,
    calls,
    troubles,
    enter: (who) => bff.enter(origin, who, issuer),
    close: async () => {
      await stop(server);
      await composition.close?.();
      await scene.close();
      await domain.close();
      held?.verify();
    },
  };
}

/** Metrics watch the process' event loop and collector for as long as it lives: one set of them serves all houses. */
const runtimes = new Map<string, Runtime>();

function recordingRuntime(
  name: string,
  note: (from: string, event: UpstreamCalled) => void,
  onTrouble: (event: TroubleEvent) => void,
): Runtime {
  if (!runtimes.has(name)) runtimes.set(name, createRuntime(name));
  const runtime = runtimes.get(name)!;
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
