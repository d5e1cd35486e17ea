/** What people write into a page that is written by a command: it stays when the rest is written anew. */

/** By name. */
export type Notes = ReadonlyMap<string, string>;

const begin = (name: string): string => `<!-- notes: ${name} -->`;
const end = '<!-- /notes -->';

/** Finds the notes of a page. */
export const readNotes = (page: string): Notes =>
  new Map(
    [...page.matchAll(/<!-- notes: ([\w-]+) -->([\s\S]*?)<!-- \/notes -->/g)].map(([, name, text]) => [
      name!,
      text!.trim(),
    ]),
  );

/** The place of a note, with the note. When a promise was `missed`, a reader is told that the note is still to be written. */
export function formatNote(name: string, notes: Notes, missed: boolean): string {
  const note = notes.get(name) ?? '';
  return [
    ...(missed && note === '' ? ['**Missed, and not explained yet.**'] : []),
    begin(name),
    ...(note === '' ? [] : [note]),
    end,
  ].join('\n\n');
}
