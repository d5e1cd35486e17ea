/** Schemas and values for the property suites. */

import fc from 'fast-check';
import { z, type ZodType } from 'zod';

/** Names of members that every object inherits. */
const inherited = ['constructor', 'toString', 'hasOwnProperty'];

/** Schemas of contracts. */
export const schemas: fc.Arbitrary<ZodType> = fc.letrec<{ any: ZodType }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom<ZodType>(
      z.string(),
      z.string().min(1),
      z.string().max(3),
      z.string().regex(/^a+$/),
      z.iso.datetime(),
      z.number(),
      z.number().int(),
      z.int().min(0),
      z.number().min(0).max(5),
      z.boolean(),
      z.enum(['a', 'b']),
      z.literal(1),
      z.literal('a'),
      z.union([z.literal(1), z.literal(2)]),
    ),
    tie('any').map((of) => z.array(of)),
    tie('any').map((of) => z.array(of).min(1).max(2)),
    tie('any').map((of) => of.nullable()),
    tie('any').map((of) => z.record(z.string(), of)),
    tie('any').map((of) => z.record(z.string().regex(/^[1-9]\d*$/), of)),
    fc.tuple(tie('any'), tie('any')).map((of) => z.tuple(of)),
    fc.tuple(tie('any'), tie('any')).map((of) => z.union(of)),
    fc
      .dictionary(fc.constantFrom('a', 'b', '1', 'a-b', '"', ...inherited), tie('any'))
      .map((shape) => z.object({ ...shape })),
  ),
})).any;

/** Schemas of views: with optional members, without unions of objects. */
export const viewSchemas: fc.Arbitrary<ZodType> = fc.letrec<{ any: ZodType }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom<ZodType>(
      z.string(),
      z.number(),
      z.int(),
      z.boolean(),
      z.enum(['a', 'b']),
      z.literal(1),
      z.union([z.literal('a'), z.number()]),
    ),
    tie('any').map((of) => z.array(of)),
    tie('any').map((of) => of.nullable()),
    tie('any').map((of) => z.record(z.string(), of)),
    fc.tuple(tie('any'), tie('any')).map((of) => z.tuple(of)),
    fc
      .dictionary(
        fc.constantFrom('a', 'b', '1', 'a-b', '"', ...inherited),
        fc.tuple(tie('any'), fc.boolean()).map(([of, isOptional]) => (isOptional ? of.optional() : of)),
      )
      .map((shape) => z.object({ ...shape })),
  ),
})).any;

/** Values close to the schemas: a schema that no value fits proves nothing. */
export const values = fc
  .letrec<{ any: unknown }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom<unknown>(
        '',
        'a',
        'aa',
        'b',
        1,
        2,
        0,
        -1,
        1.5,
        6,
        2 ** 60,
        true,
        null,
        '2026-11-21T12:00:00Z',
        'x',
      ),
      fc.array(tie('any'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('a', 'b', '1', 'a-b', '"', 'more', '__proto__', ...inherited), tie('any')),
    ),
  }))
  .any.map((value): unknown => JSON.parse(JSON.stringify(value)));

/** Values that fit a schema, and the same with one change. */
export function fitting(schema: ZodType): fc.Arbitrary<unknown> {
  const { def } = (schema as unknown as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'object':
      return fc.record(
        Object.fromEntries(Object.entries(def.shape).map(([name, type]) => [name, fitting(type as ZodType)])),
      );
    case 'array':
      return fc.array(fitting(def.element as ZodType), { maxLength: 2 });
    case 'nullable':
      return fc.oneof(fc.constant(null), fitting(def.innerType as ZodType));
    case 'optional':
      return fc.oneof(fc.constant(undefined), fitting(def.innerType as ZodType));
    case 'record':
      return fc.dictionary(fc.constantFrom('a', '1', '640', ...inherited), fitting(def.valueType as ZodType));
    case 'tuple':
      return fc.tuple(...def.items.map((item) => fitting(item as ZodType)));
    case 'union':
      return fc.oneof(...def.options.map((option) => fitting(option as ZodType)));
    default:
      return values;
  }
}
