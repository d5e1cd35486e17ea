/** Numbers that a generator draws by the thousand. */

import fc from 'fast-check';

const builders = new Map<number, () => fc.Arbitrary<number>>();

/**
 * Builder of the arbitrary of numbers from 0 to `max`, the same for the same `max`, for `fc.gen()`.
 *
 * It knows a builder without arguments again by its identity. Arguments it compares with those of all calls before, member by member.
 */
export function natUpTo(max: number): () => fc.Arbitrary<number> {
  const known = builders.get(max);
  if (known) return known;
  const numbers = fc.nat({ max });
  const builder = (): fc.Arbitrary<number> => numbers;
  builders.set(max, builder);
  return builder;
}
