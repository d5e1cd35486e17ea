import { createPartStates, whole, type PartState } from './part-states.ts';

const asked = (documentId: string, variables: Readonly<Record<string, unknown>> = {}) => ({ documentId, variables });
const lacks = (...degraded: readonly string[]): PartState => ({ ...whole, degraded, requestId: degraded.join() });

it('has the state of the newest answer, and tells of each', () => {
  const states = createPartStates();
  let told = 0;
  const end = states.subscribe(() => (told += 1));
  expect(states.of(asked('home'))).toBe(whole);
  const first = lacks('prices');
  states.note(asked('home'), first);
  expect(states.of(asked('home'))).toBe(first);
  states.note(asked('home'), whole);
  expect(states.of(asked('home'))).toBe(whole);
  end();
  states.note(asked('home'), first);
  expect(told).toBe(2);
});

it('has one state for all pages of a list, and knows which of them lack something', () => {
  const states = createPartStates();
  const search = asked('search', { text: 'lamp' });
  states.note(search, whole);
  states.note(asked('search', { text: 'chair' }), whole);
  states.note(asked('search', { text: 'lamp', after: 'a' }), lacks('prices'));
  states.note(asked('search', { text: 'lamp', after: 'b' }), { ...lacks('prices', 'reviews'), stale: ['stock'] });
  expect(states.of(search)).toEqual({ degraded: ['prices', 'reviews'], stale: ['stock'], requestId: 'prices,reviews' });
  expect(states.of(search)).toBe(states.of(search));
  states.note(search, whole);
  expect(states.lacking(search)).toEqual([
    { text: 'lamp', after: 'a' },
    { text: 'lamp', after: 'b' },
  ]);
  states.note(asked('search', { text: 'lamp', after: 'a' }), whole);
  states.note(asked('search', { text: 'lamp', after: 'b' }), whole);
  expect(states.lacking(search)).toEqual([]);
  expect(states.of(search)).toEqual({ ...whole, requestId: undefined });
});

it('does not trust an answer after which another one lacked something: they have objects in common', () => {
  const states = createPartStates();
  states.note(asked('product', { id: 'p-1' }), whole);
  expect(states.lacking(asked('product', { id: 'p-1' }))).toEqual([]);
  states.note(asked('search'), lacks('prices'));
  expect(states.lacking(asked('product', { id: 'p-1' }))).toEqual([{ id: 'p-1' }]);
  // An answer that comes now is as new as can be, and one that was never asked for has nothing to lack.
  states.note(asked('product', { id: 'p-1' }), whole);
  expect(states.lacking(asked('product', { id: 'p-1' }))).toEqual([]);
  expect(states.lacking(asked('product', { id: 'p-2' }))).toEqual([]);
});

it('asks again for what is older than it should be, which makes no other answer doubtful', () => {
  const states = createPartStates();
  states.note(asked('product'), whole);
  states.note(asked('search'), { ...whole, stale: ['prices'] });
  expect(states.lacking(asked('search'))).toEqual([{}]);
  expect(states.lacking(asked('product'))).toEqual([]);
});
