/**
 * Reader: from the text of a request to an operation that may run.
 *
 * Each step refuses before a more expensive one begins: size, validity, choice of the operation, access, variables, cost.
 */

import { ApolloServerErrorCode } from '@apollo/server/errors';
import type { InputError } from '@frontage/errors';
import { flawOf, maxErrors, textFlaws } from '@frontage/http-server/input';
import type { Principal } from '@frontage/policy';
import {
  getVariableValues,
  GraphQLError,
  Kind,
  NoSchemaIntrospectionCustomRule,
  specifiedRules,
  validate,
  visit,
  type ArgumentNode,
  type ASTNode,
  type ASTVisitor,
  type DocumentNode,
  type GraphQLSchema,
  type ObjectFieldNode,
  type OperationDefinitionNode,
  type ValidationContext,
} from 'graphql';
import { refusalOfAll, type AccessTable } from './access.ts';
import { excessOf } from './document-size.ts';
import type { Documents } from './documents.ts';
import type { OperationLimits } from './operation-limits.ts';
import { mistake, withoutSuggestion } from './render-error.ts';

/** Operation that may run: only these are executed. */
export interface ReadOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Coerced, with defaults. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Estimated cost (cost/). */
  readonly cost: number;
}

/** Request, as far as Apollo has parsed it. */
export interface OperationRequest {
  readonly text: string;
  readonly document: DocumentNode;
  /** Undefined: the document has no such operation, or several and no name was given. */
  readonly operation: OperationDefinitionNode | undefined;
  readonly operationName: string | null | undefined;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
  readonly principal: Principal;
}

/** Refusal of a request: mistakes of the client, or missing access. No part of it runs. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly errors: readonly Error[];

  constructor(errors: readonly Error[]) {
    super('The request is refused.');
    this.errors = errors;
  }
}

export interface ReaderOptions {
  readonly schema: GraphQLSchema;
  readonly documents: Documents;
  readonly access: AccessTable;
  readonly limits: OperationLimits;
  readonly requireValid: Validate;
  /** Allows introspection, and suggestions in messages. */
  readonly debug: boolean;
}

/** Most mistakes in one answer; validation and coercion stop there. */
const maxMistakes = 5;

/** Reads a request. Throws `Refused`. */
export type Reader = (request: OperationRequest) => ReadOperation;

/** Check of a document's size, validity and text. Throws `Refused`. */
export type Validate = (document: DocumentNode) => void;

/** Creates the check of documents. */
export function createValidator({
  schema,
  limits,
  debug,
}: Omit<ReaderOptions, 'documents' | 'access' | 'requireValid'>): Validate {
  const rules = [...specifiedRules, knownOperationTypes, ...(debug ? [] : [NoSchemaIntrospectionCustomRule])];
  return (document) => {
    const excess = excessOf(document, limits);
    const errors =
      excess.length > 0
        ? excess
        : validate(schema, document, rules, { maxErrors: maxMistakes, hideSuggestions: !debug });
    if (errors.length > 0) {
      throw new Refused(errors.map((error) => mistake(error, ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED)));
    }
    const flaws = literalFlaws(document);
    if (flaws.length > 0) throw new Refused([noText(flaws)]);
  };
}

export function createReader({ schema, documents, access, limits, debug, requireValid }: ReaderOptions): Reader {
  function coerce(
    operation: OperationDefinitionNode,
    given: OperationRequest['variables'],
  ): ReadOperation['variables'] {
    const flaws = textFlaws(given ?? {}, 'variables');
    if (flaws.length > 0) throw new Refused([noText(flaws)]);
    const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], given ?? {}, {
      maxErrors: maxMistakes,
    });
    if (coerced) return coerced;
    const shown = debug ? errors : errors.map(withoutSuggestion);
    throw new Refused(shown.map((error) => mistake(error, ApolloServerErrorCode.BAD_USER_INPUT)));
  }

  return ({ text, document, operation, operationName, variables: given, principal }) => {
    let known = documents.find(text);
    if (!known) {
      requireValid(document);
      known = documents.keep(text, document);
    }
    if (!operation) throw new Refused([unresolved(operationName)]);
    const refused = refusalOfAll(operation, document, schema, access, principal);
    if (refused) throw new Refused([refused]);
    const variables = coerce(operation, given);
    const cost = known.estimateOf(operation)(variables);
    if (cost > limits.maxCost) throw new Refused([tooExpensive(cost, limits.maxCost)]);
    return { document, operation, variables, cost };
  };
}

/** Error for text that services cannot carry (`textFlaws` of http-server). */
const noText = (errors: readonly InputError[]): GraphQLError =>
  mistake('Some of the input is no text.', ApolloServerErrorCode.BAD_USER_INPUT, { errors });

/** Flaws of strings in the document itself. The parser refuses half a surrogate pair, but accepts U+0000. */
function literalFlaws(document: DocumentNode): InputError[] {
  const errors: InputError[] = [];
  visit(document, {
    StringValue(node, _, parent, __, ancestors) {
      const detail = flawOf(node.value);
      if (detail !== undefined) errors.push({ pointer: `#/${namesOf([...ancestors, parent!]).join('/')}`, detail });
    },
  });
  return errors.slice(0, maxErrors);
}

/** Names from the argument inwards, as in pointers to a field's arguments. */
const namesOf = (ancestors: readonly (ASTNode | readonly ASTNode[])[]): string[] =>
  ancestors.flatMap((node) => ('kind' in node && isNamedInput(node) ? [node.name.value] : []));

const isNamedInput = (node: ASTNode): node is ArgumentNode | ObjectFieldNode =>
  node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD;

/** Error of GetOperation (GraphQL §6.1). */
const unresolved = (name: string | null | undefined): GraphQLError =>
  mistake(
    name == null
      ? 'Must provide operation name if query contains multiple operations.'
      : `Unknown operation named "${name}".`,
    ApolloServerErrorCode.OPERATION_RESOLUTION_FAILURE,
  );

/** Apollo Router's code, which clients and tools know. */
export const tooExpensive = (cost: number, limit: number): GraphQLError =>
  mistake(`The operation costs ${cost}, and at most ${limit} is allowed.`, 'COST_ESTIMATED_TOO_EXPENSIVE', {
    cost,
    limit,
  });

/** Rule: the schema has a root type for the kind of operation (GraphQL §5.2.2.1 Operation Type Existence). */
const knownOperationTypes = (context: ValidationContext): ASTVisitor => ({
  OperationDefinition(node) {
    if (context.getSchema().getRootType(node.operation)) return;
    context.reportError(
      new GraphQLError(`Schema is not configured to execute ${node.operation} operation.`, { nodes: node }),
    );
  },
});
