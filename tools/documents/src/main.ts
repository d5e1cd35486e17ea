/** `npm run documents`: writes every generated document that is checked in. */

import { catalogDocument } from '@frontage/catalog-client/fake';
import { customersDocument } from '@frontage/customers-client/fake';
import { pricingDocument } from '@frontage/pricing-client/fake';
import { recommendationsDocument } from '@frontage/recommendations-client/fake';
import { reviewsDocument } from '@frontage/reviews-client/fake';
import { writeFileSync } from 'node:fs';

const root = new URL('../../../', import.meta.url);

const documents: Readonly<Record<string, () => object>> = {
  'libs/service-clients/catalog/openapi.json': catalogDocument,
  'libs/service-clients/customers/openapi.json': customersDocument,
  'libs/service-clients/pricing/openapi.json': pricingDocument,
  'libs/service-clients/recommendations/openapi.json': recommendationsDocument,
  'libs/service-clients/reviews/openapi.json': reviewsDocument,
};

for (const [path, make] of Object.entries(documents)) {
  writeFileSync(new URL(path, root), `${JSON.stringify(make(), null, 2)}\n`);
}
