/** The README as a test: its commands, and what it says they print. */

import { readFileSync } from 'node:fs';

export interface ReadmeExample {
  /** The heading it stands under. */
  readonly title: string;
  /** A shell script. */
  readonly script: string;
  /** The output that the README shows; `…` stands for anything. */
  readonly shown: string;
}

/** Reads the examples: each `sh` block that a `text` or `json` block follows directly. */
export function readExamples(readme: URL): readonly ReadmeExample[] {
  const examples: ReadmeExample[] = [];
  let title = '';
  const pattern = /^#{2,4} (.+)$|^```sh\n([\s\S]*?)^```\n+```(?:text|json|http)\n([\s\S]*?)^```$/gm;
  for (const [, heading, script, shown] of readFileSync(readme, 'utf8').matchAll(pattern)) {
    if (heading !== undefined) title = heading;
    else examples.push({ title, script: script!, shown: shown!.trimEnd() });
  }
  return examples;
}

/** Addresses of the README, moved to the ports of a house; other numbers stay. */
export const movePorts = (script: string, offset: number): string =>
  script.replace(
    /\b(localhost|127\.0\.0\.1):(4[0-4]\d\d)\b/g,
    (_, host: string, port: string) => `${host}:${Number(port) + offset}`,
  );

/** True when an output is what is shown. Line breaks and indentation may differ, `…` may be anything. */
export function isAsShown(output: string, shown: string): boolean {
  const squeeze = (text: string): string => text.replace(/\s+/g, '');
  const pattern = squeeze(shown)
    .split('…')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('[\\s\\S]*?');
  return new RegExp(`^${pattern}$`).test(squeeze(output));
}
