import { readFile } from 'node:fs/promises';
import { growthResult, runResult, scenarioResult } from './fixtures/results.ts';
import type { GrowthResult } from './growth.ts';
import { sectionsOf, withSections } from './page.ts';
import type { RunResult } from './results.ts';
import { formatOverheads, formatScenario } from './tables.ts';

let page: string;
beforeAll(async () => {
  page = await readFile(new URL('../../../docs/benchmarks.md', import.meta.url), 'utf8');
});

describe('docs/benchmarks.md', () => {
  it('has a place for all that the commands print', () => {
    let { text } = withSections(page, sectionsOf(runResult));
    ({ text } = withSections(text, sectionsOf(growthResult)));
    for (const part of [formatScenario(scenarioResult), formatOverheads(growthResult.overheads)]) {
      expect(text).toContain(part);
      expect(page).not.toContain(part);
    }
    expect(() => withSections('', sectionsOf(runResult))).toThrow("lacks '<!-- run: written by npm run bench -->'");
  });
});

describe('a section', () => {
  const marks = '<!-- overhead: written by npm run bench -->\nold\n<!-- /overhead -->';
  const missed = { overhead: { text: 'new', verdicts: ['kept', 'missed'] } } as const;

  it('is written anew, and what stands around it stays, however often', () => {
    let text = `# Title\n\n${marks}\n\nTwo waves.\n`;
    for (let time = 0; time < 2; time += 1) text = withSections(text, missed).text;
    expect(text).toBe(`# Title\n\n${marks.replace('old', '\nnew\n')}\n\nTwo waves.\n`);
  });

  it('with a miss asks for an explanation beneath it', () => {
    const { text, unexplained } = withSections(`${marks}\n\n<!-- next -->`, missed);
    expect(unexplained).toEqual(['overhead']);
    expect(text).toContain('**Missed, and not explained yet.**');
    expect(withSections(`${marks}\n\nTwo waves.`, missed).unexplained).toEqual([]);
    expect(withSections(marks, { overhead: { text: 'new', verdicts: ['kept'] } }).unexplained).toEqual([]);
  });

  it('says whether a promise was missed', () => {
    const missedOf = (result: RunResult | GrowthResult) =>
      Object.entries(sectionsOf(result)).flatMap(([name, { verdicts }]) =>
        verdicts?.includes('missed') ? [name] : [],
      );
    expect(missedOf(runResult)).toEqual([]);
    const [ours] = scenarioResult.targets;
    const slow = { ...scenarioResult, targets: [ours!, { ...ours!, name: 'tutorial' as const }] };
    expect(missedOf({ ...runResult, scenarios: [slow] })).toEqual(['promises']);
    expect(missedOf(growthResult)).toEqual(['overhead']);
  });
});
