/** What was promised, and what was measured. */

export interface Measured {
  /** In words: who promised what, under which circumstances. */
  readonly claim: string;
  /** With its unit. */
  readonly measured: string;
  /** With its unit. */
  readonly limit: string;
  readonly holds: boolean;
}

/** How much of everything there is: 1 is all of it. */
export type Scale = 0.1 | 1;

/** A share in percent, to two digits. */
export const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
export const milliseconds = (ms: number): string => `${Math.round(ms).toLocaleString('en')} ms`;

/** Columns as wide as they must be. */
export function formatTable(rows: readonly Measured[]): string {
  const head = ['', 'claim', 'measured', 'limit'];
  const lines = [
    head,
    ...rows.map(({ claim, measured, limit, holds }) => [holds ? 'ok' : 'NO', claim, measured, limit]),
  ];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
