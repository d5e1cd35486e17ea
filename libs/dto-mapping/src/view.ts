/** View of one client. Its schema is an allow-list, compiled to the writer of its JSON. */

import { compileWriter, type Writer } from '@frontage/compiled-schema';
import { z } from 'zod';

export interface View<S extends z.ZodType> {
  /** Name of the schema in OpenAPI documents. */
  readonly name: string;
  readonly schema: S;
  /** Writes JSON. Members that the schema does not name cannot leave. */
  readonly serialize: Writer<S>;
}

/** View with members that only some readers may see. `R` names the rules. */
export interface RestrictedView<S extends z.ZodType, R> extends View<S> {
  /** Rules by member, which a reader must satisfy. */
  readonly restricted: Readonly<Record<string, R>>;
  /** Serializer for a reader who satisfies these rules. `serialize` is that for a reader who satisfies none. */
  serializerFor(satisfies: (rule: R) => boolean): View<S>['serialize'];
}

/** Value that a view writes. */
export type ViewOf<V> = V extends View<infer S> ? z.input<S> : never;

/** Compiles a view. Throws at start-up for schemas that JSON cannot express (dates, transforms). */
export function defineView<S extends z.ZodType>(name: string, schema: S): View<S> {
  // The id makes the schema one named component of an OpenAPI document, shared by endpoints.
  return { name, schema: schema.meta({ id: name }) as S, serialize: compileWriter(schema) };
}

/** Compiles a view that omits members for readers without the right. Throws at start-up when such a member is not optional. */
export function defineRestrictedView<S extends z.ZodObject, const R>(
  name: string,
  schema: S,
  restricted: { readonly [K in keyof z.input<S> & string]?: R },
): RestrictedView<S, R> {
  const rules = Object.entries(restricted) as [string, R][];
  for (const [member] of rules) {
    if (!(schema.shape[member] as z.ZodType).safeParse(undefined).success) {
      throw new Error(`${name}.${member} is restricted and must be optional`);
    }
  }
  const write = compileWriter(schema);
  const serializerFor = (satisfies: (rule: R) => boolean): View<S>['serialize'] => {
    const hidden = rules.filter(([, rule]) => !satisfies(rule)).map(([member]) => [member, undefined]);
    const absent: object = Object.fromEntries(hidden);
    return (value, narrow) => write({ ...value, ...absent }, narrow);
  };
  return {
    name,
    schema: schema.meta({ id: name }) as S,
    serialize: serializerFor(() => false),
    restricted: restricted as Readonly<Record<string, R>>,
    serializerFor,
  };
}

/** Member that names the missing parts of an incomplete answer; http-server fills it in. Spread into views that may degrade. */
export const degradable = {
  degraded: z
    .array(
      z
        .string()
        .max(40)
        .regex(/^[a-z][a-zA-Z]*$/)
        .meta({ description: 'The name of a part.' }),
    )
    .max(20)
    .optional()
    .meta({ description: 'The parts that are missing because a service could not be asked. Absent when nothing is.' }),
};
