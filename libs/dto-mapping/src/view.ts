/** Views: what one client sees. A schema is an allow-list, compiled to the writer of its JSON. */

import { compileWriter } from '@frontage/compiled-schema';
import { z } from 'zod';

export interface View<S extends z.ZodType> {
  /** The name of the schema in OpenAPI documents. */
  readonly name: string;
  readonly schema: S;
  /** Writes JSON. What the schema does not name cannot leave. */
  readonly serialize: (value: z.input<S>) => string;
}

/** A view with members that not every reader may see. `R` is how a rule is called. */
export interface RestrictedView<S extends z.ZodType, R> extends View<S> {
  /** By member, the rule that a reader must satisfy. */
  readonly restricted: Readonly<Record<string, R>>;
  /** The serializer for a reader who satisfies these rules. `serialize` is that for a reader who satisfies none. */
  serializerFor(satisfies: (rule: R) => boolean): View<S>['serialize'];
}

/** Of any view, the value that it writes. */
export type ViewOf<V> = V extends View<infer S> ? z.input<S> : never;

/** Compiles a view. Throws at start-up for what JSON cannot say (dates, transforms): views hold plain values. */
export function defineView<S extends z.ZodType>(name: string, schema: S): View<S> {
  // The id makes it one named component of an OpenAPI document, however many endpoints show it.
  return { name, schema: schema.meta({ id: name }) as S, serialize: compileWriter(schema) };
}

/** A view with members that are left out for readers who may not see them. Throws at start-up when such a member is not optional. */
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
    return (value) => write({ ...value, ...absent });
  };
  return {
    name,
    schema: schema.meta({ id: name }) as S,
    serialize: serializerFor(() => false),
    restricted: restricted as Readonly<Record<string, R>>,
    serializerFor,
  };
}

/** The member by which an incomplete answer names the parts it lacks; http-server fills it in. Spread it into a view that may degrade. */
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
