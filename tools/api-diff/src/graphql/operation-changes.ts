/**
 * Changes of a schema that the operations of clients notice.
 *
 * A comparison of whole schemas (`findBreakingChanges` of graphql-js) tells far more, of what no client asks for. Whether an operation is
 * still valid is for graphql-js to say; what is here is about operations that are valid, and get or mean something else.
 */

import {
  astFromValue,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  isType,
  Kind,
  print,
  typeFromAST,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
  type ArgumentNode,
  type ASTNode,
  type DocumentNode,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type GraphQLType,
  type VariableDefinitionNode,
} from 'graphql';
import type { GraphqlRule } from '../rules.ts';

/** Change that an operation notices. */
export interface OperationChange {
  readonly rule: GraphqlRule;
  /** Coordinate in the schema: `Product.name`. */
  readonly at: string;
  readonly detail: string;
}

/** Lists each change from one schema to another that a document notices; those of what it does not ask for are left out. */
export function operationChanges(
  before: GraphQLSchema,
  after: GraphQLSchema,
  document: DocumentNode,
): readonly OperationChange[] {
  const errors = validate(after, document);
  if (errors.length > 0)
    return errors.map(({ message, nodes }) => ({ rule: 'operation-invalid', at: placeOf(nodes), detail: message }));
  // An operation that is new with the schema was promised nothing.
  if (validate(before, document).length > 0) return [];
  const changes: OperationChange[] = [];
  const tell = (rule: GraphqlRule, at: string, detail: string): void => void changes.push({ rule, at, detail });
  const comparison: Comparison = { before, after, tell, compared: new Set() };
  const types = new TypeInfo(before);
  const declared = document.definitions.flatMap((each) =>
    each.kind === Kind.OPERATION_DEFINITION ? (each.variableDefinitions ?? []) : [],
  );
  const variables = new Map(declared.map((each) => [each.variable.name.value, each]));
  for (const { type } of declared) {
    const was = typeFromAST(before, type as never);
    if (was) compareVariable(comparison, getNamedType(was));
  }
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: ({ name, arguments: given = [] }) => {
        const parent = types.getParentType();
        const was = types.getFieldDef();
        const owner = parent && after.getType(parent.name);
        // GraphQL's own fields have no place in a type.
        if (!was || !owner || !('getFields' in owner) || name.value.startsWith('__')) return;
        const is = owner.getFields()[name.value]!;
        const at = `${parent.name}.${name.value}`;
        compareOutput(comparison, at, was.type, is.type);
        for (const arg of was.args) {
          if (
            mayBeLeftOut(
              given.find((each) => each.name.value === arg.name),
              variables,
            )
          )
            compareDefaults(comparison, `${at}(${arg.name}:)`, arg, (is as { args?: readonly GraphQLArgument[] }).args);
        }
      },
      ObjectValue: ({ fields }) => {
        const was = getNamedType(types.getInputType());
        const is = was && after.getType(was.name);
        if (!isInputObjectType(was) || !isInputObjectType(is)) return;
        for (const field of Object.values(was.getFields())) {
          if (fields.some(({ name }) => name.value === field.name)) continue;
          compareDefaults(comparison, `${was.name}.${field.name}`, field, Object.values(is.getFields()));
        }
      },
    }),
  );
  return changes;
}

interface Comparison {
  readonly before: GraphQLSchema;
  readonly after: GraphQLSchema;
  readonly tell: (rule: GraphqlRule, at: string, detail: string) => void;
  /** Names of input types that were compared: they may contain themselves. */
  readonly compared: Set<string>;
}

/** Operation or fragment that an error lies in. */
function placeOf(nodes: readonly ASTNode[] | undefined): string {
  const start = nodes?.[0]?.loc?.start;
  const text = nodes?.[0]?.loc?.source.body ?? '';
  const [, kind, name] =
    [...text.slice(0, start).matchAll(/^(query|mutation|subscription|fragment) (\w+)/gm)].at(-1) ?? [];
  return kind === undefined ? 'an operation' : `${kind} ${name}`;
}

