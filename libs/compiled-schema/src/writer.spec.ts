import fc from 'fast-check';
import { z, type ZodType } from 'zod';
import { fitting, values, viewSchemas } from '../test/arbitraries.ts';
import { compileWriter } from './index.ts';

/** Adds a member to every object in a value. */
function withMore(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withMore);
  if (typeof value !== 'object' || value === null) return value;
  return {
    ...Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withMore(member)])),
    secret: 'x',
  };
}

describe('a writer', () => {
  test('writes what zod would let through, whatever else there is', () => {
    let [written, refused] = [0, 0];
    fc.assert(
      fc.property(
        viewSchemas.chain((schema) => fc.tuple(fc.constant(schema), fc.oneof(fitting(schema), values))),
        ([schema, value]) => {
          // Record members named `__proto__` are left out by zod, and refused by a writer.
          if (JSON.stringify([value]).includes('__proto__')) return;
          // All members of a record are named.
          const hasRecord = JSON.stringify(z.toJSONSchema(schema)).includes('propertyNames');
          const write = compileWriter(schema);
          const { success, data } = schema.safeParse(value);
          if (success) {
            written += 1;
            expect(write(hasRecord ? value : withMore(value))).toBe(JSON.stringify(data));
          }
          try {
            write(value);
          } catch (error) {
            expect([success, error]).toEqual([false, expect.any(TypeError)]);
            refused += 1;
          }
        },
      ),
      { numRuns: 2_000 },
    );
    expect(written).toBeGreaterThan(100);
    expect(refused).toBeGreaterThan(100);
  });

  test('writes every member of a record, each as its schema says', () => {
    const write = compileWriter(
      z.record(z.string(), z.object({ href: z.string(), templated: z.boolean().optional() })),
    );
    expect(write({ self: { href: '/', more: 1 } as never, '640': { href: '/b', templated: true } })).toBe(
      '{"640":{"href":"/b","templated":true},"self":{"href":"/"}}',
    );
  });

  test('leaves bounds and patterns to whoever made the value', () => {
    expect(compileWriter(z.object({ id: z.string().max(1), n: z.int().max(1) }))({ id: 'long', n: 7 })).toBe(
      '{"id":"long","n":7}',
    );
  });

  test.each<[unknown, string]>([
    [{}, 'the value does not fit its view: id'],
    [{ id: null, tags: [] }, 'the value does not fit its view: id'],
    [{ id: 'a', tags: 'b' }, 'the value does not fit its view: tags'],
    [{ id: 'a', tags: [], size: Number.NaN }, 'the value does not fit its view: size'],
    [undefined, 'the value does not fit its view'],
  ])('throws for %j', (value, message) => {
    const schema = z.object({ id: z.string(), tags: z.array(z.string()), size: z.number().optional() });
    expect(() => compileWriter(schema)(value as never)).toThrow(new TypeError(message));
  });

  const others: [string, ZodType][] = [
    ['a date', z.date()],
    ['a transform', z.string().transform((text) => text.length)],
    ['a default', z.object({ a: z.string().default('x') })],
    ['a loose object', z.looseObject({ a: z.string() })],
    ['a union of objects', z.union([z.object({ a: z.string() }), z.object({ b: z.string() })])],
    ['anything', z.unknown()],
  ];
  test.each(others)('is refused at start-up for %s', (_, schema) => {
    expect(() => compileWriter(schema)).toThrow();
  });
});
