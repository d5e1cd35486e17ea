/** Suite of a BFF's operations: each scenario's request through the front door. */

import assert from 'node:assert/strict';
import type { BffProof } from './bff-proof.ts';
import { openTestBed, startIdentity, type Identity, type TestBed } from './test-bed.ts';

/** Declares a test for each operation, all on one test bed. */
export function describeOperations(bff: BffProof): void {
  let identity: Identity;
  let testBed: TestBed;
  beforeAll(async () => {
    identity = await startIdentity();
    testBed = await openTestBed(bff, identity, { BUDGET_FACTOR: '10' });
  });
  afterAll(async () => {
    await testBed.close();
    await identity.close();
  });

  it.each(bff.operations.map((operation) => ({ name: operation.name, operation })))(
    '$name answers in full, as its scenario says',
    async ({ operation: { prepare, who, shows = {} } }) => {
      const { ask, effect } = await prepare(testBed.fixtures);
      const client = await testBed.enter(who);
      const { content, failure, degraded } = await client(ask);
      expect({ failure, degraded }).toEqual({ failure: undefined, degraded: [] });
      assert.partialDeepStrictEqual(content, shows);
      if (effect) expect(await effect.now()).toEqual(effect.once);
    },
  );
}
