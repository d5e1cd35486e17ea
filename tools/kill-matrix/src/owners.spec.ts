import { loadBffs } from '@frontage/architecture/proofs';
import { readOwners } from './owners.ts';

describe('owners', () => {
  it('are those of the last line that matches', () => {
    const ownerOf = readOwners('# all\n*  @f/all\n\n/libs/  @f/libs\n/libs/a/  @f/a\n');
    expect(['docs', 'libs/b', 'libs/a', 'libs/ab'].map(ownerOf)).toEqual(['@f/all', '@f/libs', '@f/a', '@f/libs']);
    expect(() => readOwners('/libs/ @f/libs')('apps/a')).toThrow('nobody owns apps/a');
  });

  it('are teams of their own for every BFF, and for all that it proves', async () => {
    const ownerOf = readOwners();
    const bffs = await loadBffs();
    expect(bffs.length).toBeGreaterThan(1);
    const owners = bffs.map(({ name }) => ['src', 'proof', 'docs'].map((part) => ownerOf(`apps/${name}/${part}`)));
    for (const [owner, ...same] of owners) expect(same).toEqual([owner, owner]);
    expect(new Set(owners.map(([owner]) => owner)).size).toBe(bffs.length);
  });
});
