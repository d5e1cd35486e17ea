/** Checks of arguments that GraphQL's types cannot say. A pointer begins at the field's arguments: `#/input/quantity`. */

import { Failure, type InputError } from '@frontage/errors';
import { inputErrors } from '@frontage/http-server/input';
import type { z } from 'zod';

const invalid = (errors: readonly InputError[]): Failure =>
  new Failure('INVALID_INPUT', 'Some of the input is invalid.', { errors });

/** Throws INVALID_INPUT outside of the range. */
export function requireRange(argument: string, value: number, min: number, max: number): void {
  if (value < min || value > max)
    throw invalid([{ pointer: `#/${argument}`, detail: `must be from ${min} to ${max}` }]);
}

/** The id, or NOT_FOUND: under what cannot be an id, there is nothing. */
export function requireId(schema: z.ZodType<string>, id: string): void {
  if (!schema.safeParse(id).success) throw new Failure('NOT_FOUND', 'There is no such thing here.');
}

/** The arguments as a schema takes them, or INVALID_INPUT that names all which it does not. */
export function readArguments<S extends z.ZodObject>(schema: S, given: object): z.output<S> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw invalid(inputErrors(parsed.error.issues.map((issue) => ({ issue }))));
}
