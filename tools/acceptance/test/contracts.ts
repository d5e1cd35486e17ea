/** The suites of each client and its fake, against the services of `npm start`. */

import type { createServiceTokens } from '@frontage/auth';
import { createCatalogClient } from '@frontage/catalog-client';
import { describeCatalogContract } from '@frontage/catalog-fake/contract-suite';
import { createCustomersClient } from '@frontage/customers-client';
import { describeCustomersContract } from '@frontage/customers-fake/contract-suite';
import { createInventoryClient } from '@frontage/inventory-client';
import { describeInventoryContract } from '@frontage/inventory-fake/contract-suite';
import { createOrdersClient } from '@frontage/orders-client';
import { describeOrdersContract } from '@frontage/orders-fake/contract-suite';
import { createOrdersTestControl } from '@frontage/orders-fake';
import { createPricingClient } from '@frontage/pricing-client';
import { describePricingContract } from '@frontage/pricing-fake/contract-suite';
import { createRecommendationsClient } from '@frontage/recommendations-client';
import { describeRecommendationsContract } from '@frontage/recommendations-fake/contract-suite';
import { createReviewsClient } from '@frontage/reviews-client';
import { describeReviewsContract } from '@frontage/reviews-fake/contract-suite';
import type { House } from '@frontage/runner';
import { parseServiceLocation, specPolicy, type ServiceLocation, type UpstreamPolicy } from '@frontage/upstream';
import { serviceTokensOf } from '../src/clients.ts';

export function describeContracts(house: () => House): void {
  const closers: (() => unknown)[] = [];
  afterAll(async () => {
    await Promise.all(closers.map((close) => close()));
  });

  /** A client made once, when the house stands. */
  const connect = <C extends { close(): unknown }>(variable: string, create: (options: Options) => C): (() => C) => {
    let client: C | undefined;
    return () => {
      if (!client) {
        client = create({
          ...specPolicy,
          location: parseServiceLocation(house().at.services[variable]!),
          identity: serviceTokensOf(house()),
        });
        closers.push(() => client!.close());
      }
      return client;
    };
  };

  describeCatalogContract('npm start', connect('CATALOG_URL', createCatalogClient));
  describePricingContract('npm start', connect('PRICING_URL', createPricingClient));
  describeInventoryContract('npm start', connect('INVENTORY_URL', createInventoryClient));
  describeReviewsContract('npm start', connect('REVIEWS_URL', createReviewsClient));
  describeCustomersContract('npm start', connect('CUSTOMERS_URL', createCustomersClient));
  describeOrdersContract(
    'npm start',
    connect('ORDERS_URL', createOrdersClient),
    connect('ORDERS_URL', createOrdersTestControl),
  );
  describeRecommendationsContract('npm start', connect('RECOMMENDATIONS_URL', createRecommendationsClient));
}

interface Options extends UpstreamPolicy {
  readonly location: ServiceLocation;
  readonly identity: ReturnType<typeof createServiceTokens>;
}
