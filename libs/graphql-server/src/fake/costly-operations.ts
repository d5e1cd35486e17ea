/** Operations that ask for as much as a server accepts. A search over a schema, guided by cost, finds them. */

import fc, { type GeneratorValue } from 'fast-check';
import {
  buildSchema,
  getNamedType,
  isAbstractType,
  isInputObjectType,
  isNonNullType,
  Kind,
  parse,
  validate,
  type GraphQLArgument,
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { createCostModel } from '../cost/cost-model.ts';
import { excessOf } from '../document-size.ts';
import { createDocuments } from '../documents.ts';
import type { OperationLimits } from '../operation-limits.ts';
import { natUpTo } from './nat-up-to.ts';
import { typeBelow } from './type-below.ts';

export interface CostlyOptions {
  /** Number of operations, each found by a search of its own. */
  readonly count: number;
  readonly limits: OperationLimits;
  /** Root fields to leave out: `Query.cart`. */
  readonly except?: readonly string[];
  /** Largest value of each slicing argument. */
  readonly sizes: Readonly<Record<string, number>>;
  /** Items of each slicing argument that is a list of inputs, in the notation of GraphQL: `{ productId: "p-001", quantity: 1 }`. */
  readonly lists?: Readonly<Record<string, readonly string[]>>;
  /** Values for ids. */
  readonly ids: readonly string[];
  /** Changes to try for each operation. Default 400. */
  readonly tries?: number;
}

export interface CostlyOperation {
  readonly query: string;
  readonly cost: number;
}

/** A field of the operation, or a fragment on an object type, which is taken for a field of that type. */
interface Asked {
  readonly field: GraphQLField<unknown, unknown>;
  readonly written: string;
  readonly below: Asked[];
}

type Composite = GraphQLObjectType | GraphQLAbstractType;

const fragmentOn = (type: GraphQLObjectType) =>
  ({ name: `... on ${type.name}`, type, args: [] }) as unknown as GraphQLField<unknown, unknown>;

/**
 * Grows operations from nothing, until little more fits.
 *
 * Each change adds a field with all its values, or a whole field under another alias, with arguments as large as allowed. A change that
 * exceeds the limits is undone.
 */
export function costlyOperations(sdl: string, options: CostlyOptions): CostlyOperation[] {
  const schema = buildSchema(sdl);
  return fc.sample(
    fc.gen().map((random) => grow(schema, options, random)),
    { numRuns: options.count, seed: 7 },
  );
}

function grow(schema: GraphQLSchema, options: CostlyOptions, random: GeneratorValue): CostlyOperation {
  const { limits, except = [], sizes, lists = {}, ids, tries = 400 } = options;
  const query = schema.getQueryType()!;
  const price = pricing(schema, limits);
  const upTo = (max: number): number => random(natUpTo(max));
  const oneOf = <T>(list: readonly T[]): T => list[upTo(list.length - 1)]!;
  /** Preferences of this search, in percent. Without them, all searches would end alike. */
  const [likesNesting, likesAliases, likesSize] = [upTo(100), upTo(100), upTo(100)];

  const argument = ({ name, type }: GraphQLArgument): string[] => {
    const items = lists[name];
    const max = sizes[name] ?? items?.length;
    if (max !== undefined) {
      const size = upTo(100) <= likesSize ? max : 1 + upTo(max - 1);
      return [`${name}: ${items ? `[${items.slice(0, size).join(', ')}]` : size}`];
    }
    if (!isNonNullType(type)) return [];
    const named = getNamedType(type);
    if (named.name === 'ID' || named.name === 'String') return [`${name}: ${JSON.stringify(oneOf(ids))}`];
    if (isInputObjectType(named)) throw new Error(`what '${name}' may be is not said`);
    return [];
  };
  const ask = (field: GraphQLField<unknown, unknown>): Asked => {
    const given = field.args.flatMap(argument);
    const written = `${field.name}${given.length > 0 ? `(${given.join(' ')})` : ''}`;
    const { type, isLeaf } = typeBelow(field);
    const values = isLeaf ? [] : fieldsOf(type as Composite).filter((each) => typeBelow(each).isLeaf);
    return { field, written, below: values.map((each) => ({ field: each, written: each.name, below: [] })) };
  };
  const fragments = new Map<GraphQLObjectType, GraphQLField<unknown, unknown>>();
  /** Fields of an object type, fragments of an interface or union. */
  const fieldsOf = (type: Composite): GraphQLField<unknown, unknown>[] => {
    if (!isAbstractType(type))
      return Object.values(type.getFields()).filter(({ name }) => !except.includes(`${type.name}.${name}`));
    return schema.getPossibleTypes(type).map((possible) => {
      const fragment = fragments.get(possible) ?? fragmentOn(possible);
      fragments.set(possible, fragment);
      return fragment;
    });
  };

  const root: Asked = { field: fragmentOn(query), written: '', below: [] };
  let best: CostlyOperation = { query: '{ __typename }', cost: 1 };
  for (let turn = 0; turn < tries; turn += 1) {
    const here = pick(root, () => upTo(100) <= likesNesting, oneOf);
    const type = typeBelow(here.field).type as Composite;
    const objects = fieldsOf(type).filter((field) => !typeBelow(field).isLeaf);
    const asked = new Set(here.below.map(({ field }) => field));
    const fresh = objects.filter((field) => !asked.has(field));
    // Of a fragment there is no other one under an alias.
    const again = isAbstractType(type) ? [] : here.below.filter(({ below }) => below.length > 0);
    const copies = again.length > 0 && (fresh.length === 0 || upTo(100) <= likesAliases);
    if (!copies && fresh.length === 0) continue;
    const added = copies ? { ...oneOf(again), below: [...oneOf(again).below] } : ask(oneOf(fresh));
    here.below.push(copies ? { ...ask(added.field) } : added);
    const text = write(root);
    const cost = price(text);
    if (cost === undefined) here.below.pop();
    else best = { query: text, cost };
  }
  const errors = validate(schema, parse(best.query));
  if (errors.length > 0) throw new Error(`what was found is not valid: ${errors.join('; ')}`);
  return best;
}

/** Picks a field, further down while `goesOn`. */
function pick(from: Asked, goesOn: () => boolean, oneOf: <T>(list: readonly T[]) => T): Asked {
  let here = from;
  for (;;) {
    const objects = here.below.filter(({ field }) => !typeBelow(field).isLeaf);
    if (objects.length === 0 || !goesOn()) return here;
    here = oneOf(objects);
  }
}

function write({ field, written, below }: Asked, alias = ''): string {
  const { isLeaf } = typeBelow(field);
  const seen = new Map<string, number>();
  const inner = below.map((one) => {
    const count = seen.get(one.field.name) ?? 0;
    seen.set(one.field.name, count + 1);
    return write(one, count === 0 ? '' : `${one.field.name}${count}: `);
  });
  return `${alias}${written}${isLeaf ? '' : ` { ${inner.join(' ') || '__typename'} }`}`;
}

/** Cost of an operation; undefined for one that a server with these limits refuses. */
function pricing(schema: GraphQLSchema, limits: OperationLimits): (text: string) => number | undefined {
  const documents = createDocuments({ schema, costs: createCostModel(), maxBytes: 1_000_000 });
  return (text) => {
    try {
      const document = parse(text, { maxTokens: limits.maxTokens });
      if (excessOf(document, limits).length > 0) return undefined;
      const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
      const cost = documents.keep(text, document).estimateOf(operation as OperationDefinitionNode)({});
      return cost <= limits.maxCost ? cost : undefined;
    } catch {
      return undefined;
    }
  };
}
