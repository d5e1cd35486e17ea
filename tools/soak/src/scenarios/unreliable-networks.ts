/** Unreliable networks: connections are cut, services fail, and every checkout is one order. */

import { checkOutUnreliably } from '@frontage/proof';
import { onTestBed, type Context } from '../context.ts';
import type { Measured } from '../measured.ts';

const checkouts = 1_000;
/** Budgets of a fifth: services that are slow end in timeouts. */
const environment = { CACHE_MAX_BYTES: '0', BUDGET_FACTOR: '0.2' };

export const unreliableNetworks = (context: Context): Promise<readonly Measured[]> =>
  onTestBed(
    context,
    'mobile-bff',
    async (testBed, bff) => {
      const count = checkouts * context.scale;
      const seed = Date.now() % 1_000_000;
      const tally = await checkOutUnreliably(testBed, bff, context.identity, { count, seed });
      const cuts = Object.values(tally.cuts).reduce((total, each) => total + each, 0);
      const claim = `mobile-bff, ${count} checkouts (seed ${seed}), ${tally.tries} requests, ${cuts} of them cut`;
      const { orders, misled, stillFull, taken, held } = tally;
      return [
        { claim: `${claim}: orders`, measured: String(orders), limit: String(count), holds: orders === count },
        {
          claim: `${claim}: pieces taken from stock`,
          measured: String(taken),
          limit: String(held),
          holds: taken === held,
        },
        {
          claim: `${claim}: customers with another order or cart than they were told`,
          measured: String(misled.length + stillFull.length),
          limit: '0',
          holds: misled.length + stillFull.length === 0,
        },
      ];
    },
    environment,
  );
