/** Checks of arguments beyond GraphQL's types. A pointer begins at the field's arguments: `#/input/quantity`. */

import { Failure, type InputError } from '@frontage/errors';
import { inputErrors } from '@frontage/http-server/input';
import type { z } from 'zod';

const invalid = (errors: readonly InputError[]): Failure =>
  new Failure('INVALID_INPUT', 'Some of the input is invalid.', { errors });

/** Most recommendations of one list; descriptions in the SDL say the same number. */
export const maxRecommendations = 20;

/** Throws INVALID_INPUT for a value outside the range. */
export function requireRange(argument: string, value: number, min: number, max: number): void {
  if (value < min || value > max)
    throw invalid([{ pointer: `#/${argument}`, detail: `must be from ${min} to ${max}` }]);
}

/** Throws NOT_FOUND. */
export function notFound(): never {
  throw new Failure('NOT_FOUND', 'There is no such thing here.');
}

/** Failure for a member of `input` that names nothing. */
export const noSuch = (member: string): Failure =>
  new Failure('NOT_FOUND', 'There is no such thing here.', {
    errors: [{ pointer: `#/input/${member}`, detail: 'names nothing that is here' }],
  });

/** Throws NOT_FOUND, with a pointer, for a member of `input` that cannot be an id. */
export function requireNamed(schema: z.ZodType<string>, member: string, id: string): void {
  if (!schema.safeParse(id).success) throw noSuch(member);
}

/** Schema of an argument that may be left out: null counts as absent. */
export const orAbsent = <S extends z.ZodType>(schema: S) => schema.nullish().transform((value) => value ?? undefined);

/** Throws NOT_FOUND for text that cannot be an id. */
export function requireId(schema: z.ZodType<string>, id: string): void {
  if (!schema.safeParse(id).success) notFound();
}

/** Arguments parsed by a schema. Throws INVALID_INPUT that names every wrong one. */
export function readArguments<S extends z.ZodObject>(schema: S, given: object): z.output<S> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw invalid(inputErrors(parsed.error.issues.map((issue) => ({ issue }))));
}
