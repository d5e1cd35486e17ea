/** Numbers of parameters, which arrive as text. */

import { z } from 'zod';

const decimal = /^-?(0|[1-9]\d*)(\.\d+)?$/;

/**
 * Reads a number from a parameter, in decimal digits as OpenAPI writes it. `Number` alone would also take `0x10`, `1e2`, and nothing at all.
 */
export const numeric = <S extends z.ZodType>(schema: S) =>
  z.preprocess((text) => (typeof text === 'string' && decimal.test(text) ? Number(text) : text), schema);
