import { readWalkthrough, withEdits } from './walkthrough.ts';

const readme = `
# House

## Add a thing

Two files. More words.

\`\`\`ts
// a/b.ts
export const b = 1;
\`\`\`

\`\`\`diff
// a/list.ts
 one,
+two,
-four,
+five,
\`\`\`

## Next

\`\`\`ts
// not/ours.ts
\`\`\`
`;

describe('a walk-through', () => {
  const found = readWalkthrough(readme, 'Add a thing');

  it('is what its section shows, and nothing of the next', () => {
    expect(found.claim).toBe('Two files');
    expect([...found.written]).toEqual([['a/b.ts', 'export const b = 1;\n']]);
    expect([...found.edited]).toEqual([
      [
        'a/list.ts',
        [
          { at: 'one,', replaces: false, line: 'two,' },
          { at: 'four,', replaces: true, line: 'five,' },
        ],
      ],
    ]);
  });

  it('adds a line or changes one where it says, and refuses where that is nowhere or in two places', () => {
    const edits = found.edited.get('a/list.ts')!;
    expect(withEdits('[\none,\nthree,\nfour,\n]', edits)).toBe('[\none,\ntwo,\nthree,\nfive,\n]');
    expect(() => withEdits('three,\nfour,', edits)).toThrow('not there once: one,');
    expect(() => withEdits('one,\nfour,\none,', edits)).toThrow('not there once: one,');
    expect(() => withEdits('one,', edits)).toThrow('not there once: four,');
  });
});
