/** `npm run documents`: writes every generated document that is checked in. */

import { catalogDocument } from '@frontage/catalog-client/fake';
import { writeFileSync } from 'node:fs';

const root = new URL('../../../', import.meta.url);

const documents: Readonly<Record<string, () => object>> = {
  'libs/service-clients/catalog/openapi.json': catalogDocument,
};

for (const [path, make] of Object.entries(documents)) {
  writeFileSync(new URL(path, root), `${JSON.stringify(make(), null, 2)}\n`);
}
