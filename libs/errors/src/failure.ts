/** Failure: the one error that is thrown on purpose. Every other error becomes one at the edge. */

import { failureTable, type FailureCode, type FailureKind } from './failure-table.ts';

/** One problem of the input. `pointer` is a JSON Pointer (RFC 6901) as a URI fragment: `#/body/items/0/quantity`. */
export interface InputError {
  readonly pointer: string;
  readonly detail: string;
}

/** Members of a problem beyond those of all, and its type if that is registered elsewhere, so that generic clients know it. */
export interface SpecialProblem {
  /** Absolute URI of a registered type. Default: the code's own page. */
  readonly type?: string;
  readonly members: Readonly<Record<string, unknown>>;
}

export interface FailureOptions {
  /** Reason from a service's contract, beyond the code (`OUT_OF_STOCK`). Public. */
  readonly reason?: string | undefined;
  /** Problems of the input, part by part. Public. */
  readonly errors?: readonly InputError[] | undefined;
  /** Headers of the answer (`WWW-Authenticate`, `Allow`). */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Time until a retry makes sense, in milliseconds. Rendered as `Retry-After`. */
  readonly retryAfterMs?: number | undefined;
  /** Members beyond those of all problems (RFC 9457 §3.2), and a registered type in place of the code's own page (§4.2). Public. */
  readonly problem?: SpecialProblem | undefined;
  /** The service that failed. For logs and metrics; never rendered. */
  readonly service?: string | undefined;
  /** Operation of that service (`catalog.listProducts`). For logs and metrics; never rendered. */
  readonly operation?: string | undefined;
  /** The error behind this one. For logs; never rendered. */
  readonly cause?: unknown;
}

/**
 * An expected failure. `message` is public: it is rendered as the problem's `detail`.
 *
 * Any other thrown value is unexpected: it is logged with its cause, and masked as INTERNAL at the edge.
 */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: FailureCode;
  readonly reason: string | undefined;
  readonly errors: readonly InputError[] | undefined;
  readonly headers: Readonly<Record<string, string>> | undefined;
  readonly retryAfterMs: number | undefined;
  readonly problem: SpecialProblem | undefined;
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

  /** Copy of the failure with further facts. Facts that the options do not name stay as they are. */
  with(options: FailureOptions): Failure {
    const { reason, errors, headers, retryAfterMs, problem, service, operation, cause } = this;
    const facts = { reason, errors, headers, retryAfterMs, problem, service, operation };
    return new Failure(this.code, this.message, { ...facts, ...(cause !== undefined && { cause }), ...options });
  }

  /** Row of the failure table. */
  get kind(): FailureKind {
    return failureTable[this.code];
  }

  /** HTTP status of the code. */
  get status(): number {
    return failureTable[this.code].status;
  }
}

/** Whether an error was thrown on purpose. */
export const isFailure = (error: unknown): error is Failure => error instanceof Failure;

/**
 * Any error as a Failure: itself if it is one, else INTERNAL.
 *
 * The original becomes the cause; its message does not show.
 */
export const toFailure = (error: unknown): Failure =>
  isFailure(error) ? error : new Failure('INTERNAL', 'An unexpected error occurred.', { cause: error });
