/** Replays: mutations that a service answered with an earlier result, under the same Idempotency-Key. */

import type { Ledger } from '@frontage/call';
import { defaultFieldResolver, type GraphQLField, type GraphQLSchema } from 'graphql';
import type { OperationContext } from './operation-context.ts';

const key = {};
const namesIn = (ledger: Ledger): string[] => ledger.getOrCreate(key, () => []);

/** Replayed mutations of an operation, by their names in the answer. */
export const replaysOf = (ledger: Ledger): readonly string[] => (ledger.replays > 0 ? namesIn(ledger) : []);

/** Records replayed mutations. They run one after the other (GraphQL §6.2.2), so that a replay meanwhile is a mutation's own. */
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
