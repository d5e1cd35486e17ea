/** A walk-through of a README as data: the files that it has the reader write, and the lines that it has them change. */

export interface Walkthrough {
  /** First sentence of the section: the number of files and lines. */
  readonly claim: string;
  /** Texts of new files, by path from the root. */
  readonly written: ReadonlyMap<string, string>;
  /** By path from the root. */
  readonly edited: ReadonlyMap<string, readonly Edit[]>;
}

/** One new line: in the place of another one, or after it. */
export interface Edit {
  readonly at: string;
  readonly replaces: boolean;
  readonly line: string;
}

/** Reads the section of this title. A block begins with a comment that names its file; a `diff` has changed lines, and one before them. */
export function readWalkthrough(readme: string, title: string): Walkthrough {
  const [, section = ''] = readme.split(`\n## ${title}\n`, 2);
  const text = section.split(/\n## /, 1)[0]!;
  const written = new Map<string, string>();
  const edited = new Map<string, readonly Edit[]>();
  for (const [, language, path, body] of text.matchAll(/^```(ts|diff)\n\/\/ (\S+)\n([\s\S]*?)^```$/gm)) {
    if (language === 'ts') written.set(path!, body!);
    else edited.set(path!, editsOf(body!.trimEnd().split('\n')));
  }
  return { claim: text.trim().split('. ', 1)[0]!, written, edited };
}

const editsOf = (lines: readonly string[]): readonly Edit[] =>
  lines.flatMap((line, index) => {
    if (!line.startsWith('+')) return [];
    const before = lines[index - 1]!;
    return [{ at: before.slice(1), replaces: before.startsWith('-'), line: line.slice(1) }];
  });

/** Makes the edits. Throws when a line is not there, or there twice. */
export const withEdits = (text: string, edits: readonly Edit[]): string =>
  edits
    .reduce((lines, { at, replaces, line }) => {
      const index = lines.indexOf(at);
      if (index < 0 || lines.includes(at, index + 1)) throw new Error(`not there once: ${at}`);
      return replaces ? lines.with(index, line) : lines.toSpliced(index + 1, 0, line);
    }, text.split('\n'))
    .join('\n');
