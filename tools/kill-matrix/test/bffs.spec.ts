/** Checked-in maps and kill matrices of every BFF, compared with new ones. */

import { loadBffs } from '@frontage/architecture/proofs';
import { startIdentity, type Identity } from '@frontage/proof';
import { buildSchema, type OperationTypeNode } from 'graphql';
import { makeBackingTables, type BackingTable } from '../src/backing-trials.ts';
import { readOwn } from '../src/checked-in.ts';
import { matrixFile, renderMatrix, worsened, writtenIn } from '../src/document.ts';
import { madeByBff, mapFile, renderMap } from '../src/map.ts';
import { makeMatrix, type Matrix } from '../src/matrix.ts';
import { fieldAt, nullabilityProblems } from '../src/nullability.ts';
import { isSlim, measure, outdated, payloadsFile, renderPayloads } from '../src/payloads.ts';
import { readOwners } from '../src/owners.ts';
import { record, type Recording } from '../src/recording.ts';
import { installVirtualTime } from '../src/virtual-time.ts';

/** Longest real time for one BFF, on a busy machine. */
const limitMs = 600_000;

const bffs = await loadBffs();

let identity: Identity;
beforeAll(async () => {
  identity = await startIdentity();
});
afterAll(() => identity.close());

describe.each(bffs.map((bff) => ({ name: bff.name, bff })))('$name', ({ name, bff }) => {
  const checkedIn = readOwn(bff, matrixFile);
  let recordings: readonly Recording[];
  let matrix: Matrix;
  let backing: readonly BackingTable[];
  beforeAll(async () => {
    recordings = await record(bff, identity);
    const time = installVirtualTime();
    matrix = await makeMatrix({ bff, identity, time }, recordings);
    time.restore();
    backing = await makeBackingTables({ bff, identity, databaseUrl: process.env['DATABASE_URL'] });
    if (backing.some(({ rows }) => !rows)) process.stdout.write('SKIPPED server suite: postgresql\n');
  }, limitMs);

  describe('the map', () => {
    it('is checked in as `npm run map` writes it', () => {
      expect(renderMap({ name, recordings }, readOwners())).toBe(readOwn(bff, mapFile));
    });

    it('shows no operation that calls more often than it allows itself', () => {
      const over = recordings.filter(({ operation, calls }) => madeByBff(calls) > (operation.budgetCalls ?? Infinity));
      expect(over.map(({ operation }) => operation.name)).toEqual([]);
    });

    it('shows exactly the calls and waves of each operation that declares both', () => {
      const declaring = recordings.filter(({ operation }) => operation.budgetWaves !== undefined);
      expect(declaring.map(({ operation, calls, waves }) => [operation.name, madeByBff(calls), waves])).toEqual(
        declaring.map(({ operation: { name, budgetCalls, budgetWaves } }) => [name, budgetCalls, budgetWaves]),
      );
    });
  });

  if (isSlim(bff)) {
    it('has its payloads checked in as `npm run map` writes them, give or take a tenth', async () => {
      const now = renderPayloads(name, await measure({ bff, recordings }, bffs, identity));
      expect(outdated(readOwn(bff, payloadsFile), now)).toEqual([]);
    });
  }

  describe('the kill matrix', () => {
    it('shows nothing that must never be', () => {
      expect([...matrix.problems, ...backing.flatMap(({ problems }) => problems)]).toEqual([]);
    });

    it('is nowhere worse than what is checked in', () => {
      expect(worsened(matrix.rows, writtenIn(checkedIn))).toEqual([]);
    });

    it('is checked in as `npm run kill-matrix` writes it', () => {
      expect(renderMatrix(name, matrix, backing, checkedIn)).toBe(checkedIn);
    });
  });

  const { graphql } = bff;
  if (!graphql) return;
  const { sources } = graphql;
  const schema = buildSchema(graphql.sdl);

  describe('the schema', () => {
    it('lets every field be null that another service feeds than its parent', () => {
      expect(nullabilityProblems(schema, sources)).toEqual([]);
    });

    it('loses to a service that is down what the table says it feeds, and nothing else', () => {
      const rootOf = (operation: string) => schema.getRootType(operation.split(' ')[0] as OperationTypeNode)!;
      const lost = matrix.losses.flatMap(({ operation, service, missing }) =>
        missing.map((pointer) => ({ service, ...fieldAt(sources, rootOf(operation), pointer) })),
      );
      expect(lost.filter(({ service, source }) => service !== source)).toEqual([]);
      // A run without any loss would prove little.
      expect(new Set(lost.map(({ service }) => service)).size).toBeGreaterThan(1);
    });
  });
});
