/** Failure that takes a whole page: code, sentence for people, and the id of the request. */

import { RequestFailure } from './send.ts';

export interface PageFailure {
  /** Code of the failure table: NOT_FOUND, UNAUTHENTICATED, …; OFFLINE without an answer, UNEXPECTED for a fault of the page itself. */
  readonly code: string;
  /** Word of the service for it, where there is one: IDEMPOTENCY_IN_FLIGHT. */
  readonly reason?: string | undefined;
  readonly requestId: string | undefined;
}

interface WithErrors {
  readonly errors: readonly { readonly extensions?: Readonly<Record<string, unknown>> }[];
}

const hasErrors = (error: object): error is WithErrors => 'errors' in error && Array.isArray(error.errors);

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Reads what a page threw. */
export function pageFailureOf(error: unknown): PageFailure {
  if (error instanceof RequestFailure) return { code: error.code, requestId: error.requestId };
  if (typeof error === 'object' && error !== null && hasErrors(error)) {
    const { extensions = {} } = error.errors[0] ?? {};
    return {
      code: textOf(extensions['code']) ?? 'UNEXPECTED',
      requestId: textOf(extensions['requestId']),
      reason: textOf(extensions['reason']),
    };
  }
  return { code: 'UNEXPECTED', requestId: undefined };
}
