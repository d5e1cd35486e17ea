/** Replays: mutations whose answer a service had given before, under the same Idempotency-Key. */

import type { Ledger } from '@frontage/call';
import { defaultFieldResolver, type GraphQLField, type GraphQLSchema } from 'graphql';
import type { OperationContext } from './operation-context.ts';

const key = {};
const namesIn = (ledger: Ledger): string[] => ledger.belonging(key, () => []);

/** The mutations of an operation, by their names in the answer, that were answered by what had been done before. */
export const replaysOf = (ledger: Ledger): readonly string[] => (ledger.replays > 0 ? namesIn(ledger) : []);

/** Notes which mutations are replays. One runs after the other (GraphQL §6.2.2), so that what is replayed meanwhile is its own. */
export function noteReplays(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) note(field);
}

function note(field: GraphQLField<unknown, OperationContext>): void {
  const resolve = field.resolve ?? defaultFieldResolver;
  const noting: typeof resolve = async (source, args, context: OperationContext, info) => {
    const { ledger } = context.call;
    const before = ledger.replays;
    try {
      return (await resolve(source, args, context, info)) as unknown;
    } finally {
      if (ledger.replays > before) namesIn(ledger).push(String(info.path.key));
    }
  };
  field.resolve = noting;
}
