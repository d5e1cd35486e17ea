import { missingFrom } from './answer.ts';

describe('what is missing', () => {
  const whole = { id: 'p-001', price: { amount: 12 }, tags: ['a', 'b'], picks: [{ id: 'p-002' }], rating: null };

  it('is nothing when the values have changed', () => {
    const later = { ...whole, price: { amount: 0 }, tags: ['', 'c', 'd'], rating: 4 };
    expect(missingFrom(later, whole)).toEqual([]);
  });

  it('is what is null, absent or shorter', () => {
    expect(missingFrom({ id: 'p-001', price: null, tags: ['a'], picks: [{}] }, whole)).toEqual([
      '#/price',
      '#/tags/1',
      '#/picks/0/id',
    ]);
    expect(missingFrom(undefined, whole)).toEqual(['#']);
    expect(missingFrom({}, undefined)).toEqual([]);
  });
});
