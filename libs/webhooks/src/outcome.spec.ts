import { outcomeOf } from './outcome.ts';

it.each([
  [200, 'success'],
  [204, 'success'],
  [299, 'success'],
  [301, 'redirect'],
  [304, 'redirect'],
  [308, 'redirect'],
  [400, 'rejected'],
  [404, 'rejected'],
  [410, 'gone'],
  [429, 'throttled'],
  [500, 'rejected'],
  [502, 'throttled'],
  [503, 'rejected'],
  [504, 'throttled'],
  [199, 'rejected'],
] as const)('%d is %s', (status, outcome) => expect(outcomeOf({ status, body: '' })).toBe(outcome));

it('a failure without an answer is its own outcome', () => {
  expect((['timeout', 'connection', 'refused'] as const).map(outcomeOf)).toEqual(['timeout', 'connection', 'refused']);
});
