/**
 * Refusals as data: what a user can cause is in `errors` of a payload, with a code and the input it is about (ADR 0042). What nobody can
 * cause, such as the outage of a service, stays a GraphQL error.
 */

import { Failure, isFailure } from '@frontage/errors';
import { fieldsBelow } from '@frontage/graphql-server';
import type { GraphQLResolveInfo } from 'graphql';
import type { UserError, UserErrorCode } from './schema.types.ts';

/** Reasons of services that users can cause. Others, such as a reused idempotency key, are mistakes of a program. */
const codeOfReason: Readonly<Record<string, UserErrorCode>> = {
  ADDRESS_BOOK_FULL: 'ADDRESS_BOOK_FULL',
  CART_EMPTY: 'CART_EMPTY',
  CART_FULL: 'CART_FULL',
  ILLEGAL_TRANSITION: 'ILLEGAL_TRANSITION',
  OUT_OF_STOCK: 'OUT_OF_STOCK',
  PRICE_UNKNOWN: 'PRICE_UNKNOWN',
  WISHLIST_FULL: 'WISH_LIST_FULL',
};

/** Members of an input that programs make, not users. */
const ofPrograms: ReadonlySet<string> = new Set(['idempotencyKey']);

/** Payload with its refusals. */
export type WithErrors<Payload> = Payload & { readonly errors: readonly UserError[] };

export interface RefusalOptions<Payload> {
  /** Place of the mutation in the operation. */
  readonly info: GraphQLResolveInfo | undefined;
  /** Member of the input that a service's refusal is about. Default: none. */
  readonly about?: string;
  /** Payload beside the errors: the state as it stays. A failure of it takes the refusal's place. */
  readonly unchanged: () => Payload | Promise<Payload>;
}

/**
 * Runs a mutation, and turns refusals that a user can cause into `errors`. An operation that does not ask for `errors` gets them as GraphQL
 * errors: a refusal that nobody looks for must not pass for a success.
 */
export async function withUserErrors<Payload extends object>(
  { info, about, unchanged }: RefusalOptions<Payload>,
  work: () => Promise<Payload & { readonly errors?: readonly UserError[] }>,
): Promise<WithErrors<Payload>> {
  const isLookedAt = info !== undefined && fieldsBelow(info, 'errors').length > 0;
  try {
    const payload = await work();
    const { errors = [] } = payload;
    if (errors.length === 0 || isLookedAt) return { ...payload, errors };
    throw failureOf(errors);
  } catch (error) {
    const errors = isFailure(error) && isLookedAt ? userErrorsOf(error, about) : undefined;
    if (errors === undefined) throw error;
    return { ...(await unchanged()), errors };
  }
}

function userErrorsOf({ code, reason, message, errors }: Failure, about: string | undefined): UserError[] | undefined {
  const known = reason === undefined ? byCode[code] : codeOfReason[reason];
  if (known === undefined) return undefined;
  if (errors === undefined || errors.length === 0) {
    return [{ code: known, field: about === undefined ? undefined : ['input', about], message }];
  }
  const found = errors.map(({ pointer, detail }) => ({ code: known, field: pathOf(pointer), message: detail }));
  return found.some(({ field }) => ofPrograms.has(field.at(-1) ?? '')) ? undefined : found;
}

const byCode: Readonly<Record<string, UserErrorCode>> = {
  INVALID_INPUT: 'INVALID',
  NOT_FOUND: 'NOT_FOUND',
  PRECONDITION_FAILED: 'CHANGED_MEANWHILE',
};

/** Path of a JSON Pointer in a URI fragment (RFC 6901 §6): `#/input/quantity`. */
const pathOf = (pointer: string): string[] =>
  decodeURIComponent(pointer)
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));

const failureOf = (errors: readonly UserError[]): Failure =>
  new Failure('UNPROCESSABLE', errors[0]!.message, {
    reason: errors[0]!.code,
    errors: errors.map(({ field, message }) => ({ pointer: `#/${(field ?? []).join('/')}`, detail: message })),
  });
