/** Trials without a backing service, tried on BFFs that lack something: because of it, or because the machine was busy. */

import { startIdentity, type Identity } from '@frontage/proof';
import { makeBackingTables } from './backing-trials.ts';
import { formatOutcome } from './outcome.ts';
import { specBff } from './spec-bff.ts';

let identity: Identity;
beforeAll(async () => {
  identity = await startIdentity();
});
afterAll(() => identity.close());

/** Outcomes of a known caller, in the order of the faults. `lacks` is asked with each request: the address of the broker, and which one it is. */
async function outcomesOf(lacks: (broker: string, request: number) => Promise<boolean>): Promise<readonly string[]> {
  const bff = specBff({
    backingServices: ['broker'],
    operation: {},
    compose: (env) => {
      let requests = 0;
      return {
        handler: (_, response) => {
          void lacks(env['MESSAGE_LOG_URL']!, (requests += 1)).then((isDegraded) => {
            if (isDegraded) response.setHeader('frontage-degraded', 'reviews');
            response.end(JSON.stringify({ id: 'p-001', ...(isDegraded ? { degraded: ['reviews'] } : { rating: 4 }) }));
          });
        },
        close: async () => undefined,
      };
    },
  });
  const [table] = await makeBackingTables({ bff, identity, databaseUrl: undefined });
  expect(table!.problems).toEqual([]);
  return table!.rows!.find(({ isKnown }) => isKnown)!.outcomes.map(formatOutcome);
}

/** Whether nobody answers at an address, whatever the answer. */
const isSilent = (address: string): Promise<boolean> =>
  fetch(`http://${new URL(address).host}/`, {
    signal: AbortSignal.timeout(500),
    headers: { connection: 'close' },
  }).then(
    () => false,
    () => true,
  );

it('has what the fault takes away, however often it is asked for', async () => {
  expect(await outcomesOf(isSilent)).toEqual(['degraded (reviews)', 'degraded (reviews)']);
});

it('has nothing of what was missing once, as on a busy machine', async () => {
  // The first one is a greeting.
  expect(await outcomesOf(async (_, request) => request === 2)).toEqual(['full', 'full']);
});
