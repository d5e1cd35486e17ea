/** Logs: one JSON object per line (pino), without secrets, joined to its request by ids. */

import { AsyncLocalStorage } from 'node:async_hooks';
import pino, { type DestinationStream, type Logger as PinoLogger } from 'pino';
import { withoutSecrets } from './secrets.ts';

export type Logger = Pick<PinoLogger, 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'level' | 'flush'>;

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** Ids that join log lines to their request. Ambient context carries these and nothing else. */
export interface Correlation {
  readonly requestId: string;
  readonly traceId: string;
}

const correlation = new AsyncLocalStorage<Correlation>();

/** Runs work whose log lines, at any depth, carry these ids. */
export const correlate = <T>(ids: Correlation, work: () => T): T => correlation.run(ids, work);

export interface LoggerOptions {
  /** Name of the process: `mobile-bff`. */
  readonly name: string;
  /** Default `info`. */
  readonly level?: LogLevel;
  /** Default: standard output, written synchronously so that nothing is lost at exit. */
  readonly destination?: DestinationStream;
}

/** Creates the logger of a process. */
export const createLogger = ({ name, level = 'info', destination }: LoggerOptions): Logger =>
  pino(
    {
      name,
      level,
      base: { name, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: toFacts },
      mixin: () => correlation.getStore() ?? {},
      // pino's own serializer for `err` would take our records for errors.
      serializers: { err: (record: unknown) => record },
    },
    destination ?? pino.destination({ dest: 1, sync: true }),
  );

/** Members that hold thrown values, of any type. */
const errorMembers: ReadonlySet<string> = new Set(['err', 'error', 'cause']);

/** Members of a log line, with errors as records and without secrets. */
function toFacts(given: object): Record<string, unknown> {
  const facts: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    facts[name] = value instanceof Error || errorMembers.has(name) ? toErrorRecord(value) : value;
  }
  return withoutSecrets(facts) as Record<string, unknown>;
}

interface ErrorRecord {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  readonly service?: string;
  readonly operation?: string;
  readonly stack?: string;
  readonly cause?: ErrorRecord;
}

/** Record of an error, with named members only: libraries attach requests, headers and configurations to errors. */
function toErrorRecord(error: unknown, depth = 0): ErrorRecord {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error).slice(0, 500) };
  const { code, service, operation } = error as { code?: unknown; service?: unknown; operation?: unknown };
  return {
    type: error.name,
    message: error.message.slice(0, 1_000),
    ...(typeof code === 'string' && { code }),
    ...(typeof service === 'string' && { service }),
    ...(typeof operation === 'string' && { operation }),
    ...(depth === 0 && error.stack !== undefined && { stack: error.stack.slice(0, 4_000) }),
    ...(error.cause !== undefined && depth < 4 && { cause: toErrorRecord(error.cause, depth + 1) }),
  };
}
