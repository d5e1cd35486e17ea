/** Generated section of a hand-written file, between two marks. */

/** Replaces the section. Throws when the marks are missing. */
export function withSection(text: string, name: string, content: string): string {
  const begin = `<!-- ${name}: written by npm run documents -->`;
  const end = `<!-- /${name} -->`;
  const [before, rest] = text.split(begin, 2);
  const after = rest?.split(end, 2)[1];
  if (before === undefined || after === undefined) throw new Error(`The file lacks '${begin}' … '${end}'.`);
  return `${before}${begin}\n\n${content}\n\n${end}${after}`;
}
