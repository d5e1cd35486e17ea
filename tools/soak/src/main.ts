/**
 * `npm run soak`: makes every scene in full, or with `--short` a tenth of it; exits with 1 when a promise does not hold. With `--tries`, a
 * scene that breaks one is made again: a busy machine stutters now and then, a promise that is not kept is broken each time.
 */

import { startIdentity } from '@frontage/kill-matrix';
import { parseArgs } from 'node:util';
import { formatTable, type Measured } from './measured.ts';
import { scenes, type Scene } from './soak.ts';

const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    scene: { type: 'string' },
    tries: { type: 'string', default: '1' },
  },
});
const tries = Number(values.tries);
if (!Number.isInteger(tries) || tries < 1) complain(`--tries takes a number from 1, not '${values.tries}'.`);
if (values.scene !== undefined && !(values.scene in scenes))
  complain(`There is no scene '${values.scene}'; there are '${Object.keys(scenes).join("', '")}'.`);

const identity = await startIdentity();
const ground = { identity, scale: values.short ? 0.1 : 1 } as const;
let areKept = true;
for (const [name, scene] of Object.entries(scenes)) {
  if (values.scene !== undefined && values.scene !== name) continue;
  let measured = await make(name, scene);
  for (let made = 1; made < tries && !isKept(measured); made += 1) measured = await make(name, scene);
  areKept &&= isKept(measured);
}
await identity.close();
process.exitCode = areKept ? 0 : 1;

async function make(name: string, scene: Scene): Promise<readonly Measured[]> {
  const startedAt = performance.now();
  const measured = await scene(ground);
  console.log(`${name}, ${Math.round((performance.now() - startedAt) / 1_000)} s\n${formatTable(measured)}\n`);
  return measured;
}

function isKept(measured: readonly Measured[]): boolean {
  return measured.every(({ holds }) => holds);
}

function complain(what: string): never {
  console.error(what);
  process.exit(1);
}
