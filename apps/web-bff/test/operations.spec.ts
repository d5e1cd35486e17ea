/** Operations of proof/. */

import { describeOperations, fieldsNotAsked } from '@frontage/proof';
import { proof } from '../proof/index.ts';
import { readOperations } from '../proof/operations.ts';

describeOperations(proof);

it('take at most three waves for what a page shows', () => {
  const pages = proof.operations.filter(({ name }) => name.startsWith('query '));
  expect(pages.length).toBeGreaterThan(8);
  expect(pages.filter(({ budgetWaves = Infinity }) => budgetWaves > 3)).toEqual([]);
});

it('are such that every field of the schema is asked for', () => {
  expect(fieldsNotAsked(proof.graphql.sdl, readOperations())).toEqual([]);
});
