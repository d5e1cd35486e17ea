import { jest } from '@jest/globals';
import fc from 'fast-check';
import { z, type ZodType } from 'zod';
import { fitting, schemas, values } from '../test/arbitraries.ts';
import { readerOf } from './index.ts';

describe('a reader', () => {
  test('gives what zod gives, of every value', () => {
    let accepted = 0;
    fc.assert(
      fc.property(
        schemas.chain((schema) => fc.tuple(fc.constant(schema), fc.oneof(values, fitting(schema)))),
        ([schema, value]) => {
          const { success, data } = schema.safeParse(value);
          const read = readerOf(schema)!(value);
          if (read === undefined && JSON.stringify(value).includes('__proto__')) return;
          if (success) accepted += 1;
          expect(read).toEqual(data);
        },
      ),
      { numRuns: 3_000 },
    );
    expect(accepted).toBeGreaterThan(300);
  });

  const others: [string, ZodType][] = [
    ['a coercion', z.coerce.number()],
    ['a default', z.object({ a: z.string().default('x') })],
    ['a transform', z.array(z.string().transform((text) => text.length))],
    ['trimming', z.string().trim()],
    ['a refinement', z.string().refine((text) => text !== 'no')],
    ['a strict object', z.strictObject({ a: z.string() })],
    ['a pattern that remembers', z.string().regex(/a/g)],
    ['a format that is more than a pattern', z.url()],
    ['an optional member', z.object({ a: z.string().optional() })],
  ];
  test.each(others)('is not made of %s: that is left to zod', (_, schema) => {
    expect(readerOf(schema)).toBeUndefined();
  });

  test('is compiled once', () => {
    const schema = z.object({ id: z.string() });
    const compile = jest.spyOn(globalThis, 'Function');
    expect(readerOf(schema)!({ id: 'a', more: 1 })).toEqual({ id: 'a' });
    expect(readerOf(schema)!({ id: 1 })).toBeUndefined();
    expect(compile).toHaveBeenCalledTimes(1);
  });
});
