import { makeExecutableSchema } from '@graphql-tools/schema';
import { parse, type OperationDefinitionNode } from 'graphql';
import { costDirectives, createCostModel } from './cost/cost-model.ts';
import { createDocuments } from './documents.ts';
import { createExecution } from './execution.ts';
import { Fence, unlimited } from './plan/fence.ts';

const schema = makeExecutableSchema({
  typeDefs: [costDirectives, 'type Query { a: Int b: Int c: Int d: Int e: Int }'],
});

/** Executes documents with all settings of their five conditions, and at most `maxBytes` kept. */
function keeping(maxBytes: number) {
  const documents = createDocuments({ schema, costs: createCostModel(), maxBytes });
  let planned = 0;
  const execute = createExecution({
    schema,
    onPlanned: (document, fields) => {
      planned += fields;
      documents.grew(document, fields);
    },
  });
  const names = ['a', 'b', 'c', 'd', 'e'];
  const textOf = (index: number): string =>
    `query Q${index}(${names.map((name) => `$${name}: Boolean!`).join(' ')}) { ${names.map((name) => `${name} @skip(if: $${name})`).join(' ')} }`;
  return {
    documents,
    planned: () => planned,
    textOf,
    async execute(index: number, settings = 32) {
      const text = textOf(index);
      const { document } = documents.find(text) ?? documents.keep(text, parse(text));
      const operation = document.definitions[0] as OperationDefinitionNode;
      for (let setting = 0; setting < settings; setting += 1) {
        const variables = Object.fromEntries(names.map((name, bit) => [name, (setting & (1 << bit)) === 0]));
        const fence = new Fence(unlimited, undefined);
        await execute({ document, operation, variables, context: undefined, fence });
      }
    },
  };
}

describe('documents', () => {
  it('are kept with their plans: nothing is planned twice', async () => {
    const kept = keeping(10_000_000);
    await kept.execute(1);
    const once = kept.planned();
    expect(once).toBe(5 * 16);
    await kept.execute(1);
    expect(kept.planned()).toBe(once);
    expect(kept.documents.find(kept.textOf(1))).toBe(kept.documents.find(kept.textOf(1)));
  });

  it('are bounded together with all their plans: the one that nobody asked for longest goes first', async () => {
    // A document takes some 20 kB, and its 80 planned fields 64 kB.
    const kept = keeping(300_000);
    for (let index = 0; index < 100; index += 1) await kept.execute(index);
    const found = Array.from({ length: 100 }, (_, index) => kept.documents.find(kept.textOf(index)) !== undefined);
    expect(found.lastIndexOf(false)).toBe(96);
    expect(found.slice(97)).toEqual([true, true, true]);
  });

  it('without plans leave room for more of them', async () => {
    const kept = keeping(300_000);
    for (let index = 0; index < 100; index += 1) await kept.execute(index, 1);
    const found = Array.from({ length: 100 }, (_, index) => kept.documents.find(kept.textOf(index)) !== undefined);
    expect(found.filter(Boolean).length).toBeGreaterThan(10);
  });

  it('that outgrow everything are dropped, and still answered', async () => {
    const kept = keeping(50_000);
    await kept.execute(1);
    await kept.execute(1);
    expect(kept.documents.find(kept.textOf(1))).toBeUndefined();
  });
});
