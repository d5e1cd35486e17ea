/** Numbers of parameters, which arrive as text. */

import { z } from 'zod';

const decimal = /^-?(0|[1-9]\d*)(\.\d+)?$/;

/**
 * Reads a number from a parameter, in decimal digits as OpenAPI writes it. `Number` alone would also take `0x10`, `1e2`, and nothing at all.
 */
export const numeric = <S extends z.ZodType>(schema: S) =>
  z.preprocess((text) => (typeof text === 'string' && decimal.test(text) ? Number(text) : text), schema);

/** Number of a parameter that may be left out. The default is repeated for the document: zod tells none beside a conversion. */
export const numericOr = <S extends z.ZodType<number>>(schema: S, value: z.core.util.NoUndefined<z.output<S>>) =>
  numeric(schema)
    .default(value)
    .meta({ override: { default: value } });
