/**
 * Reading: from the text of a request to an operation that may run. Each step refuses what it can before a more expensive one
 * begins: size, validity, which operation, who asks, variables, cost.
 */

import { ApolloServerErrorCode } from '@apollo/server/errors';
import type { InputError } from '@frontage/errors';
import { flawOf, maxErrors, textFlaws } from '@frontage/http-server';
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

/** An operation that may run, and what decided so: nothing else is executed. */
export interface ReadOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Coerced, with defaults. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Estimated (cost/). */
  readonly cost: number;
}

/** What a request asks for, as far as Apollo has taken it apart. */
export interface OperationRequest {
  readonly text: string;
  readonly document: DocumentNode;
  /** Undefined: none of the document's, or several and no name. */
  readonly operation: OperationDefinitionNode | undefined;
  readonly operationName: string | null | undefined;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
  readonly principal: Principal;
}

/** What is wrong with a request: the client's mistakes, or why the caller may not ask this. Nothing of it runs. */
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
  /** Allows introspection, and suggestions in messages. */
  readonly debug: boolean;
}

/** Mistakes that one answer lists; validation and coercion stop there. */
const maxMistakes = 5;

/** Reads a request. Throws `Refused`. */
export type Reader = (request: OperationRequest) => ReadOperation;

export function createReader({ schema, documents, access, limits, debug }: ReaderOptions): Reader {
  const rules = [...specifiedRules, knownOperationTypes, ...(debug ? [] : [NoSchemaIntrospectionCustomRule])];

  function requireValid(document: DocumentNode): void {
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
  }

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

/** Text of variables or literals that nothing behind us can carry. */
const noText = (errors: readonly InputError[]): GraphQLError =>
  mistake('Some of the input is no text.', ApolloServerErrorCode.BAD_USER_INPUT, { errors });

/** Strings in the document itself. The parser refuses half of a surrogate pair, and lets U+0000 pass. */
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

/** From the argument inwards, as pointers of a field's arguments go. */
const namesOf = (ancestors: readonly (ASTNode | readonly ASTNode[])[]): string[] =>
  ancestors.flatMap((node) => ('kind' in node && isNamedInput(node) ? [node.name.value] : []));

const isNamedInput = (node: ASTNode): node is ArgumentNode | ObjectFieldNode =>
  node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD;

/** GraphQL §6.1, GetOperation. */
const unresolved = (name: string | null | undefined): GraphQLError =>
  mistake(
    name == null
      ? 'Must provide operation name if query contains multiple operations.'
      : `Unknown operation named "${name}".`,
    ApolloServerErrorCode.OPERATION_RESOLUTION_FAILURE,
  );

/** The code is Apollo Router's, which clients and tools know. */
const tooExpensive = (cost: number, limit: number): GraphQLError =>
  mistake(`The operation costs ${cost}, and at most ${limit} is allowed.`, 'COST_ESTIMATED_TOO_EXPENSIVE', {
    cost,
    limit,
  });

/** An operation of a kind that the schema has no root type for (GraphQL §5.2.2.1 Operation Type Existence). */
const knownOperationTypes = (context: ValidationContext): ASTVisitor => ({
  OperationDefinition(node) {
    if (context.getSchema().getRootType(node.operation)) return;
    context.reportError(
      new GraphQLError(`Schema is not configured to execute ${node.operation} operation.`, { nodes: node }),
    );
  },
});
