/** Promises, and what was measured of them. */

import { markdownTable } from 'markdown-table';

export interface Measured {
  /** In words: who promised what, under which circumstances. */
  readonly claim: string;
  /** With its unit. */
  readonly measured: string;
  /** With its unit. */
  readonly limit: string;
  readonly holds: boolean;
}

/** The amount of everything: 1 is all of it. */
export type Scale = 0.1 | 1;

/** A share in percent, to two digits. */
export const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
export const milliseconds = (ms: number): string => `${Math.round(ms).toLocaleString('en')} ms`;

export const formatTable = (rows: readonly Measured[]): string =>
  markdownTable([
    ['', 'claim', 'measured', 'limit'],
    ...rows.map(({ claim, measured, limit, holds }) => [holds ? 'ok' : 'NO', claim, measured, limit]),
  ]);
