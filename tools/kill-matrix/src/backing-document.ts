/** Kill matrix without backing services as Markdown: one section for each. */

import { backingFaults, type BackingFault, type BackingServiceName } from '@frontage/proof';
import type { BackingRow, BackingTable } from './backing-trials.ts';
import { table } from './markdown.ts';
import { formatOutcome, type Outcome } from './outcome.ts';

const headingOf = (service: BackingServiceName): string => `## Without the ${service}\n`;

/** Renders a section. It is taken over from what is `written` where the service could not be tried on this machine. */
export const renderBacking = ({ service, rows }: BackingTable, written: string): string =>
  rows ? renderRows(service, rows) : sectionIn(written, service);

function sectionIn(written: string, service: BackingServiceName): string {
  const [, rest = ''] = written.split(headingOf(service));
  return `${headingOf(service)}${rest.split('\n## ')[0]!.trimEnd()}\n`;
}

/** Callers whose credentials were not checked lately have rows where that makes a difference. */
function renderRows(service: BackingServiceName, rows: readonly BackingRow[]): string {
  const known = rows.filter(({ isKnown }) => isKnown);
  const unknown = rows.filter(({ isKnown }) => !isKnown);
  const isSame = (row: BackingRow): boolean =>
    known.some((other) => other.operation === row.operation && textOf(other) === textOf(row));
  const cells = [
    ...summarized(known, ''),
    ...(unknown.every(isSame) ? [] : summarized(unknown, ', from a caller whose credentials were not checked lately')),
  ];
  return `${headingOf(service)}\n${table(['operation', '', ...backingFaults], cells)}`;
}

/** Rows as cells. Operations that answer in full share the last one, and all of them where all answer alike. */
function summarized(rows: readonly BackingRow[], caller: string): readonly (readonly string[])[] {
  const isAlike = new Set(rows.map(textOf)).size === 1;
  const [own, rest] = isAlike ? [[], rows] : [rows.filter((row) => !isFull(row)), rows.filter(isFull)];
  const name = isAlike ? 'every operation' : 'every other operation';
  return [
    ...own.map((row) => [`\`${row.operation}\`${caller}`, ...backingCells(row)]),
    ...rest.slice(0, 1).map((row) => [`${name}${caller}`, ...backingCells(row)]),
  ];
}

const isFull = ({ required, outcomes }: BackingRow): boolean =>
  !required && outcomes.every(({ kind }) => kind === 'full');

const backingCells = ({ required, isKnown, outcomes }: BackingRow): readonly string[] => [
  required && isKnown ? 'required' : '',
  ...outcomes.map((outcome, index) => formatBacking(outcome, backingFaults[index]!)),
];

const textOf = (row: BackingRow): string => backingCells(row).join();

/** A silent service is given up by the limit of the connection or by the operation's budget, whichever ends first. */
const formatBacking = (outcome: Outcome, fault: BackingFault): string =>
  fault === 'silent' && outcome.kind === 'failed' && [503, 504].includes(outcome.status)
    ? 'failed (503 or 504)'
    : formatOutcome(outcome);
