import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Sequencer {
  sort(tests: readonly object[]): { readonly path: string }[];
  cacheResults(tests: readonly object[], results: object): void;
}
const plugin = new URL('../jest/test-sequencer.mjs', import.meta.url).href;
const { default: LongestFirst } = (await import(plugin)) as { default: new (options: object) => Sequencer };

const folder = mkdtempSync(join(tmpdir(), 'test-order-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Spec files by name, in the order in which Jest would run them. */
function ordered(specs: Readonly<Record<string, string>>, tookMs: Readonly<Record<string, number>> = {}): string[] {
  const config = { cacheDirectory: folder, id: 'spec', haste: {} };
  const context = { config, hasteFS: { getSize: (path: string) => specs[path.slice(folder.length + 1)]!.length } };
  const tests = Object.entries(specs).map(([name, text]) => {
    writeFileSync(join(folder, name), text);
    return { context, path: join(folder, name) };
  });
  const sequencer = new LongestFirst({ contexts: [context], globalConfig: {} });
  const testResults = Object.entries(tookMs).map(([name, end]) => ({
    testFilePath: join(folder, name),
    numFailingTests: 0,
    perfStats: { start: 0, end },
  }));
  if (testResults.length > 0) sequencer.cacheResults(tests, { testResults });
  return sequencer.sort(tests).map(({ path }) => path.slice(folder.length + 1));
}

const specs = {
  large: `it('is quick', () => undefined);${' '.repeat(1_000)}`,
  small: "it('is quick', () => undefined);",
  patient: "it('takes long', async () => {\n  await crash();\n}, 60_000);",
  'most-patient': "  it('takes longest', async () => {\n    await crash();\n  }, 120_000);",
};

describe('the order of spec files', () => {
  it('begins with the longest timeouts, then the largest files, where nothing ran before', () => {
    expect(ordered(specs)).toEqual(['most-patient', 'patient', 'large', 'small']);
  });

  it('counts the timeouts of the parts of a spec, those of all its tests, and limits with a name', () => {
    const order = ordered({
      small: '',
      'of-parts': "import { describeScenes } from './scenes.ts';\n",
      'scenes.ts': "it('takes longest', async () => {\n}, 90_000);",
      'of-all': 'jest.setTimeout(80_000);',
      named: 'const limitMs = 85_000;\nconst pauseMs = 900_000;',
    });
    expect(order.filter((name) => name !== 'scenes.ts')).toEqual(['of-parts', 'named', 'of-all', 'small']);
  });

  it('goes by the time that each took, where that is known', () => {
    expect(ordered(specs, { large: 2, small: 4, patient: 1, 'most-patient': 3 })).toEqual([
      'small',
      'most-patient',
      'large',
      'patient',
    ]);
  });
});
