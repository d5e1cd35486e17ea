/** Writers of values as JSON. Members that the schema does not name cannot leave. */

import type { z, ZodType } from 'zod';
import { compile } from './compile.ts';

/** Writer of values of a schema. `narrow` may take members away from the copy that is written; it owns the copy's objects. */
export type Writer<S extends ZodType> = (value: z.input<S>, narrow?: (copy: unknown) => unknown) => string;

/**
 * Compiles a schema to a writer. Throws at start-up for a schema of anything but plain values (dates, transforms, unions of objects).
 * The writer throws a TypeError for a value that lacks a required member or has one of another JSON type; bounds and patterns are not
 * checked on the way out.
 */
export function compileWriter<S extends ZodType>(schema: S): Writer<S> {
  const project = compile(schema, 'write');
  return (value, narrow) => {
    const copy = project(value);
    return JSON.stringify(narrow ? narrow(copy) : copy);
  };
}
