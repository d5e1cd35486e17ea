/** `npm run kill-matrix`: writes docs/kill-matrix.md, and says what got worse and what must never be. Exits with 1 then. */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { bffNames, loadBff } from './bffs.ts';
import { installClock } from './clock.ts';
import { renderDocument, renderSection, sectionOf, worsened, writtenIn } from './document.ts';
import { startIdentity } from './house.ts';
import { makeMatrix } from './matrix.ts';
import { record } from './recording.ts';
import { root } from './tree.ts';

const file = new URL('docs/kill-matrix.md', root);
const before = existsSync(file) ? readFileSync(file, 'utf8') : '';

const identity = await startIdentity();
const clock = installClock();
const sections: string[] = [];
const complaints: string[] = [];
for (const name of bffNames) {
  const bff = await loadBff(name);
  const written = writtenIn(sectionOf(name, before) ?? '');
  const startedAt = process.hrtime.bigint();
  const matrix = await makeMatrix({ bff, identity, clock }, await record(bff, identity), written);
  const seconds = Number((process.hrtime.bigint() - startedAt) / 100_000_000n) / 10;
  console.log(`${name}: ${matrix.rows.length} rows, ${seconds} s`);
  sections.push(renderSection(name, matrix));
  complaints.push(...worsened(matrix.rows, written).map((cell) => `worse: ${cell}`));
  complaints.push(...matrix.problems.map((problem) => `never: ${problem}`));
}
clock.restore();
await identity.close();
writeFileSync(file, renderDocument(sections));
for (const complaint of complaints) console.error(complaint);
process.exitCode = complaints.length > 0 ? 1 : 0;
