/** Tables that are read in a terminal and in a Markdown file alike. */

export interface Column<T> {
  readonly title: string;
  readonly align: 'left' | 'right';
  readonly cell: (row: T) => string;
}

/** Columns as wide as their widest cell. */
export function formatTable<T>(columns: readonly Column<T>[], rows: readonly T[]): string {
  const cells = columns.map(({ title, cell }) => [title, ...rows.map(cell)]);
  const widths = cells.map((column) => Math.max(3, ...column.map(widthOf)));
  const line = (row: number): string =>
    joined(columns.map(({ align }, index) => pad(cells[index]![row]!, widths[index]!, align)));
  const rule = joined(
    columns.map(({ align }, index) =>
      align === 'right' ? `${'-'.repeat(widths[index]! - 1)}:` : '-'.repeat(widths[index]!),
    ),
  );
  return [line(0), rule, ...rows.map((_, index) => line(index + 1))].join('\n');
}

const joined = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** Characters, not UTF-16 units. */
const widthOf = (text: string): number => [...text].length;

const pad = (text: string, width: number, align: 'left' | 'right'): string => {
  const space = ' '.repeat(width - widthOf(text));
  return align === 'left' ? text + space : space + text;
};
