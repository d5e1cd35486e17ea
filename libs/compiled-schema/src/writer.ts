/** Writers of values as JSON. Members that the schema does not name cannot leave. */

import type { z, ZodType } from 'zod';
import { compile } from './compile.ts';

/**
 * Compiles a schema to a writer. Throws at start-up for a schema of anything but plain values (dates, transforms, unions of objects).
 * The writer throws a TypeError for a value that lacks a required member or has one of another JSON type; bounds and patterns are not
 * checked on the way out.
 */
export function compileWriter<S extends ZodType>(schema: S): (value: z.input<S>) => string {
  const project = compile(schema, 'write');
  return (value) => JSON.stringify(project(value));
}
