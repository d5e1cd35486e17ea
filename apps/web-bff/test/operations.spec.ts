/** Operations of proof/. */

import { describeOperations, fieldsNotAsked } from '@frontage/proof';
import { proof } from '../proof/index.ts';
import { readOperations } from '../proof/operations.ts';

describeOperations(proof);

it('are such that every field of the schema is asked for', () => {
  expect(fieldsNotAsked(proof.graphql.sdl, readOperations())).toEqual([]);
});
