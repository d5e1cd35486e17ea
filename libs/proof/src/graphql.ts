/** Proof of a GraphQL BFF from its schema, its representative operations and its features' scenarios. */

import type { Access, Action } from '@frontage/policy';
import {
  buildSchema,
  Kind,
  OperationTypeNode,
  parse,
  print,
  separateOperations,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import type { AccessRow, Attempt, Attempts, FieldRow, Target, Told } from './authorization.ts';
import { parse as parseJson, type Ask, type RawAnswer } from './client.ts';
import { make, pairUp, type Effect, type Made, type Operation, type ScenarioTerms } from './operation.ts';
import { smallestOperation } from './root-field.ts';

/** Source of each field of a schema: a service, `here` or `parent`. */
export interface SourceTable {
  readonly types: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, string>>;
}

/** Facts that the types of resolvers are generated from, beside the schema. */
export interface ResolverTypeFacts {
  /** Module and name of each type's Model, in the notation of the generator's `mappers` (`@frontage/orders-client#Order`). */
  readonly models: Readonly<Record<string, string>>;
  /** Module and name of the resolvers' context type. */
  readonly context: string;
  /** TypeScript type of each custom scalar. A missing one fails. */
  readonly scalars: Readonly<Record<string, string>>;
}

/** Request of one representative operation. */
export interface GraphqlScenario extends ScenarioTerms {
  /** Upstream calls and waves of one request while nothing is cached, to the number: fewer are an improvement to write down. */
  readonly budget: { readonly calls: number; readonly waves: number };
  /** Default: no variables. */
  readonly request?: Made<{ readonly variables?: object; readonly effect?: Effect }>;
}

/** Proof of one feature of a GraphQL BFF: `proof` of its file `proof/<feature>.proof.ts`. */
export interface GraphqlFeatureProof {
  /** Scenarios by name of the operation. */
  readonly scenarios: Readonly<Record<string, GraphqlScenario>>;
  /** Attempts of the feature. Default none. */
  readonly attempts?: Attempts;
}

export interface GraphqlProofOptions {
  /** Schema as SDL. */
  readonly sdl: string;
  /** Representative operations: one document with fragments. */
  readonly operations: string;
  readonly features: readonly GraphqlFeatureProof[];
  readonly budgets: { readonly queryMs: number; readonly mutationMs: number };
  /** Access by root field: `Query.product`. */
  readonly access: Readonly<Record<string, Access>>;
  /** Action that a field needs, by name: `Order.internalNotes`. */
  readonly fieldAccess: Readonly<Record<string, Action>>;
}

/** Builds the parts of the proof. Throws for an operation without a scenario, and for a scenario without an operation. */
export function graphqlProof({ sdl, operations, features, budgets, access, fieldAccess }: GraphqlProofOptions) {
  const schema = buildSchema(sdl);
  const scenarios: GraphqlFeatureProof['scenarios'] = Object.assign({}, ...features.map((each) => each.scenarios));
  const attempts: Attempts = Object.assign({}, ...features.map((each) => each.attempts));
  const documents = Object.entries(separateOperations(parse(operations))).map(([name, document]) => ({
    name,
    document,
  }));
  return {
    operations: pairUp(documents, scenarios).map(([document, scenario]) => operationOf(document, scenario, budgets)),
    rows: Object.entries(access).map(([operation, its]) => rowOf(schema, operation, its)),
    fields: Object.entries(fieldAccess).map(([field, action]): FieldRow => ({ field, action })),
    attempts,
  };
}

function operationOf(
  { name, document }: { readonly name: string; readonly document: DocumentNode },
  { request = {}, who, budget, ...terms }: GraphqlScenario,
  budgets: GraphqlProofOptions['budgets'],
): Operation {
  const kind = kindOf(document);
  const query = print(document);
  return {
    ...terms,
    name: `${kind} ${name}`,
    who,
    budgetMs: kind === OperationTypeNode.MUTATION ? budgets.mutationMs : budgets.queryMs,
    budgetCalls: budget.calls,
    budgetWaves: budget.waves,
    prepare: async (fixtures) => {
      const { variables = {}, effect } = await make(request, fixtures);
      return { ask: asking({ operationName: name, query, variables }), ...(effect && { effect }) };
    },
  };
}

const kindOf = (document: DocumentNode): OperationTypeNode =>
  document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION)!.operation;

/** Request for an operation. A subscription is asked for its first event, the state of now. */
const asking = (
  body: { readonly query: string; readonly [member: string]: unknown },
  accept = 'text/event-stream',
): Ask =>
  body.query.trimStart().startsWith('subscription')
    ? { method: 'POST', path: '/graphql/stream', headers: { accept }, body }
    : { method: 'POST', path: '/graphql', body };

const rowOf = (schema: GraphQLSchema, operation: string, access: Access): AccessRow => ({
  operation,
  access,
  // A client that takes JSON, too, is told of a refusal by the status, and not in the stream.
  ask: asking({ query: smallestOperation(schema, operation) }, 'text/event-stream, application/json'),
});

/** Fields of the schema (`Product.sku`) that no operation of the document asks for. */
export function fieldsNotAsked(sdl: string, operations: string): readonly string[] {
  const schema = buildSchema(sdl);
  const asked = new Set<string>();
  const types = new TypeInfo(schema);
  visit(
    parse(operations),
    visitWithTypeInfo(types, {
      Field: () => void asked.add(`${types.getParentType()?.name}.${types.getFieldDef()?.name}`),
    }),
  );
  return Object.values(schema.getTypeMap())
    .filter((type) => 'getInterfaces' in type && !type.name.startsWith('__'))
    .flatMap((type) =>
      Object.keys((type as { getFields(): object }).getFields()).map((field) => `${type.name}.${field}`),
    )
    .filter((field) => !asked.has(field));
}

interface Body {
  readonly errors?: readonly { readonly path?: readonly unknown[]; readonly extensions: { readonly code: string } }[];
}

const toldByCode: Readonly<Record<string, Told>> = {
  UNAUTHENTICATED: 'unauthenticated',
  FORBIDDEN: 'denied',
  NOT_FOUND: 'hidden',
};

/** Verdict by the code of an error of a root field or the operation. A greater `depth` includes fields below. */
export function toldByErrors({ status, text }: RawAnswer, depth = 1): Told {
  if (status >= 500) throw new Error(`The answer has status ${status}.`);
  const error = ((parseJson(text) ?? {}) as Body).errors?.find(({ path = [] }) => path.length <= depth);
  return error ? (toldByCode[error.extensions.code] ?? 'granted') : 'granted';
}

/** Attempt by one GraphQL operation. */
export const graphqlAttempt =
  (query: string, variablesFor: (target: Target) => object = () => ({})): Attempt =>
  async (client, target) =>
    toldByErrors(await client(asking({ query, variables: variablesFor(target) })));
