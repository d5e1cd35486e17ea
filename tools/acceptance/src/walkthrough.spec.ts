import { readWalkthrough, withLines } from './walkthrough.ts';

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
    expect([...found.added]).toEqual([['a/list.ts', [{ after: 'one,', line: 'two,' }]]]);
  });

  it('adds a line where it says, and refuses where that is nowhere or in two places', () => {
    const additions = found.added.get('a/list.ts')!;
    expect(withLines('[\none,\nthree,\n]', additions)).toBe('[\none,\ntwo,\nthree,\n]');
    expect(() => withLines('three,', additions)).toThrow('not there once: one,');
    expect(() => withLines('one,\none,', additions)).toThrow('not there once: one,');
  });
});
