/** `npm run map`: writes docs/map.md. */

import { writeFileSync } from 'node:fs';
import { bffNames, loadBff } from './bffs.ts';
import { startIdentity } from './house.ts';
import { renderBff, renderMap } from './map.ts';
import { readOwners } from './owners.ts';
import { record } from './recording.ts';
import { root } from './tree.ts';

const identity = await startIdentity();
const ownerOf = readOwners();
const parts: string[] = [];
for (const name of bffNames) {
  const recordings = await record(await loadBff(name), identity);
  parts.push(renderBff({ name, recordings }, ownerOf));
}
await identity.close();
writeFileSync(new URL('docs/map.md', root), renderMap(parts));
