/** `npm run map`: writes the map of every BFF, or of the named ones, and the payloads of those with budgets of bytes. */

import { loadBffs } from '@frontage/architecture/proofs';
import { root } from '@frontage/architecture/tree';
import { startIdentity } from '@frontage/proof';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { writeOwn } from './checked-in.ts';
import { indexFile, mapFile, renderIndex, renderMap } from './map.ts';
import { named } from './named.ts';
import { isSlim, measure, payloadsFile, renderPayloads } from './payloads.ts';
import { readOwners } from './owners.ts';
import { record } from './recording.ts';

const bffs = await loadBffs();
const identity = await startIdentity();
const ownerOf = readOwners();
for (const bff of named(bffs)) {
  const recordings = await record(bff, identity);
  writeOwn(bff, mapFile, renderMap({ name: bff.name, recordings }, ownerOf));
  if (isSlim(bff))
    writeOwn(bff, payloadsFile, renderPayloads(bff.name, await measure({ bff, recordings }, bffs, identity)));
}
await identity.close();
writeFileSync(resolve(root, indexFile), renderIndex(bffs.map(({ name }) => name)));
