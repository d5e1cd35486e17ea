/** Failure: the one error that is thrown on purpose, and the door through which every other error becomes one. */

import { failureTable, type FailureCode, type FailureKind } from './failure-table.ts';

/** One thing wrong with the input. `pointer` is a JSON Pointer (RFC 6901) as a URI fragment: `#/body/items/0/quantity`. */
export interface InputError {
  readonly pointer: string;
  readonly detail: string;
}

/** A type of problem that others know too. */
export interface RegisteredProblem {
  /** An absolute URI. */
  readonly type: string;
  readonly members: Readonly<Record<string, unknown>>;
}

export interface FailureOptions {
  /** What a service's contract says beyond the code (`OUT_OF_STOCK`). Public. */
  readonly reason?: string | undefined;
  /** What is wrong with the input, part by part. Public. */
  readonly errors?: readonly InputError[] | undefined;
  /** Headers that the answer must carry (`WWW-Authenticate`, `Allow`). */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** How long to wait before trying again, in milliseconds. Rendered as `Retry-After`. */
  readonly retryAfterMs?: number | undefined;
  /** A registered problem type that says it better than the code's own page, with the members that it defines (RFC 9457 §4.2). Public. */
  readonly problem?: RegisteredProblem | undefined;
  /** Which service failed. For logs and metrics; never rendered. */
  readonly service?: string | undefined;
  /** Which operation of it (`catalog.listProducts`). For logs and metrics; never rendered. */
  readonly operation?: string | undefined;
  /** What led to it. For logs; never rendered. */
  readonly cause?: unknown;
}

/**
 * An expected failure. `message` is public: it is rendered as the problem's `detail`. Whatever else is thrown is unexpected,
 * is logged with its cause and masked as INTERNAL at the edge.
 */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: FailureCode;
  readonly reason: string | undefined;
  readonly errors: readonly InputError[] | undefined;
  readonly headers: Readonly<Record<string, string>> | undefined;
  readonly retryAfterMs: number | undefined;
  readonly problem: RegisteredProblem | undefined;
  readonly service: string | undefined;
  readonly operation: string | undefined;

  constructor(code: FailureCode, message: string, options: FailureOptions = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.code = code;
    this.reason = options.reason;
    this.errors = options.errors;
    this.headers = options.headers;
    this.retryAfterMs = options.retryAfterMs;
    this.problem = options.problem;
    this.service = options.service;
    this.operation = options.operation;
  }

  /** The same failure with further facts. Facts that the options do not name stay as they are. */
  with(options: FailureOptions): Failure {
    const { reason, errors, headers, retryAfterMs, problem, service, operation, cause } = this;
    const facts = { reason, errors, headers, retryAfterMs, problem, service, operation };
    return new Failure(this.code, this.message, { ...facts, ...(cause !== undefined && { cause }), ...options });
  }

  /** The row of the failure table. */
  get kind(): FailureKind {
    return failureTable[this.code];
  }

  /** The HTTP status of the code. */
  get status(): number {
    return failureTable[this.code].status;
  }
}

/** Asks whether an error was thrown on purpose. */
export const isFailure = (error: unknown): error is Failure => error instanceof Failure;

/** Any error as a Failure: itself if it is one, else INTERNAL with the original as its cause and nothing of it in the message. */
export const toFailure = (error: unknown): Failure =>
  isFailure(error) ? error : new Failure('INTERNAL', 'An unexpected error occurred.', { cause: error });
