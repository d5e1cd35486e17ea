import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { makeDocuments, root } from './documents.ts';
import { envTable } from './env-table.ts';
import { withSection } from './section.ts';

describe('generated documents', () => {
  it('are checked in as `npm run documents` writes them', async () => {
    for (const { path, content } of await makeDocuments()) {
      expect({ path, content: readFileSync(new URL(path, root), 'utf8') }).toEqual({ path, content });
    }
  });
});

describe('envTable', () => {
  const schema = z.object({ PORT: z.coerce.number().default(4100).describe('port') });

  it('says name, default and meaning', () => {
    expect(envTable(schema)).toContain('| `PORT` | `4100` | port |');
    expect(() => envTable(z.object({ SECRET: z.string() }))).toThrow('SECRET has no description');
  });
});

describe('withSection', () => {
  it('replaces what stands between the marks, and needs them', () => {
    const readme = '# x\n<!-- table: written by npm run documents -->\nold\n<!-- /table -->\nend\n';
    expect(withSection(readme, 'table', 'new')).toMatch(/^# x\n<!-- .* -->\n\nnew\n\n<!-- \/table -->\nend\n$/);
    expect(() => withSection('# x', 'table', 'new')).toThrow('lacks');
  });
});
