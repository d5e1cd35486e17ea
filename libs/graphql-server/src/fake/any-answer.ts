/** Deterministic resolvers for any schema: answers and failures follow from a number. */

import {
  getNullableType,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';

/** Source object whose seed decides its values. Each failure or wrong value is a defect of some service. */
interface Seeded {
  readonly seed: number;
}

/** Adds resolvers to some fields; others read the source. The root value of an execution is `{ seed }`. */
export function addResolvers(schema: GraphQLSchema): void {
  const types = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) && !type.name.startsWith('__'));
  for (const type of types as GraphQLObjectType[]) {
    for (const field of Object.values(type.getFields())) {
      if (!isResolved(type, field)) continue;
      const resolve = (source: unknown, args: unknown): unknown => {
        const seed = hash((source as Seeded | undefined)?.seed ?? 0, type.name, field.name, JSON.stringify(args));
        const value = (): unknown => (seed % 29 === 0 ? null : valueOf(schema, field.type, seed));
        const failure = seed % 13 === 0 ? new Error(`no ${field.name} (${seed})`) : undefined;
        if (seed % 2 === 0) return failure ? Promise.reject(failure) : Promise.resolve().then(value);
        if (failure) throw failure;
        return value();
      };
      field.resolve = resolve;
    }
  }
}

/** Root fields always; half of the others with arguments, and a quarter of the rest. */
const isResolved = (type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): boolean =>
  ['Query', 'Mutation'].includes(type.name) || hash(0, type.name, field.name) % 4 < (field.args.length > 0 ? 2 : 1);

function valueOf(schema: GraphQLSchema, type: GraphQLOutputType, seed: number): unknown {
  if (!isNonNullType(type) && seed % 11 === 0) return seed % 2 === 0 ? null : undefined;
  // A service that breaks its contract.
  if (seed % 97 === 0) return seed % 2 === 0 ? null : { wrong: true };
  const inner = getNullableType(type);
  if (isListType(inner)) {
    return Array.from({ length: seed % 4 }, (_, index) => itemOf(schema, inner.ofType, hash(seed, String(index))));
  }
  if (isEnumType(inner)) return inner.getValues()[seed % inner.getValues().length]!.value;
  if (isLeafType(inner)) return leafOf(inner.name, seed);
  const types = isAbstractType(inner) ? schema.getPossibleTypes(inner) : [inner as GraphQLObjectType];
  const concrete = types[seed % types.length]!;
  return objectOf(schema, concrete, seed, isAbstractType(inner) && seed % 31 === 0 ? unfit(seed) : concrete.name);
}

/** Type of a value that does not fit, or that a service does not tell. */
const unfit = (seed: number): string | undefined => ['Query', 'Nothing', undefined][seed % 3];

/** An item that is there at once, or later, or fails. */
function itemOf(schema: GraphQLSchema, type: GraphQLOutputType, seed: number): unknown {
  if (seed % 41 === 0) {
    const never = Promise.reject(new Error(`no item (${seed})`));
    // Handled here: the list of this item may be in one that was abandoned.
    never.catch(() => undefined);
    return never;
  }
  const item = valueOf(schema, type, seed);
  return seed % 5 === 0 ? Promise.resolve(item) : item;
}

function leafOf(name: string, seed: number): unknown {
  if (name === 'Int') return seed % 1_000;
  if (name === 'Float') return seed / 8;
  if (name === 'Boolean') return seed % 2 === 0;
  return `${name} ${seed}`;
}

/** An object with lazy members, since types are recursive. */
function objectOf(schema: GraphQLSchema, type: GraphQLObjectType, seed: number, typename: string | undefined): object {
  const object = { seed, __typename: typename };
  for (const field of Object.values(type.getFields())) {
    if (isResolved(type, field)) continue;
    const valueFor = (args?: unknown): unknown =>
      valueOf(schema, field.type, hash(seed, field.name, args === undefined ? undefined : JSON.stringify(args)));
    // A value, or a method, which graphql-js calls.
    const get = hash(seed, field.name) % 3 === 0 ? () => valueFor : () => valueFor();
    Object.defineProperty(object, field.name, { get });
  }
  return object;
}

/** FNV-1a. */
function hash(seed: number, ...texts: readonly (string | undefined)[]): number {
  let value = 2_166_136_261 ^ seed;
  for (const character of texts.join('\n')) value = Math.imul(value ^ character.charCodeAt(0), 16_777_619);
  // The low bits alone would repeat.
  return ((value ^ (value >>> 15)) >>> 0) % 1_000_003;
}
