/** Checks of arguments that GraphQL's types cannot say. A pointer begins at the field's arguments: `#/input/quantity`. */

import { Failure } from '@frontage/errors';
import { idempotencyKey } from '@frontage/http-server';

const invalid = (argument: string, detail: string): Failure =>
  new Failure('INVALID_INPUT', 'Some of the input is invalid.', { errors: [{ pointer: `#/${argument}`, detail }] });

/** Throws INVALID_INPUT outside of the range. */
export function requireRange(argument: string, value: number, min: number, max: number): void {
  if (value < min || value > max) throw invalid(argument, `must be from ${min} to ${max}`);
}

/** The key, or INVALID_INPUT. */
export function readIdempotencyKey(argument: string, value: string): string {
  const parsed = idempotencyKey.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalid(argument, parsed.error.issues[0]!.message);
}
