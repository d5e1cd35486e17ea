/** Valid documents of any schema, with requests for them, for property tests. */

import fc, { type GeneratorValue } from 'fast-check';
import {
  getNullableType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  parse,
  validate,
  type DocumentNode,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { natUpTo } from './nat-up-to.ts';
import { typeBelow } from './type-below.ts';

/** A document as a server would keep it, and the requests for it, in order. */
export interface AnyDocument {
  readonly text: string;
  readonly document: DocumentNode;
  readonly requests: readonly AnyRequest[];
}

export interface AnyRequest {
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface AnyDocumentOptions {
  /** Levels of fields. Default 5. */
  readonly maxDepth?: number;
  /** Root fields to leave out: `Mutation.checkout`. Default none. */
  readonly except?: readonly string[];
  /** Strings for arguments. Default a few. */
  readonly words?: readonly string[];
  /** Requests for each document. Default 4. */
  readonly requests?: number;
}

/**
 * Arbitrary documents with aliases, fragments, directives, variables, defaults, and one or two operations.
 *
 * The requests give every variable another value, null, nothing, or a value that does not fit.
 */
export function anyDocument(schema: GraphQLSchema, options: AnyDocumentOptions = {}): fc.Arbitrary<AnyDocument> {
  return fc
    .gen()
    .map((random) => write(schema, options, random))
    .filter(({ document }) => validate(schema, document).length === 0);
}

/** Names that a plain object has already. */
const awkwardNames = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'then', 'toJSON'];

/** Writes a value as a document does. */
type Write = (value: unknown, type: GraphQLInputType) => string;

/** Value of a variable that a request leaves out. */
const absent = Symbol('absent');

interface Variable {
  readonly name: string;
  readonly declaration: string;
  readonly draw: () => unknown;
}

function write(schema: GraphQLSchema, options: AnyDocumentOptions, random: GeneratorValue): AnyDocument {
  const { maxDepth = 5, except = [], words = ['', 'a', 'p-001', 'no such thing'], requests = 4 } = options;
  const upTo = (max: number): number => random(natUpTo(max));
  const chance = (percent: number): boolean => upTo(99) < percent;
  const oneOf = <T>(list: readonly T[]): T => list[upTo(list.length - 1)]!;

  /** Variables of the operation that is being written. */
  let variables: Variable[] = [];
  let conditions: string[] = [];
  const fragments: string[] = [];
  const taken = new Set<string>();
  let names = 0;
  /** Objects that the operation may still ask for: levels multiply. */
  let left = 0;
  const fresh = (prefix: string): string => {
    const awkward = oneOf(awkwardNames);
    if (!chance(8) || taken.has(awkward)) return `${prefix}${(names += 1)}`;
    taken.add(awkward);
    return awkward;
  };

  const plain = (type: GraphQLInputType): unknown => {
    if (isNonNullType(type)) return plain(type.ofType);
    if (isListType(type)) return Array.from({ length: upTo(2) }, () => plain(type.ofType));
    if (isEnumType(type)) return oneOf(type.getValues()).name;
    if (isInputObjectType(type)) {
      const members = Object.values(type.getFields()).filter((member) => isNonNullType(member.type) || chance(50));
      return Object.fromEntries(members.map((member) => [member.name, plain(member.type)]));
    }
    switch (type.name) {
      case 'Int':
        return upTo(60) - 5;
      case 'Float':
        return upTo(100) / 8;
      case 'Boolean':
        return chance(50);
      default:
        return oneOf(words);
    }
  };
  /** Writes a value. `inner` writes the values within it: literally, or now and then as a variable. */
  const literal = (value: unknown, type: GraphQLInputType, inner?: Write): string => {
    const nullable = getNullableType(type);
    const within = inner ?? literal;
    if (value === null) return 'null';
    if (isListType(nullable)) return `[${(value as unknown[]).map((item) => within(item, nullable.ofType)).join(' ')}]`;
    if (isEnumType(nullable)) return String(value);
    if (isInputObjectType(nullable)) {
      const of = nullable.getFields();
      const members = Object.entries(value as object).map(([name, each]) => `${name}: ${within(each, of[name]!.type)}`);
      return `{${members.join(' ')}}`;
    }
    return JSON.stringify(value);
  };
  const mixed = (value: unknown, type: GraphQLInputType): string =>
    chance(20) ? variable(type, false) : literal(value, type, mixed);
  const variable = (type: GraphQLInputType, hasDefault: boolean): string => {
    const name = fresh('v');
    const own = hasDefault && isNonNullType(type) && chance(50) ? type.ofType : type;
    const ownDefault = chance(isNonNullType(own) ? 85 : 70) ? '' : ` = ${literal(plain(type), type)}`;
    const draw = (): unknown => {
      if (chance(2)) return { no: 'such' };
      if (isNonNullType(own)) return chance(ownDefault ? 40 : 2) ? absent : plain(own);
      if (chance(40)) return absent;
      return chance(20) ? null : plain(own);
    };
    variables.push({ name, declaration: `$${name}: ${own.toString()}${ownDefault}`, draw });
    return `$${name}`;
  };
  /** A variable of `@skip` or `@include`. A nullable one must have a default. */
  const condition = (): string => {
    if (conditions.length > 0 && chance(40)) return oneOf(conditions);
    const name = fresh('c');
    const [type, canBeAbsent, canBeNull] = oneOf([
      ['Boolean!', false, false],
      [`Boolean! = ${chance(50)}`, true, false],
      [`Boolean = ${chance(50)}`, true, true],
    ] as const);
    const draw = (): unknown => {
      if (chance(2)) return 'yes';
      if (chance(canBeNull ? 30 : 2)) return null;
      return chance(canBeAbsent ? 30 : 2) ? absent : chance(50);
    };
    variables.push({ name, declaration: `$${name}: ${type}`, draw });
    conditions.push(`$${name}`);
    return `$${name}`;
  };
  const argument = ({ name, type, defaultValue }: GraphQLArgument): string[] => {
    const isNeeded = isNonNullType(type) && defaultValue === undefined;
    if (!isNeeded && chance(40)) return [];
    if (chance(40)) return [`${name}: ${variable(type, defaultValue !== undefined)}`];
    if (!isNonNullType(type) && chance(10)) return [`${name}: null`];
    return [`${name}: ${literal(plain(type), type, mixed)}`];
  };
  const directive = (): string => {
    if (!chance(10)) return '';
    const given = chance(10) ? ['skip', 'include'] : [oneOf(['skip', 'include'])];
    return given.map((name) => ` @${name}(if: ${chance(70) ? condition() : chance(50)})`).join('');
  };
  /** Writes a field. `aliased`: fields of one name may have another type in the types beside this one (GraphQL §5.3.2), and so are renamed. */
  const field = (of: GraphQLField<unknown, unknown>, depth: number, aliased: boolean): string => {
    const { type, isLeaf } = typeBelow(of);
    if (!isLeaf) left -= 1;
    const below = isLeaf ? '' : ` ${selection(type as GraphQLCompositeType, depth + 1)}`;
    const given = of.args.flatMap(argument);
    const alias = chance(15) || aliased || given.length > 0 ? `${fresh('a')}: ` : '';
    return `${alias}${of.name}${given.length > 0 ? `(${given.join(' ')})` : ''}${directive()}${below}`;
  };
  const selection = (type: GraphQLCompositeType, depth: number, { root = false, aliased = false } = {}): string => {
    const fields =
      'getFields' in type ? Object.values(type.getFields() as Record<string, GraphQLField<unknown, unknown>>) : [];
    const usable = fields.filter(
      (each) =>
        (typeBelow(each).isLeaf || (depth < maxDepth && left > 0)) &&
        !(root && except.includes(`${type.name}.${each.name}`)),
    );
    const chosen = usable
      .filter((each) => chance(typeBelow(each).isLeaf ? 60 : 35) && (left > 0 || typeBelow(each).isLeaf))
      .map((each) => field(each, depth, aliased));
    if (chance(15)) chosen.push(`${chance(50) ? `${fresh('a')}: ` : ''}__typename`);
    if (isAbstractType(type)) {
      for (const possible of schema.getPossibleTypes(type)) {
        if (chance(70)) chosen.push(`... on ${possible.name} ${selection(possible, depth, { aliased: true })}`);
      }
    } else if (depth < maxDepth && left > 0 && chance(12)) {
      left -= 1;
      const inner = selection(type, depth + 1, { root, aliased });
      const name = fresh('F');
      const kind = upTo(2);
      if (kind === 0) chosen.push(`...${directive()} ${inner}`);
      else if (kind === 1) chosen.push(`... on ${type.name}${directive()} ${inner}`);
      else {
        fragments.push(`fragment ${name} on ${type.name} ${inner}`);
        chosen.push(`...${name}${directive()}`);
      }
    }
    return `{ ${chosen.length > 0 ? chosen.join(' ') : '__typename'} }`;
  };

  const operation = (name: string): { readonly text: string; readonly variables: readonly Variable[] } => {
    variables = [];
    conditions = [];
    left = 12;
    const mutation = schema.getMutationType();
    const isMutation = mutation != null && chance(20);
    const body = selection(isMutation ? mutation : schema.getQueryType()!, 1, { root: true });
    const declarations = variables.map(({ declaration }) => declaration);
    const head = `${isMutation ? 'mutation' : 'query'} ${name}${declarations.length > 0 ? `(${declarations.join(' ')})` : ''}`;
    return { text: `${head} ${body}`, variables };
  };

  const operations = [operation('Any'), ...(chance(10) ? [operation('Other')] : [])];
  const text = [...operations.map((each) => each.text), ...fragments].join('\n');
  const document = parse(text);
  const request = (): AnyRequest => {
    const index = upTo(operations.length - 1);
    const given = operations[index]!.variables.map(({ name, draw }) => [name, draw()] as const);
    return {
      operation: document.definitions[index] as OperationDefinitionNode,
      variables: Object.fromEntries(given.filter(([, value]) => value !== absent)),
    };
  };
  return { text, document, requests: Array.from({ length: requests }, request) };
}
