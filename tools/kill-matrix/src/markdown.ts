/** Markdown that the map and the kill matrix share. */

/** Table, with a line end after its last row. */
export const table = (columns: readonly string[], rows: readonly (readonly string[])[]): string =>
  [columns, columns.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');

/** List of links to each BFF's file, for a document in docs/. */
export const indexOf = (names: readonly string[], file: string): string =>
  names.map((name) => `* [${name}](../apps/${name}/${file})\n`).join('');
