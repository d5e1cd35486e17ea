/** The property that compares execution by plan with graphql-js. */

import fc from 'fast-check';
import { buildSchema, execute, type ExecutionResult, type GraphQLSchema } from 'graphql';

import { addResolvers } from './any-answer.ts';
import { anyDocument, type AnyDocumentOptions } from './any-document.ts';
import { difference } from './difference.ts';
import { executing, type Unfenced } from './executing.ts';

export interface SameAnswersOptions extends AnyDocumentOptions {
  /** Number of documents to try. */
  readonly documents: number;
}

/** Counts of requests by kind: a property that meets no errors says nothing about them. */
export interface Tried {
  readonly withErrors: number;
  /** Requests that gave null for an `@skip` or `@include`. */
  readonly withoutCondition: number;
}

/**
 * Compares answers by plan with those of graphql-js, for generated documents.
 *
 * An executor that keeps plans gets several requests for each document; graphql-js gets each request alone. Resolvers answer by number,
 * with failures and wrong values. Throws the first difference; a rejection that a plan leaves unhandled fails the test by itself.
 */
export async function haveSameAnswers(sdl: string, options: SameAnswersOptions): Promise<Tried> {
  const schema = buildSchema(sdl);
  addResolvers(schema);
  const plan = executing(schema);
  const tried = { withErrors: 0, withoutCondition: 0 };
  await fc.assert(
    fc.asyncProperty(anyDocument(schema, options), fc.nat(10_000), async ({ document, requests }, seed) => {
      for (const request of requests) {
        const execution: Unfenced = { document, ...request, context: {}, root: { seed } };
        const expected = await interpret(schema, execution);
        const different = difference(await plan(execution), expected);
        if (different) throw new Error(`Not what graphql-js answers: ${JSON.stringify({ different, request })}`);
        if (expected.errors) tried.withErrors += 1;
        if (expected.errors?.some(({ message }) => message.startsWith('Argument "if"'))) tried.withoutCondition += 1;
      }
    }),
    { numRuns: options.documents, endOnFailure: true },
  );
  return tried;
}

/** Answer of graphql-js. */
export async function interpret(schema: GraphQLSchema, execution: Unfenced): Promise<ExecutionResult> {
  const { document, operation, variables, context, root } = execution;
  return withHandledRejections(async () => {
    const answer = await execute({
      schema,
      document,
      operationName: operation?.name?.value,
      variableValues: variables,
      contextValue: context,
      rootValue: root,
    });
    return answer as ExecutionResult;
  });
}

/**
 * Runs work with a handler on every promise.
 *
 * When a non-null list holds a null, graphql-js leaves pending work of the list to reject unhandled. Jest fails the test for that, and does
 * not let a test listen for `unhandledRejection`.
 */
async function withHandledRejections<T>(work: () => Promise<T>): Promise<T> {
  const { prototype } = Promise;
  const original = prototype.then;
  const handling: typeof original = function (this: Promise<unknown>, fulfilled, rejected) {
    const next = original.call(this, fulfilled, rejected);
    void original.call(next, undefined, () => undefined);
    return next as never;
  };
  prototype.then = handling;
  try {
    const done = await work();
    // Work that the answer did not wait for.
    await new Promise((resolve) => setImmediate(resolve));
    return done;
  } finally {
    prototype.then = original;
  }
}
