/** Every single mutation of the real documents: those that break are caught, those that add pass. */

import { filesOf, jsonOf } from '@frontage/architecture/tree';
import { breakingChanges } from './breaking-changes.ts';
import type { ApiDocument } from './document.ts';
import { mutationsOf, type Mutation } from './mutations.ts';
import { rules, type Rule } from './rules.ts';

const files = filesOf('apps/*/{openapi,openapi/*}.json');

it('reads the documents of versioned APIs', () => {
  expect(files.length).toBeGreaterThan(0);
});

/** Rules that no part of the real documents can break; rules.spec.ts has examples. */
const elsewhere: readonly Rule[] = ['parameter-serialization-changed', 'input-closed', 'keyword-changed'];

describe.each(files)('%s', (file) => {
  const before = jsonOf<ApiDocument>(file);
  const after = jsonOf<ApiDocument>(file);
  const mutations = mutationsOf(after);

  /** Document with one path alone, or none: the rest is not compared, to save time. */
  const only = ({ paths = {}, ...rest }: ApiDocument, path: string | undefined): ApiDocument => ({
    ...rest,
    paths: path === undefined ? {} : { [path]: paths[path]! },
  });

  /** Rules that a mutation is found to break. */
  const found = ({ apply, path }: Mutation): readonly Rule[] => {
    const undo = apply();
    try {
      return breakingChanges(only(before, path), only(after, path)).map(({ rule }) => rule);
    } finally {
      undo();
    }
  };

  it('has mutations of all kinds', () => {
    const kinds = new Set(mutations.map(({ rule }) => rule));
    const isElsewhere = (rule: Rule): boolean =>
      elsewhere.includes(rule) || (rule.startsWith('webhook-') && after.webhooks === undefined);
    const missing = (Object.keys(rules) as Rule[]).filter((rule) => !kinds.has(rule) && !isElsewhere(rule));
    expect(missing).toEqual([]);
    expect(kinds.has(undefined)).toBe(true);
  });

  it('breaks by no change', () => {
    expect(breakingChanges(before, after)).toEqual([]);
  });

  it('breaks by each mutation that breaks, and the rule is named', () => {
    const breaking = mutations.filter(({ rule }) => rule !== undefined);
    const missed = breaking.filter((mutation) => !found(mutation).includes(mutation.rule!));
    expect(missed.map(({ name }) => name)).toEqual([]);
  }, 60_000);

  it('breaks by none that adds', () => {
    const adding = mutations.filter(({ rule }) => rule === undefined);
    const refused = adding
      .map((mutation) => [mutation.name, found(mutation)] as const)
      .filter(([, list]) => list.length > 0);
    expect(refused).toEqual([]);
  }, 60_000);
});
