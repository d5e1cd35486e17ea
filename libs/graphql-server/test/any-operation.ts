/** Valid operations of any schema, for properties that must hold for all of them. */

import fc, { type GeneratorValue } from 'fast-check';
import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  parse,
  validate,
  type DocumentNode,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

export interface AnyOperation {
  readonly text: string;
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface AnyOperationOptions {
  /** Levels of fields. Default 5. */
  readonly maxDepth?: number;
  /** Root fields to leave out: `Mutation.checkout`. Default none. */
  readonly except?: readonly string[];
  /** Strings for arguments, or words of one's own for all. Default a few. */
  readonly words?: readonly string[];
}

/** Aliases, fragments, directives, variables with and without values and defaults: what a client may write. */
export function anyOperation(schema: GraphQLSchema, options: AnyOperationOptions = {}): fc.Arbitrary<AnyOperation> {
  return fc
    .gen()
    .map((random) => write(schema, options, random))
    .filter(({ document }) => validate(schema, document).length === 0);
}

function write(schema: GraphQLSchema, options: AnyOperationOptions, random: GeneratorValue): AnyOperation {
  const { maxDepth = 5, except = [], words = ['', 'a', 'p-001', 'no such thing'] } = options;
  const upTo = (max: number): number => random(fc.nat, { max });
  const chance = (percent: number): boolean => upTo(99) < percent;
  const oneOf = <T>(list: readonly T[]): T => list[upTo(list.length - 1)]!;

  const declarations: string[] = [];
  const fragments: string[] = [];
  const variables: Record<string, unknown> = {};
  let names = 0;
  /** How many more objects it may ask for: levels multiply. */
  let left = 12;
  const fresh = (prefix: string): string => `${prefix}${(names += 1)}`;

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
  const literal = (value: unknown, type: GraphQLInputType): string => {
    const inner = getNullableType(type);
    if (value === null) return 'null';
    if (isListType(inner)) return `[${(value as unknown[]).map((item) => literal(item, inner.ofType)).join(' ')}]`;
    if (isEnumType(inner)) return String(value);
    if (isInputObjectType(inner)) {
      const of = inner.getFields();
      const members = Object.entries(value as object).map(
        ([name, each]) => `${name}: ${literal(each, of[name]!.type)}`,
      );
      return `{${members.join(' ')}}`;
    }
    return JSON.stringify(value);
  };
  const variable = (type: GraphQLInputType, hasDefault: boolean): string => {
    const name = fresh('v');
    const nullable = hasDefault && isNonNullType(type) && chance(50) ? type.ofType : type;
    const ownDefault = isNonNullType(nullable) || chance(70) ? '' : ` = ${literal(plain(type), type)}`;
    declarations.push(`$${name}: ${nullable.toString()}${ownDefault}`);
    if (isNonNullType(nullable)) {
      if (!chance(2)) variables[name] = plain(nullable);
    } else if (chance(60)) variables[name] = chance(20) ? null : plain(nullable);
    if (chance(2)) variables[name] = { no: 'such' };
    return `$${name}`;
  };
  const argument = ({ name, type, defaultValue }: GraphQLArgument): string[] => {
    const isNeeded = isNonNullType(type) && defaultValue === undefined;
    if (!isNeeded && chance(40)) return [];
    if (chance(40)) return [`${name}: ${variable(type, defaultValue !== undefined)}`];
    if (!isNonNullType(type) && chance(10)) return [`${name}: null`];
    return [`${name}: ${literal(plain(type), type)}`];
  };
  const directive = (): string => {
    if (!chance(8)) return '';
    const name = fresh('v');
    const isVariable = chance(60);
    if (isVariable) {
      declarations.push(`$${name}: Boolean!`);
      variables[name] = chance(50);
    }
    return ` @${oneOf(['skip', 'include'])}(if: ${isVariable ? `$${name}` : chance(50)})`;
  };
  const field = (of: GraphQLField<unknown, unknown>, depth: number): string => {
    const type = getNamedType(of.type);
    if (!isLeafType(type)) left -= 1;
    const below = isLeafType(type) ? '' : ` ${selection(type as GraphQLCompositeType, depth + 1)}`;
    const given = of.args.flatMap(argument);
    const alias = chance(15) || given.length > 0 ? `${fresh('a')}: ` : '';
    return `${alias}${of.name}${given.length > 0 ? `(${given.join(' ')})` : ''}${directive()}${below}`;
  };
  const selection = (type: GraphQLCompositeType, depth: number, root = false): string => {
    const fields =
      'getFields' in type ? Object.values(type.getFields() as Record<string, GraphQLField<unknown, unknown>>) : [];
    const usable = fields.filter(
      (each) =>
        (isLeafType(getNamedType(each.type)) || (depth < maxDepth && left > 0)) &&
        !(root && except.includes(`${type.name}.${each.name}`)),
    );
    const chosen = usable
      .filter(
        (each) =>
          chance(isLeafType(getNamedType(each.type)) ? 60 : 35) && (left > 0 || isLeafType(getNamedType(each.type))),
      )
      .map((each) => field(each, depth));
    if (chance(15)) chosen.push(`${chance(50) ? `${fresh('a')}: ` : ''}__typename`);
    if (isAbstractType(type)) {
      for (const possible of schema.getPossibleTypes(type)) {
        if (chance(70)) chosen.push(`... on ${possible.name} ${selection(possible, depth)}`);
      }
    } else if (depth < maxDepth && left > 0 && chance(12)) {
      left -= 1;
      const inner = selection(type, depth + 1, root);
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

  const mutation = schema.getMutationType();
  const isMutation = mutation != null && chance(20);
  const root: GraphQLObjectType = isMutation ? mutation : schema.getQueryType()!;
  const body = selection(root, 1, true);
  const head = `${isMutation ? 'mutation' : 'query'} Any${declarations.length > 0 ? `(${declarations.join(' ')})` : ''}`;
  const text = [`${head} ${body}`, ...fragments].join('\n');
  return { text, document: parse(text), variables };
}
