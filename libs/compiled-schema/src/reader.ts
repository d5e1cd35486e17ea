/** Readers: what a contract promised, taken out of a value that came in. */

import type { ZodType } from 'zod';
import { compile, NotCompiled } from './compile.ts';

/** Gives what zod would give for the value, without members that the schema does not name; undefined when the value does not fit. */
export type Reader = (value: unknown) => unknown;

const readers = new WeakMap<ZodType, Reader | undefined>();

/**
 * The reader of a schema, compiled when it is first asked for. Undefined for a schema that changes what it checks (defaults, transforms)
 * or says what JSON's own types do not: such a value is zod's to read.
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
