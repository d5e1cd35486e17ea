/** What is checked in about one BFF, made anew: its part of docs/map.md and of docs/kill-matrix.md. */

import { readFileSync } from 'node:fs';
import { loadBff, type BffName } from '../src/bffs.ts';
import { installClock, type MovableClock } from '../src/clock.ts';
import { renderSection, sectionOf, worsened, writtenIn } from '../src/document.ts';
import { startIdentity, type Bff, type Identity } from '../src/house.ts';
import { madeByBff, renderBff } from '../src/map.ts';
import { makeMatrix, type Matrix } from '../src/matrix.ts';
import { readOwners } from '../src/owners.ts';
import { record, type Recording } from '../src/recording.ts';
import { root } from '../src/tree.ts';

/** All of it, with the machine to itself or not. */
const limitMs = 240_000;
/** Two calls that overlap on one day may follow each other on the next: a machine is not always as fast. */
const recordings = 3;

const part = (file: string, name: BffName): string =>
  sectionOf(name, readFileSync(new URL(`docs/${file}`, root), 'utf8')) ?? '';

/** Declares the specs of one BFF; gives access to what they found. */
export function describeBff(name: BffName): () => Matrix {
  const map = part('map.md', name);
  const section = part('kill-matrix.md', name);
  let bff: Bff;
  let identity: Identity;
  let clock: MovableClock;
  let recorded: readonly Recording[];
  let rendered: string;
  let matrix: Matrix;

  beforeAll(async () => {
    bff = await loadBff(name);
    identity = await startIdentity();
    clock = installClock();
    for (let round = 0; round < recordings && rendered !== map; round += 1) {
      recorded = await record(bff, identity);
      rendered = renderBff({ name, recordings: recorded }, readOwners());
    }
    matrix = await makeMatrix({ bff, identity, clock }, recorded, writtenIn(section));
  }, limitMs);
  afterAll(async () => {
    clock.restore();
    await identity.close();
  });

  describe('the map', () => {
    it('is checked in as `npm run map` writes it', () => {
      expect(rendered).toBe(map);
    });

    it('shows no operation that calls more often than it allows itself', () => {
      const over = recorded.filter(({ operation, calls }) => madeByBff(calls) > (operation.budgetCalls ?? Infinity));
      expect(over.map(({ operation }) => operation.name)).toEqual([]);
    });
  });

  describe('the kill matrix', () => {
    it('shows nothing that must never be', () => {
      expect(matrix.problems).toEqual([]);
    });

    it('is nowhere worse than what is checked in', () => {
      expect(worsened(matrix.rows, writtenIn(section))).toEqual([]);
    });

    it('is checked in as `npm run kill-matrix` writes it', () => {
      expect(renderSection(name, matrix)).toBe(section);
    });
  });

  return () => matrix;
}
