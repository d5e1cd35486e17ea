/** Problem documents (RFC 9457): rendering a Failure, and reading a problem that a service sent. */

import type { Failure, InputError } from './failure.ts';
import { failureTable, isFailureCode, type FailureCode } from './failure-table.ts';

export const problemMediaType = 'application/problem+json';

/**
 * Body of every error answer.
 *
 * `code`, `reason`, `requestId` and `errors` are extension members (RFC 9457 §3.2); a registered type adds its own.
 */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance?: string;
  readonly code: FailureCode;
  readonly reason?: string;
  readonly requestId?: string;
  readonly errors?: readonly InputError[];
}

export interface ProblemContext {
  /** Path of the request. */
  readonly instance?: string;
  readonly requestId?: string;
}

/** Relative URI of a code's documentation, which every BFF serves. */
export const problemType = (code: FailureCode): string => `/problems/${code.toLowerCase().replaceAll('_', '-')}`;

/** Code of a problem page; undefined for an unknown page. */
export function problemCode(page: string): FailureCode | undefined {
  return (Object.keys(failureTable) as FailureCode[]).find((code) => problemType(code) === `/problems/${page}`);
}

/** Renders a failure, without service, cause and stack. */
export function toProblem(failure: Failure, context: ProblemContext = {}): Problem {
  const { status, title } = failure.kind;
  return {
    type: failure.problem?.type ?? problemType(failure.code),
    title,
    status,
    detail: failure.message,
    ...(context.instance !== undefined && { instance: context.instance }),
    code: failure.code,
    ...(failure.reason !== undefined && { reason: failure.reason }),
    ...(context.requestId !== undefined && { requestId: context.requestId }),
    ...(failure.errors !== undefined && { errors: failure.errors }),
    ...failure.problem?.members,
  };
}

/** Headers of a failure's answer: its own, and `Retry-After` in whole seconds, rounded up (RFC 9110 §10.2.3). */
export function failureHeaders(failure: Failure): Record<string, string> {
  const headers: Record<string, string> = { ...failure.headers };
  if (failure.retryAfterMs !== undefined)
    headers['Retry-After'] = String(Math.max(1, Math.ceil(failure.retryAfterMs / 1000)));
  return headers;
}

/**
 * Reads a service's problem document, with suspicion.
 *
 * Only strings of at most 300 characters count, and no reason that repeats one of our codes.
 */
export function readProblem(body: unknown): { readonly detail?: string; readonly reason?: string } {
  if (typeof body !== 'object' || body === null) return {};
  const text = (value: unknown): string | undefined =>
    typeof value === 'string' && value.length > 0 && value.length <= 300 ? value : undefined;
  const { detail, code } = body as Record<string, unknown>;
  const said = text(detail);
  const reason = text(code);
  return {
    ...(said !== undefined && { detail: said }),
    ...(reason !== undefined && /^[A-Z][A-Z0-9_]*$/.test(reason) && !isFailureCode(reason) && { reason }),
  };
}
