/** Services trust tokens for themselves, and nothing else: asked from outside, one by one. */

import { newCall, type Call } from '@frontage/call';
import { createCatalogClient } from '@frontage/catalog-client';
import { createCustomersClient } from '@frontage/customers-client';
import { createInventoryClient } from '@frontage/inventory-client';
import { createOrdersClient } from '@frontage/orders-client';
import { createPricingClient } from '@frontage/pricing-client';
import { createRecommendationsClient } from '@frontage/recommendations-client';
import { createReviewsClient } from '@frontage/reviews-client';
import { loginMobile, type House } from '@frontage/runner';
import { developmentPassword } from '@frontage/seed';
import { parseServiceLocation, specPolicy, type ServiceLocation, type UpstreamPolicy } from '@frontage/upstream';
import { serviceTokensOf } from '../src/clients.ts';

interface Options extends UpstreamPolicy {
  readonly location: ServiceLocation;
  readonly identity: (audience: string, call: Call) => Promise<string>;
}

/** A client, and something harmless to ask with it. */
const ways: Readonly<Record<string, (options: Options) => readonly [{ close(): unknown }, (call: Call) => unknown]>> = {
  catalog: (options) => {
    const client = createCatalogClient(options);
    return [client, (call) => client.product('p-001', call)];
  },
  pricing: (options) => {
    const client = createPricingClient(options);
    return [client, (call) => client.prices({ productIds: ['p-001'], currency: 'EUR', tier: 'standard' }, call)];
  },
  inventory: (options) => {
    const client = createInventoryClient(options);
    return [client, (call) => client.availability(['p-001'], call)];
  },
  reviews: (options) => {
    const client = createReviewsClient(options);
    return [client, (call) => client.summaries(['p-001'], call)];
  },
  customers: (options) => {
    const client = createCustomersClient(options);
    return [client, (call) => client.customer('ada', call)];
  },
  orders: (options) => {
    const client = createOrdersClient(options);
    return [client, (call) => client.list({ owner: { kind: 'customer', id: 'ada' }, limit: 1 }, call)];
  },
  recommendations: (options) => {
    const client = createRecommendationsClient(options);
    return [client, (call) => client.forCaller({ limit: 1 }, call)];
  },
};

export function describeTrust(house: () => House): void {
  const names = Object.keys(ways);
  /** The answer of a service to a token. */
  async function outcome(name: string, identity: Options['identity']): Promise<unknown> {
    const location = parseServiceLocation(house().at.services[`${name.toUpperCase()}_URL`]!);
    const [client, ask] = ways[name]!({ ...specPolicy, location, identity });
    const call = newCall({ caller: { kind: 'customer', id: 'ada' } });
    try {
      await ask(call);
      return 'answered';
    } catch (error) {
      return (error as { code?: unknown }).code;
    } finally {
      call.deadline.close();
      await client.close();
    }
  }

  describe('each service', () => {
    it.each(names)('%s answers who has a token for it, and refuses every other', async (name) => {
      const ours = serviceTokensOf(house());
      const another = names[(names.indexOf(name) + 1) % names.length]!;
      const { at } = house();
      const ada = await loginMobile({ issuer: at.issuer, login: 'ada', password: developmentPassword });
      const call = newCall({});
      const good = await ours(name, call);
      const forged = good.replace(/\.[^.]+$/, `.${'A'.repeat(342)}`);
      const bad = {
        'of another service': await ours(another, call),
        'of a person': ada.accessToken,
        'with a forged signature': forged,
        'that is none': 'nonsense',
      };
      call.deadline.close();
      expect(await outcome(name, ours)).toBe('answered');
      for (const [which, token] of Object.entries(bad)) {
        expect([which, await outcome(name, () => Promise.resolve(token))]).toEqual([which, 'UPSTREAM_REJECTED']);
      }
    });
  });
}
