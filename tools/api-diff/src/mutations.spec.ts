/** Every single mutation of the real documents: those that break are caught, those that add pass. */

import { filesOf, jsonOf } from '@frontage/architecture/tree';
import { breakingChanges } from './breaking-changes.ts';
import type { ApiDocument } from './document.ts';
import { mutationsOf } from './mutations.ts';
import { rules, type Rule } from './rules.ts';

const files = filesOf('apps/*/openapi/*.json');

it('reads the documents of versioned APIs', () => {
  expect(files.length).toBeGreaterThan(0);
});

/** Rules that no part of the real documents can break; rules.spec.ts has examples. */
const elsewhere: readonly Rule[] = [
  'parameter-serialization-changed',
  'input-closed',
  'link-removed',
  'keyword-changed',
  'webhook-removed',
  'webhook-answer-removed',
  'limit-lowered',
];

describe.each(files)('%s', (file) => {
  const before = jsonOf<ApiDocument>(file);
  const after = jsonOf<ApiDocument>(file);
  const mutations = mutationsOf(after);

  /** Rules that a mutation is found to break. */
  const found = (apply: () => () => void): readonly Rule[] => {
    const undo = apply();
    try {
      return breakingChanges(before, after).map(({ rule }) => rule);
    } finally {
      undo();
    }
  };

  it('has mutations of all kinds', () => {
    const kinds = new Set(mutations.map(({ rule }) => rule));
    const missing = (Object.keys(rules) as Rule[]).filter((rule) => !kinds.has(rule) && !elsewhere.includes(rule));
    expect(missing).toEqual([]);
    expect(kinds.has(undefined)).toBe(true);
  });

  it('breaks by no change', () => {
    expect(breakingChanges(before, after)).toEqual([]);
  });

  it('breaks by each mutation that breaks, and the rule is named', () => {
    const breaking = mutations.filter(({ rule }) => rule !== undefined);
    const missed = breaking.filter(({ rule, apply }) => !found(apply).includes(rule!));
    expect(missed.map(({ name }) => name)).toEqual([]);
  }, 60_000);

  it('breaks by none that adds', () => {
    const adding = mutations.filter(({ rule }) => rule === undefined);
    const refused = adding
      .map(({ name, apply }) => [name, found(apply)] as const)
      .filter(([, list]) => list.length > 0);
    expect(refused).toEqual([]);
  }, 60_000);
});
