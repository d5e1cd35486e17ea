/** A walk-through of the README: files to write, and lines to add. */

export interface Walkthrough {
  /** The effort that it claims: its first sentence. */
  readonly claim: string;
  /** By path from the root. */
  readonly written: ReadonlyMap<string, string>;
  /** By path from the root. */
  readonly added: ReadonlyMap<string, readonly Addition[]>;
}

export interface Addition {
  /** The line after which it goes. */
  readonly after: string;
  readonly line: string;
}

/** Reads the section of this title. A block begins with a comment that names its file; in a `diff`, each `+` follows a line that is there. */
export function readWalkthrough(readme: string, title: string): Walkthrough {
  const [, section = ''] = readme.split(`\n## ${title}\n`, 2);
  const text = section.split(/\n## /, 1)[0]!;
  const written = new Map<string, string>();
  const added = new Map<string, readonly Addition[]>();
  for (const [, language, path, body] of text.matchAll(/^```(ts|diff)\n\/\/ (\S+)\n([\s\S]*?)^```$/gm)) {
    if (language === 'ts') written.set(path!, body!);
    else added.set(path!, additionsOf(body!.trimEnd().split('\n')));
  }
  return { claim: text.trim().split('. ', 1)[0]!, written, added };
}

const additionsOf = (lines: readonly string[]): readonly Addition[] =>
  lines.flatMap((line, index) =>
    line.startsWith('+') ? [{ after: lines[index - 1]!.slice(1), line: line.slice(1) }] : [],
  );

/** Adds the lines. Throws when one is to go after a line that is not there, or there twice. */
export const withLines = (text: string, additions: readonly Addition[]): string =>
  additions
    .reduce((lines, { after, line }) => {
      const at = lines.indexOf(after);
      if (at < 0 || lines.includes(after, at + 1)) throw new Error(`not there once: ${after}`);
      return lines.toSpliced(at + 1, 0, line);
    }, text.split('\n'))
    .join('\n');
