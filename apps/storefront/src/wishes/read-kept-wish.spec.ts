import { readKeptWish } from './read-kept-wish.ts';

describe('a kept wish', () => {
  it('is read as it was kept', () => {
    const wish = { id: 'p-001', name: 'Quiet lamp' };
    expect(readKeptWish(JSON.stringify(wish))).toEqual(wish);
  });

  it.each([null, '', 'null', '7', '{', '{"id":7,"name":"x"}', '{"id":"p-001"}'])('is none: %j', (text) =>
    expect(readKeptWish(text)).toBeUndefined(),
  );
});
