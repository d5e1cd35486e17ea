/** Scalar for whole numbers beyond the 32 bits of `Int`: money, and unbounded counts. */

import type { SchemaPart } from './schema.ts';

/**
 * The scalar `SafeInt`: a JSON number without a fraction, exact up to ±(2^53 - 1), as in JavaScript and I-JSON (RFC 7493 §2.2).
 *
 * The name is that of graphql-scalars. A value that does not fit fails its field with INTERNAL, because it is our mistake.
 */
export const safeInt = {
  typeDefs: `
    """
    A whole number from -(2^53 - 1) to 2^53 - 1, written as a JSON number: what a JavaScript \`number\` holds exactly. Money and counts can
    be larger than the 32 bits of \`Int\`. Code generators want to be told once that it is a number.
    """
    scalar SafeInt @specifiedBy(url: "https://www.rfc-editor.org/rfc/rfc7493#section-2.2")
  `,
  resolvers: { SafeInt: { serialize: toSafeInt, parseValue: toSafeInt } },
} satisfies SchemaPart<unknown>;

/** The number itself. Throws on any other value. */
function toSafeInt(value: unknown): number {
  if (Number.isSafeInteger(value)) return value as number;
  throw new TypeError(`SafeInt cannot represent ${String(value)}.`);
}
