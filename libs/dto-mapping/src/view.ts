/** Views: what one client sees. An allow-list that is also the fast path: schema -> compiled serializer. */

import fastJson from 'fast-json-stringify';
import { z } from 'zod';

export interface View<S extends z.ZodType> {
  /** The name of the schema in OpenAPI documents. */
  readonly name: string;
  readonly schema: S;
  /** Writes JSON. What the schema does not name cannot leave. */
  readonly serialize: (value: z.input<S>) => string;
}

/** Of any view, the value that it writes. */
export type ViewOf<V> = V extends View<infer S> ? z.input<S> : never;

/** Compiles a view. Throws at start-up for what JSON cannot say (dates, transforms): views hold plain values. */
export function defineView<S extends z.ZodType>(name: string, schema: S): View<S> {
  const document = z.toJSONSchema(schema, { io: 'output', unrepresentable: 'throw', reused: 'inline' });
  const stringify = fastJson(document as fastJson.Schema, { rounding: 'round' });
  // The id makes it one named component of an OpenAPI document, however many endpoints show it.
  return { name, schema: schema.meta({ id: name }) as S, serialize: stringify };
}

/** The member by which an incomplete answer names the parts it lacks; http-server fills it in. Spread it into a view that may degrade. */
export const degradable = { degraded: z.array(z.string()).optional() };
