/** However slow a service is, no answer comes later than the budget of its operation: by fake clock, to the millisecond. */

import { serviceNames } from '@frontage/seed';
import { jest } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { bffNames, loadBff } from '../src/bffs.ts';
import { pairsIn, sectionOf } from '../src/document.ts';
import { startIdentity, type Identity } from '../src/house.ts';
import { slowAnswers } from '../src/slow-answers.ts';
import { root } from '../src/tree.ts';

const limitMs = 120_000;
const document = readFileSync(new URL('docs/kill-matrix.md', root), 'utf8');

describe.each(bffNames)('%s', (name) => {
  let identity: Identity;
  beforeAll(async () => {
    // Sockets are real, and only ever take turns of the loop.
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
      const bff = await loadBff(name);
      const pairs = pairsIn(sectionOf(name, document)!);
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
