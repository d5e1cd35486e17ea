/** Readers of values by their contract. */

import type { ZodType } from 'zod';
import { compile, NotCompiled } from './compile.ts';

/** Reader of a value. Gives the same as zod, without members that the schema does not name; undefined when the value does not fit. */
export type Reader = (value: unknown) => unknown;

const readers = new WeakMap<ZodType, Reader | undefined>();

/**
 * Gives the reader of a schema, compiled at first use. Undefined for a schema that changes values (defaults, transforms) or has types that
 * JSON lacks: those values are left to zod.
 */
export function readerOf(schema: ZodType): Reader | undefined {
  if (!readers.has(schema)) readers.set(schema, compileReader(schema));
  return readers.get(schema);
}

function compileReader(schema: ZodType): Reader | undefined {
  try {
    return compile(schema, 'read');
  } catch (error) {
    if (error instanceof NotCompiled) return undefined;
    throw error;
  }
}
