/** Lifecycle of a process: configure, compose, listen, drain, stop. Every app's main.ts is one call of `runService`. */

import { createLogger, createMetrics, type Logger, type LogLevel, type Metrics } from '@frontage/observability';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { adminHandler } from './admin.ts';
import { ConfigError, type ServerConfig } from './config.ts';
import { createBoundedServer } from './connections.ts';
import type { LifecycleState } from './stages/health.stage.ts';

/** EX_CONFIG of sysexits.h. */
const exitConfig = 78;

/** Input of a composition root. */
export interface Runtime {
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly state: () => LifecycleState;
}

/** Result of a composition root. */
export interface Composition {
  /** Handler for PORT. */
  readonly handler: RequestListener;
  /** WebSockets of PORT. Without it, requests to upgrade are answered as others are. */
  readonly upgrades?: {
    /** Takes over the connection of a request. */
    readonly accept: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
    /** Ends these connections, at the begin of the drain: the server does not know them any more. */
    readonly close: () => Promise<void>;
  };
  /** Ends answers without an end of their own, such as event streams, once the load balancer has noticed the drain. */
  readonly endStreams?: () => void;
  /** Stops consumers and closes pools, after the last request. */
  readonly close?: () => void | Promise<void>;
}

export interface ServiceOptions<C extends ServerConfig> {
  readonly name: string;
  /** Reads the configuration; throws a ConfigError. */
  readonly config: () => C;
  readonly compose: (config: C, runtime: Runtime) => Composition | Promise<Composition>;
}

/** Creates a runtime that serves at once. For specs and tools. */
export const createRuntime = (name: string, level: LogLevel = 'silent'): Runtime => ({
  log: createLogger({ name, level }),
  metrics: createMetrics(),
  state: () => 'serving',
});

/** Runs a process until it is told to stop. Never rejects: exits with 78 for a bad configuration, with 1 for other errors. */
export async function runService<C extends ServerConfig>(options: ServiceOptions<C>): Promise<void> {
  // Ctrl-C reaches the whole process group; a supervisor (IPC) decides when this process stops.
  process.on('SIGINT', () => {
    if (!process.connected) void stop(0);
  });
  process.on('SIGTERM', () => void stop(0));
  process.on('disconnect', () => void stop(0));
  let state: LifecycleState = 'starting';
  let stop: (code: number) => Promise<void> | void = (code) => process.exit(code);

  try {
    const config = options.config();
    const log = createLogger({ name: options.name, level: config.LOG_LEVEL });
    const metrics = createMetrics();
    const die = (err: unknown): void => {
      log.fatal({ err }, 'unexpected error outside a request');
      process.exit(1);
    };
    process.on('uncaughtException', die);
    process.on('unhandledRejection', die);

    const composition = await options.compose(config, { log, metrics, state: () => state });
    const limits = { keepAliveMs: config.KEEP_ALIVE_MS, maxConnections: config.MAX_CONNECTIONS };
    const server = createBoundedServer(composition.handler, { limits, log, metrics });
    const { upgrades } = composition;
    if (upgrades) server.on('upgrade', upgrades.accept);
    const servers = [await listen(server, config.PORT, config.HOST, 'PORT')];
    if (config.ADMIN_PORT !== undefined) {
      const admin = createServer(adminHandler(metrics, config.ADMIN_TOKEN));
      servers.push(await listen(admin, config.ADMIN_PORT, config.ADMIN_HOST, 'ADMIN_PORT'));
    }
    stop = drainOnce(async () => {
      log.info('draining');
      state = 'draining';
      if (process.connected !== false) await sleep(config.DRAIN_DELAY_MS);
      composition.endStreams?.();
      const closed = servers.map((each) => closeServer(each, config.DRAIN_LIMIT_MS));
      await Promise.all([...closed, upgrades?.close()]);
      await composition.close?.();
      state = 'stopped';
      log.info('stopped');
    });
    state = 'serving';
    log.info({ port: config.PORT, host: config.HOST }, 'serving');
  } catch (error) {
    process.stderr.write(`${options.name}: ${explain(error)}\n`);
    process.exit(isConfiguration(error) ? exitConfig : 1);
  }
}

/** Drains once, however often it is called. */
function drainOnce(drain: () => Promise<void>): (code: number) => Promise<void> {
  let stopping: Promise<void> | undefined;
  return (code) =>
    (stopping ??= drain().then(
      () => process.exit(code),
      () => process.exit(1),
    ));
}

function listen(server: Server, port: number, host: string, variable: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const taken = cause.code === 'EADDRINUSE' || cause.code === 'EACCES' || cause.code === 'EADDRNOTAVAIL';
      reject(
        taken
          ? new ConfigError([
              `${variable}: ${host}:${port} cannot be listened on (${cause.code}); set ${variable} to another port`,
            ])
          : cause,
      );
    });
    server.listen(port, host, () => resolve(server));
  });
}

/** Closes a server to new connections. Answers get `Connection: close`, and slow requests are cut off after `limitMs`. */
async function closeServer(server: Server, limitMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.prependListener('request', (_, res) => res.setHeader('Connection', 'close'));
  const limit = setTimeout(() => server.closeAllConnections(), limitMs);
  await closed;
  clearTimeout(limit);
}

/** Bad configuration, or a port that a composition root could not open. */
const isConfiguration = (error: unknown): boolean =>
  error instanceof ConfigError || (error as NodeJS.ErrnoException).code === 'EADDRINUSE';

const explain = (error: unknown): string =>
  error instanceof ConfigError
    ? error.problems.map((problem) => `\n  ${problem}`).join('')
    : error instanceof Error
      ? isConfiguration(error)
        ? error.message
        : (error.stack ?? error.message)
      : String(error);
