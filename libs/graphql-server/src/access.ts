/** Access control: one row per root field, checked for completeness at start-up, enforced before any resolver runs. */

import { Failure } from '@frontage/errors';
import { admit, decideOn, type Access, type Principal } from '@frontage/policy';
import {
  defaultFieldResolver,
  Kind,
  type DocumentNode,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { OperationContext } from './operation-context.ts';

/** Access by root field: `{ 'Query.products': publicAccess, 'Mutation.checkout': permission('order:place') }`. */
export type AccessTable = Readonly<Record<string, Access>>;

/**
 * Enforces the table before the root resolvers.
 *
 * Returns its problems: a root field without a row, a row without a field. A field without a row is forbidden for all.
 */
export function enforceAccess(schema: GraphQLSchema, table: AccessTable): readonly string[] {
  const fields = rootFields(schema);
  for (const [name, field] of fields) guard(field, table[name]);
  return [
    ...[...fields.keys()].filter((name) => !Object.hasOwn(table, name)).map((name) => `${name} has no declared access`),
    ...Object.keys(table)
      .filter((name) => !fields.has(name))
      .map((name) => `${name} has a row in the access table but is not in the schema`),
  ];
}

function rootFields(schema: GraphQLSchema): ReadonlyMap<string, Field> {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return new Map(
    roots.flatMap((root) =>
      Object.values(root?.getFields() ?? {}).map((field) => [`${root!.name}.${field.name}`, field] as const),
    ),
  );
}

type Field = GraphQLField<unknown, OperationContext>;

function guard(field: Field, access: Access | undefined): void {
  const resolve = field.resolve ?? defaultFieldResolver;
  const guarded: typeof resolve = (source, args, context: OperationContext, info) => {
    if (!access) throw new Failure('FORBIDDEN', 'Nobody may do this.');
    const refused = refusal(context.principal, access);
    if (refused) throw refused;
    const { demand, settle } = decideOn(context.principal, access, args);
    if (access.kind === 'public' || access.resource !== 'demanded')
      return resolve(source, args, context, info) as unknown;
    return Promise.try(resolve, source, args, { ...context, demand }, info).then((value: unknown) => {
      settle();
      return value;
    });
  };
  field.resolve = guarded;
}

function refusal(principal: Principal, access: Access): Failure | undefined {
  const admission = admit(principal, access);
  if (admission === 'admitted') return undefined;
  return admission === 'unauthenticated'
    ? new Failure('UNAUTHENTICATED', 'Say who you are to do this.')
    : new Failure('FORBIDDEN', 'You may not do this.');
}

/**
 * Refusal of a whole operation: undefined unless every root field is refused.
 *
 * With one allowed field, the answer is partial, and the refused fields are errors of their own.
 */
export function refusalOfAll(
  operation: OperationDefinitionNode,
  document: DocumentNode,
  schema: GraphQLSchema,
  table: AccessTable,
  principal: Principal,
): Failure | undefined {
  const root = schema.getRootType(operation.operation)?.name;
  const refusals = [...selectedFields(operation.selectionSet, document)].map((name) => {
    const access = table[`${root}.${name}`];
    // Fields without a row are GraphQL's own: `__typename`, introspection.
    return access && refusal(principal, access);
  });
  return refusals.every((refused) => refused !== undefined) ? refusals[0] : undefined;
}

/** Fields that a selection may reach, whatever `@skip` and `@include` leave of it. */
function selectedFields(
  { selections }: SelectionSetNode,
  document: DocumentNode,
  visited: Set<string> = new Set(),
): ReadonlySet<string> {
  const names = selections.flatMap((selection): string[] => {
    if (selection.kind === Kind.FIELD) return [selection.name.value];
    if (selection.kind === Kind.INLINE_FRAGMENT) return [...selectedFields(selection.selectionSet, document, visited)];
    const { value } = selection.name;
    if (visited.has(value)) return [];
    visited.add(value);
    const fragment = document.definitions.find(
      (definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === value,
    );
    return fragment?.kind === Kind.FRAGMENT_DEFINITION
      ? [...selectedFields(fragment.selectionSet, document, visited)]
      : [];
  });
  return new Set(names);
}
