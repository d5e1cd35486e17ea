import { readOwners } from './owners.ts';

describe('owners', () => {
  it('are those of the last line that matches', () => {
    const ownerOf = readOwners('# all\n*  @f/all\n\n/libs/  @f/libs\n/libs/a/  @f/a\n');
    expect(['docs', 'libs/b', 'libs/a', 'libs/ab'].map(ownerOf)).toEqual(['@f/all', '@f/libs', '@f/a', '@f/libs']);
    expect(() => readOwners('/libs/ @f/libs')('apps/a')).toThrow('nobody owns apps/a');
  });

  it('are known of every BFF', () => {
    expect(readOwners()('apps/web-bff')).toBe('@frontage/web');
  });
});
