/** Suite of a BFF's operations: each scenario's request through the front door. */

import assert from 'node:assert/strict';
import type { BffProof } from './bff-proof.ts';
import { bytesSent, compressed } from './client.ts';
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
    '$name answers in full and within its bytes, as its scenario says',
    async ({ operation: { prepare, who, shows = {}, budgetBytes } }) => {
      const { ask, effect } = await prepare(testBed.fixtures);
      const client = await testBed.enter(who);
      const answer = await client(budgetBytes === undefined ? ask : compressed(ask));
      const { content, failure, degraded } = answer;
      expect({ failure, degraded }).toEqual({ failure: undefined, degraded: [] });
      assert.partialDeepStrictEqual(content, shows);
      if (budgetBytes !== undefined) expect(bytesSent(answer)).toBeLessThanOrEqual(budgetBytes);
      if (effect) expect(await effect.now()).toEqual(effect.once);
    },
  );
}
