import { hashOf, placeOf } from './place.js';

describe('a place', () => {
  it.each(['#overview', '#usage', '#keys', '#webhooks', '#webhooks/0b6d-1'])('is %s, and back', (hash) => {
    expect(hashOf(placeOf(hash))).toBe(hash);
  });

  it.each([
    '',
    '#',
    '#nothing',
    '#webhooks/',
    '#webhooks/../keys',
    '#webhooks/a b',
    '#KEYS',
    `#webhooks/${'a'.repeat(101)}`,
  ])('of %j is the overview', (hash) => {
    expect(placeOf(hash)).toEqual({ name: 'overview' });
  });
});
