import { fieldAt, nullabilityProblems, type SourceTable } from '../src/nullability.ts';
import { unaskedRootFields, webRootType, webSchema } from '../src/operations/web.ts';
import { loadFromApp } from '../src/tree.ts';
import { describeBff } from './describe-bff.ts';

const { sources } = await loadFromApp<{ readonly sources: SourceTable }>('web-bff', 'sources.ts');
const matrix = describeBff('web-bff');

describe('the representative operations', () => {
  it('ask for every root field of the schema', () => {
    expect(unaskedRootFields()).toEqual([]);
  });
});

describe('the schema', () => {
  it('lets every field be null that another service feeds than its parent', () => {
    expect(nullabilityProblems(webSchema(), sources)).toEqual([]);
  });

  it('loses to a service that is down what the table says it feeds, and nothing else', () => {
    const lost = matrix().losses.flatMap(({ operation, service, missing }) =>
      missing.map((pointer) => ({ service, ...fieldAt(sources, webRootType(operation), pointer) })),
    );
    const wrong = lost.filter(({ service, source }) => service !== source);
    expect(wrong).toEqual([]);
    // Each service but those that are required wherever they are asked feeds something that can be missing.
    expect([...new Set(lost.map(({ service }) => service))].sort()).toEqual([
      'catalog',
      'customers',
      'inventory',
      'pricing',
      'recommendations',
      'reviews',
    ]);
  });
});
