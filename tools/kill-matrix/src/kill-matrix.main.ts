/**
 * `npm run kill-matrix`: writes the matrix of every BFF, or of the named ones. Prints cells that got worse and rules that were broken, and
 * then exits with 1.
 */

import { loadBffs } from '@frontage/architecture/proofs';
import { root } from '@frontage/architecture/tree';
import { startIdentity } from '@frontage/proof';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { makeBackingTables } from './backing-trials.ts';
import { readOwn, writeOwn } from './checked-in.ts';
import { indexFile, matrixFile, renderIndex, renderMatrix, worsened, writtenIn } from './document.ts';
import { makeMatrix } from './matrix.ts';
import { named } from './named.ts';
import { record } from './recording.ts';
import { installVirtualTime } from './virtual-time.ts';

const bffs = await loadBffs();
const identity = await startIdentity();
const complaints: string[] = [];
for (const bff of named(bffs)) {
  const document = readOwn(bff, matrixFile);
  const written = writtenIn(document);
  const startedAt = process.hrtime.bigint();
  const recordings = await record(bff, identity);
  const time = installVirtualTime();
  const matrix = await makeMatrix({ bff, identity, time }, recordings);
  time.restore();
  const backing = await makeBackingTables({ bff, identity, databaseUrl: process.env['DATABASE_URL'] });
  for (const { service, rows } of backing) {
    if (!rows) console.log(`${bff.name}: without DATABASE_URL (PostgreSQL), the ${service}'s rows stay as they are`);
  }
  const seconds = Number((process.hrtime.bigint() - startedAt) / 100_000_000n) / 10;
  console.log(`${bff.name}: ${matrix.rows.length} rows, ${seconds} s`);
  writeOwn(bff, matrixFile, renderMatrix(bff.name, matrix, backing, document));
  complaints.push(...worsened(matrix.rows, written).map((cell) => `${bff.name}, worse: ${cell}`));
  const problems = [...matrix.problems, ...backing.flatMap((each) => each.problems)];
  complaints.push(...problems.map((problem) => `${bff.name}, never: ${problem}`));
}
await identity.close();
writeFileSync(resolve(root, indexFile), renderIndex(bffs.map(({ name }) => name)));
for (const complaint of complaints) console.error(complaint);
process.exitCode = complaints.length > 0 ? 1 : 0;
