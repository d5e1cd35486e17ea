/** The property that holds execution by plan to graphql-js. */

import fc from 'fast-check';
import { buildSchema, execute, type ExecutionResult, type GraphQLSchema } from 'graphql';

import { answerAnyhow } from './any-answer.ts';
import { anyDocument, type AnyDocumentOptions } from './any-document.ts';
import { difference } from './difference.ts';
import { executing, type Unfenced } from './executing.ts';

export interface SameAnswersOptions extends AnyDocumentOptions {
  /** Documents to try. */
  readonly documents: number;
}

/** What the requests were like: a property that meets no errors says nothing about them. */
export interface Tried {
  readonly withErrors: number;
  /** Requests that gave null for an `@skip` or `@include`. */
  readonly withoutCondition: number;
}

/**
 * Sends generated documents to an executor that keeps them, several requests each, and compares each answer with the one that
 * graphql-js gives to that request alone. Resolvers answer by number, with failures and broken promises. Throws the first difference;
 * a rejection that a plan leaves unhandled fails the test by itself.
 */
export async function haveSameAnswers(sdl: string, options: SameAnswersOptions): Promise<Tried> {
  const schema = buildSchema(sdl);
  answerAnyhow(schema);
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

/** What graphql-js answers. */
export async function interpret(schema: GraphQLSchema, execution: Unfenced): Promise<ExecutionResult> {
  const { document, operation, variables, context, root } = execution;
  return heard(async () => {
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
 * Runs work all of whose promises are listened to. Where a list must not hold a null and does, graphql-js leaves what else is under way
 * for the list to reject unhandled; Jest fails the test for that, and lets no test listen for `unhandledRejection` itself.
 */
async function heard<T>(work: () => Promise<T>): Promise<T> {
  const { prototype } = Promise;
  const original = prototype.then;
  const hearing: typeof original = function (this: Promise<unknown>, fulfilled, rejected) {
    const next = original.call(this, fulfilled, rejected);
    void original.call(next, undefined, () => undefined);
    return next as never;
  };
  prototype.then = hearing;
  try {
    const done = await work();
    // What the answer did not wait for.
    await new Promise((resolve) => setImmediate(resolve));
    return done;
  } finally {
    prototype.then = original;
  }
}
