/** Ids of entries of the audit log. */

import { nextEntryId } from './entry-id.ts';

const far = Date.parse('2100-01-01T00:00:00.000Z');

it('are UUIDs of version 7, with the instant in front', () => {
  const id = nextEntryId(far);
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(far);
});

it('sort as they were made: thousands in a millisecond, and while the clock is put back', () => {
  const made = [
    ...Array.from({ length: 10_000 }, () => nextEntryId(far + 5)),
    ...Array.from({ length: 10 }, () => nextEntryId(far)),
    ...Array.from({ length: 10 }, (_, later) => nextEntryId(far + 6 + later)),
  ];
  expect(made).toEqual(made.toSorted());
  expect(new Set(made).size).toBe(made.length);
});
