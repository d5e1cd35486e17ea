import { createLogger, createMetrics } from '@frontage/observability';
import { anonymousPrincipal, type Principal } from '@frontage/policy';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openExperiments } from './experiments.ts';
import { createVisitors } from './visitors.ts';

const folder = mkdtempSync(join(tmpdir(), 'experiments-'));
const file = join(folder, 'experiments.json');
afterAll(() => rmSync(folder, { recursive: true }));

const lines: string[] = [];
beforeEach(() => void (lines.length = 0));

function open(text: string) {
  writeFileSync(file, text);
  return openExperiments({
    file,
    visitors: createVisitors({
      publicOrigin: 'https://shop.example',
      insecureCookies: false,
      secrets: ['s'.repeat(32)],
    }),
    log: createLogger({ name: 'spec', destination: { write: (line) => lines.push(line) } }),
    metrics: createMetrics(),
  });
}

/** Arm of a caller without a cookie. */
const armOf = (experiments: ReturnType<typeof open>, principal: Principal, addHeader = (): void => undefined): string =>
  experiments.of({ principal, http: { header: () => undefined, addHeader } }).armOf('home-layout');

const customer = (n: number): Principal => ({ kind: 'customer', id: `c-${n}`, tier: 'standard' });

describe('EXPERIMENTS_FILE', () => {
  it.each<[string, RegExp]>([
    ['{', /EXPERIMENTS_FILE: .*JSON/],
    ['{ "home-layuot": {} }', /home-layuot/],
    ['{ "home-layout": { "traffic": 2 } }', /home-layout\.traffic/],
    ['{ "home-layout": { "weights": { "featured-first": 1 } } }', /weights\.recommendations-first/],
    ['{ "home-layout": { "weights": { "featured-first": 0, "recommendations-first": 0 } } }', /must not all be 0/],
    [
      '{ "home-layout": { "weights": { "featured-first": -1, "recommendations-first": 1 } } }',
      /weights\.featured-first/,
    ],
  ])('is refused at the start: %s', (text, problem) => {
    expect(() => open(text)).toThrow(problem);
  });

  it('sets switch, share and weights, and is read again; one that does not fit changes nothing but a line of the log', async () => {
    const experiments = open('{ "home-layout": { "weights": { "featured-first": 0, "recommendations-first": 1 } } }');
    const everybody = (): Set<string> => new Set(Array.from({ length: 40 }, (_, n) => armOf(experiments, customer(n))));
    expect(everybody()).toEqual(new Set(['recommendations-first']));
    writeFileSync(file, '{ "home-layout": { "traffic": 0 } }');
    await experiments.look();
    expect(everybody()).toEqual(new Set(['featured-first']));
    writeFileSync(file, '{}');
    await experiments.look();
    expect(everybody().size).toBe(2);
    writeFileSync(file, '{ "home-layout": { "on": false } }');
    await experiments.look();
    lines.length = 0;
    writeFileSync(file, '{ "home-layout": "on" }');
    await experiments.look();
    expect(everybody()).toEqual(new Set(['featured-first']));
    expect(lines).toEqual([expect.stringContaining('what was read before still holds')]);
    experiments.close();
  });
});

describe('an operation', () => {
  it('has one arm for its caller, and one cookie', () => {
    const experiments = open('{}');
    for (let time = 0; time < 20; time += 1) {
      const added: unknown[] = [];
      const http = { header: () => undefined, addHeader: (...header: unknown[]) => void added.push(header) };
      const operation = experiments.of({ principal: anonymousPrincipal, http });
      expect(new Set([1, 2, 3].map(() => operation.armOf('home-layout'))).size).toBe(1);
      expect(added).toEqual([['Set-Cookie', expect.stringMatching(/^__Host-Http-frontage-visitor=/)]]);
    }
    experiments.close();
  });

  it('for everybody has the control, and counts nobody', () => {
    const experiments = open('{ "home-layout": { "weights": { "featured-first": 0, "recommendations-first": 1 } } }');
    const operation = experiments.of({ principal: anonymousPrincipal, http: undefined });
    expect([operation.armOf('home-layout'), lines]).toEqual(['featured-first', []]);
    experiments.close();
  });
});
