/** Budgets hold while a service is slow, to the millisecond of a fake clock. */

import { loadBffs } from '@frontage/architecture/proofs';
import { startIdentity, type Identity } from '@frontage/proof';
import { serviceNames } from '@frontage/seed';
import { jest } from '@jest/globals';
import { readOwn } from '../src/checked-in.ts';
import { matrixFile, pairsIn } from '../src/document.ts';
import { slowAnswers } from '../src/slow-answers.ts';

const limitMs = 120_000;
const bffs = await loadBffs();

describe.each(bffs.map((bff) => ({ name: bff.name, bff })))('$name', ({ bff }) => {
  let identity: Identity;
  beforeAll(async () => {
    // Sockets are real, and need real turns of the loop.
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate', 'clearImmediate'] });
    identity = await startIdentity();
  });
  afterAll(async () => {
    await identity.close();
    jest.useRealTimers();
  });

  it(
    'answers in time',
    async () => {
      const pairs = pairsIn(readOwn(bff, matrixFile));
      const late: string[] = [];
      let count = 0;
      for (const service of serviceNames) {
        const operations = bff.operations.filter((operation) => pairs.has(`${operation.name} ${service}`));
        const toNextTimer = () => jest.advanceTimersToNextTimerAsync();
        const answers = await slowAnswers({ bff, identity, service, operations, toNextTimer });
        count += answers.length;
        for (const { operation, afterMs } of answers) {
          if (afterMs > operation.budgetMs) late.push(`${operation.name}, ${service} slow: after ${afterMs} ms`);
        }
      }
      expect([count, late]).toEqual([pairs.size, []]);
    },
    limitMs,
  );
});
