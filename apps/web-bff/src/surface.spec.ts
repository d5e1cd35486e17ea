import { readFileSync } from 'node:fs';
import { surface } from './surface.ts';

describe('the schema', () => {
  it('is the one that is checked in: run `npm run documents` after a change, and read the difference', () => {
    const { file, content } = surface();
    expect(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')).toBe(content);
  });
});
