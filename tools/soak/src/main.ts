/** `npm run soak`: makes every scene in full, or with `--short` a tenth of it; exits with 1 when a promise does not hold. */

import { startIdentity } from '@frontage/kill-matrix';
import { parseArgs } from 'node:util';
import { formatTable } from './measured.ts';
import { scenes } from './soak.ts';

const { values } = parseArgs({ options: { short: { type: 'boolean', default: false }, scene: { type: 'string' } } });
if (values.scene !== undefined && !(values.scene in scenes)) {
  console.error(`There is no scene '${values.scene}'; there are '${Object.keys(scenes).join("', '")}'.`);
  process.exit(1);
}
const identity = await startIdentity();
const ground = { identity, scale: values.short ? 0.1 : 1 } as const;
let isKept = true;
for (const [name, scene] of Object.entries(scenes)) {
  if (values.scene !== undefined && values.scene !== name) continue;
  const startedAt = performance.now();
  const measured = await scene(ground);
  console.log(`${name}, ${Math.round((performance.now() - startedAt) / 1_000)} s\n${formatTable(measured)}\n`);
  isKept &&= measured.every(({ holds }) => holds);
}
await identity.close();
process.exitCode = isKept ? 0 : 1;
