import { growthHalf, replaceHalf, scenesHalf } from './document.ts';
import { growth, overhead, startup } from './fixtures/growth.ts';
import { playResult, runResult } from './fixtures/run.ts';
import { formatNote, readNotes } from './notes.ts';
import { formatOverheads } from './growth-report.ts';
import { formatPlay } from './report.ts';

describe('the first half of the page', () => {
  it('is what the command printed, below its chart', () => {
    const { text } = scenesHalf(runResult);
    expect(text).toContain(formatPlay(playResult));
    expect(text.indexOf('(benchmarks.svg)')).toBeLessThan(text.indexOf('| target'));
  });

  it('asks for an explanation of what was missed', () => {
    const [ours, apollo] = playResult.targets as [
      (typeof playResult.targets)[number],
      (typeof playResult.targets)[number],
    ];
    const play = { ...playResult, targets: [ours, { ...apollo, name: 'tutorial' as const }] };
    expect(scenesHalf({ ...runResult, plays: [play] }).unexplained).toEqual([]);
    const slow = { ...play, targets: [ours, { ...ours, name: 'tutorial' as const }] };
    expect(scenesHalf({ ...runResult, plays: [slow] }).unexplained).toEqual(['scenes']);
  });
});

describe('the second half', () => {
  it('is what the command printed, below its chart, on which machine', () => {
    const { text } = growthHalf(growth);
    expect(text).toContain(formatOverheads([overhead]));
    expect(text).toContain('Machine: A Processor');
    expect(text.indexOf('(benchmarks-growth.svg)')).toBeLessThan(text.indexOf('### By products'));
  });

  it('asks for an explanation of what was missed, and no more than that', () => {
    expect(growthHalf(growth).unexplained).toEqual(['overhead']);
    expect(growthHalf({ ...growth, overheads: [] }).unexplained).toEqual([]);
    expect(growthHalf(growth, new Map([['overhead', 'Two waves.']])).unexplained).toEqual([]);
    const slow = { ...startup, readyMs: { median: 700, min: 700, max: 700 } };
    expect(growthHalf({ ...growth, startups: [slow] }).unexplained).toEqual(['overhead', 'bundles']);
  });
});

describe('a note', () => {
  const written = replaceHalf('', { growth: growthHalf(growth).text });
  const noted = written.replace(
    '<!-- notes: overhead -->\n',
    '<!-- notes: overhead -->\n\nTwo waves.\n\n- And JSON.\n',
  );

  it('has a place, and is missed there', () => {
    expect(written).toContain('**Missed, and not explained yet.**\n\n<!-- notes: overhead -->\n\n<!-- /notes -->');
    expect([...readNotes(written).keys()]).toEqual(['growth', 'overhead', 'bundles']);
  });

  it('stays when its half is written anew, as often as that is', () => {
    let page = noted;
    for (let time = 0; time < 2; time += 1) {
      page = replaceHalf(page, { growth: growthHalf(growth, readNotes(page)).text });
      expect(readNotes(page).get('overhead')).toBe('Two waves.\n\n- And JSON.');
      expect(page).not.toContain('not explained');
    }
    expect(page.match(/Two waves/g)).toHaveLength(1);
  });

  it('stays when the other half is written', () => {
    const page = replaceHalf(noted, { scenes: scenesHalf(runResult, readNotes(noted)).text });
    expect(readNotes(page).get('overhead')).toBe('Two waves.\n\n- And JSON.');
    expect(page.indexOf('# Benchmarks')).toBeLessThan(page.indexOf('## Growth'));
    expect(replaceHalf(page, {})).toBe(page);
  });

  it('that nothing asks for is kept as well', () => {
    expect(formatNote('growth', new Map([['growth', 'As it should.']]), false)).toBe(
      '<!-- notes: growth -->\n\nAs it should.\n\n<!-- /notes -->',
    );
  });
});