/** Compares the type of a selected field: what comes must be as it was said to be. */
function compareOutput(comparison: Comparison, at: string, was: GraphQLType, is: GraphQLType): void {
  const told = `was ${String(was)}, and is ${String(is)}`;
  const misfit = misfitOf(was, is);
  if (misfit) return comparison.tell(misfit === 'null' ? 'field-nullable' : 'field-type-changed', at, told);
  const [named, now] = [getNamedType(was), getNamedType(is)];
  if (isEnumType(named) && isEnumType(now)) {
    const [lost, gained] = difference(named.getValues(), now.getValues());
    if (lost.length > 0)
      comparison.tell('enum-value-removed', at, `is never ${lost.join(', ')} any more (${named.name})`);
    if (gained.length > 0) comparison.tell('enum-value-added', at, `may be ${gained.join(', ')} (${named.name})`);
  }
  if (isAbstractType(named) && isAbstractType(now)) {
    const [lost, gained] = difference(
      comparison.before.getPossibleTypes(named),
      comparison.after.getPossibleTypes(now),
    );
    if (lost.length > 0) comparison.tell('possible-type-removed', at, `is never ${lost.join(', ')} any more`);
    if (gained.length > 0) comparison.tell('possible-type-added', at, `may be ${gained.join(', ')}`);
  }
}

/** Misfit of a type of output where another was expected: `null` where none may come, `type` for anything else. */
function misfitOf(was: GraphQLType, is: GraphQLType): 'null' | 'type' | undefined {
  if (isNonNullType(was))
    return isNonNullType(is) ? misfitOf(was.ofType, is.ofType) : (misfitOf(was.ofType, is) ?? 'null');
  if (isNonNullType(is)) return misfitOf(was, is.ofType);
  if (isListType(was) || isListType(is))
    return isListType(was) && isListType(is) ? misfitOf(was.ofType, is.ofType) : 'type';
  return isType(was) && getNamedType(was).name === getNamedType(is).name ? undefined : 'type';
}

/** Compares the types of variables: a client may send whatever was accepted. */
function compareVariable(comparison: Comparison, was: GraphQLNamedType): void {
  const { after, tell, compared } = comparison;
  if (compared.has(was.name)) return;
  compared.add(was.name);
  const is = after.getType(was.name);
  if (isEnumType(was) && isEnumType(is)) {
    const [lost] = difference(was.getValues(), is.getValues());
    if (lost.length > 0) tell('variable-value-removed', was.name, `no longer has ${lost.join(', ')}`);
  }
  if (!isInputObjectType(was) || !isInputObjectType(is)) return;
  const [fields, now] = [was.getFields(), is.getFields()];
  for (const field of Object.values(fields)) {
    const at = `${was.name}.${field.name}`;
    const other = now[field.name];
    if (!other) {
      tell('variable-field-removed', at, 'is gone');
      continue;
    }
    // Input may widen where output may narrow: the roles are exchanged.
    const misfit = misfitOf(other.type, field.type);
    if (misfit)
      tell(
        misfit === 'null' ? 'variable-field-required' : 'variable-type-changed',
        at,
        `was ${String(field.type)}, and is ${String(other.type)}`,
      );
    compareDefaults(comparison, at, field, [other]);
    compareVariable(comparison, getNamedType(field.type));
  }
  for (const field of Object.values(now))
    if (!fields[field.name] && isRequiredInputField(field))
      tell('variable-field-required', `${was.name}.${field.name}`, 'is new, and must be sent');
}

/** Asks whether an argument's default may be used: it is left out, or given by a variable that may be. */
function mayBeLeftOut(
  given: ArgumentNode | undefined,
  variables: ReadonlyMap<string, VariableDefinitionNode>,
): boolean {
  if (!given) return true;
  if (given.value.kind !== Kind.VARIABLE) return false;
  const variable = variables.get(given.value.name.value);
  return variable !== undefined && variable.type.kind !== Kind.NON_NULL_TYPE && !variable.defaultValue;
}

type Input = GraphQLArgument | GraphQLInputField;

/** Compares the default of something that clients may leave out. */
function compareDefaults({ tell }: Comparison, at: string, was: Input, others: readonly Input[] = []): void {
  const is = others.find(({ name }) => name === was.name);
  const [before, after] = [defaultOf(was), is ? defaultOf(is) : 'ignored'];
  // Without a default before, nothing was promised but the answer without the argument: validation tells when it must be given.
  if (before === after || (before === 'nothing' && after === 'ignored')) return;
  tell('default-changed', at, `left out, was ${before}, and is ${after}`);
}

function defaultOf({ defaultValue, type }: Input): string {
  const node = defaultValue === undefined ? undefined : astFromValue(defaultValue, type);
  return node ? print(node) : 'nothing';
}

interface Named {
  readonly name: string;
}

/** Names that only the first list has, and those that only the second has. */
function difference(was: readonly Named[], is: readonly Named[]): readonly [lost: string[], gained: string[]] {
  const namesOf = (some: readonly Named[]): string[] => some.map(({ name }) => name);
  const [before, after] = [namesOf(was), namesOf(is)];
  return [before.filter((name) => !after.includes(name)), after.filter((name) => !before.includes(name))];
}
