import { createLogger } from '@frontage/observability';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError } from './index.ts';
import { createLiveDocument } from './config.exports.ts';
import type { LiveDocument } from './live-document.ts';

const folder = mkdtempSync(join(tmpdir(), 'live-document-'));
const file = join(folder, 'numbers.json');
afterAll(() => rmSync(folder, { recursive: true }));

let lines: Record<string, unknown>[];
let document: LiveDocument<number>;
const log = createLogger({
  name: 'spec',
  destination: { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) },
});
const open = (path = file, everyMs = 60_000): LiveDocument<number> =>
  createLiveDocument({
    variable: 'NUMBER_FILE',
    file: path,
    empty: 0,
    parse: (text) => {
      const number: unknown = JSON.parse(text);
      if (typeof number !== 'number') throw new Error('is no number');
      return number;
    },
    log,
    everyMs,
  });

beforeEach(() => {
  lines = [];
  writeFileSync(file, '1');
});
afterEach(() => document.close());

describe('a document', () => {
  it('is what stands in the file, and what stands there later', async () => {
    document = open();
    expect(document.current).toBe(1);
    writeFileSync(file, '2');
    expect(document.current).toBe(1);
    await document.look();
    expect(document.current).toBe(2);
    expect(lines).toEqual([expect.objectContaining({ level: 'info', msg: 'read again', variable: 'NUMBER_FILE' })]);
  });

  it.each(['"two"', '{', ''])('stays what it was when the file says %j, with one line in the log', async (broken) => {
    document = open();
    writeFileSync(file, broken);
    for (let each = 0; each < 3; each += 1) await document.look();
    expect(document.current).toBe(1);
    expect(lines).toEqual([expect.objectContaining({ level: 'error', variable: 'NUMBER_FILE', file })]);
    writeFileSync(file, '3');
    await document.look();
    expect(document.current).toBe(3);
  });

  it('stays what it was while the file is gone, with one line in the log', async () => {
    document = open();
    rmSync(file);
    for (let each = 0; each < 3; each += 1) await document.look();
    expect(document.current).toBe(1);
    writeFileSync(file, '1');
    await document.look();
    expect(lines.map(({ level }) => level)).toEqual(['error', 'info']);
  });

  it('follows links to links, as ConfigMaps are mounted', async () => {
    for (const version of ['a', 'b']) {
      mkdirSync(join(folder, version));
      writeFileSync(join(folder, version, 'number.json'), version === 'a' ? '10' : '20');
    }
    symlinkSync('a', join(folder, '..data'));
    symlinkSync('..data/number.json', join(folder, 'number.json'));
    document = open(join(folder, 'number.json'));
    expect(document.current).toBe(10);
    symlinkSync('b', join(folder, '..next'));
    renameSync(join(folder, '..next'), join(folder, '..data'));
    await document.look();
    expect(document.current).toBe(20);
  });

  it('is looked at by itself', async () => {
    document = open(file, 5);
    writeFileSync(file, '4');
    while (document.current !== 4) await new Promise(setImmediate);
  });

  it('is empty when there is no file', () => {
    document = createLiveDocument({ variable: 'NUMBER_FILE', file: undefined, empty: 0, parse: Number, log });
    expect(document.current).toBe(0);
  });

  it('is refused at the start when it cannot be read, under the name of its variable', () => {
    writeFileSync(file, '"two"');
    expect(() => open()).toThrow(new ConfigError([`NUMBER_FILE: ${file}: is no number`]));
    expect(() => open(join(folder, 'nowhere'))).toThrow('NUMBER_FILE');
  });
});
