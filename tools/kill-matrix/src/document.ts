/** docs/kill-matrix.md: written, and read back, for what is checked in is what holds. */

import { serviceNames, type ServiceName } from '@frontage/seed';
import { faults } from './faults.ts';
import type { Matrix, Row, WrittenCell } from './matrix.ts';
import { formatCell, formatOutcome, isWorse, parseCell, type Cell, type Outcome } from './outcome.ts';

const head = `# Kill matrix

What a client gets from each operation of each BFF while one service is broken. Written by \`npm run kill-matrix\`; a spec makes the
matrix anew and fails when a cell is worse than it stands here, or this file is stale.

| fault | means |
| --- | --- |
| down | every connection ends at once |
| slow | it answers long after every budget |
| 503 | it answers every call with 503 |
| hangs up | it ends the connection in the middle of the answer |
| garbage | it answers what its contract does not know |
| 50 MB | it answers far more than anybody wants |

From best to worst: **full**; **stale**, nothing is missing and some of it is older than it should be; **degraded**, the answer lacks the
parts that it names; **failed**, with the HTTP status of its failure. Where an arrow stands, the first outcome is for whoever asks first,
and the second one for whoever asks for the same again after what was kept has grown old.

A service that an operation _requires_ may fail it; no other may. _Via_ names the service through which the BFF reaches one that it does
not call itself. A service that is not in an operation's list is not reached by it: with all of those down, the answer is full. After
every trial the fault was taken away and the same request made again, with the same Idempotency-Key: each time it succeeded, and what it
does had been done once.
`;

const columns = ['operation', 'service', '', ...faults.map(({ name }) => name)];

/** Renders one BFF's part. */
export function renderSection(name: string, { rows }: Pick<Matrix, 'rows'>): string {
  const lines = [columns, columns.map(() => '---'), ...rows.map(cellsOf)].map((cells) => `| ${cells.join(' | ')} |`);
  return `## ${name}\n\n${lines.join('\n')}\n`;
}

const cellsOf = ({ operation, service, via, required, cells }: Row): readonly string[] => [
  `\`${operation}\``,
  service,
  [...(required ? ['required'] : []), ...(via === undefined ? [] : [`via ${via}`])].join(', '),
  ...cells.map(formatCell),
];

/** Renders the document of all parts. */
export const renderDocument = (sections: readonly string[]): string => [head, ...sections].join('\n');

/** One BFF's part of a document; undefined when there is none. */
export const sectionOf = (name: string, document: string): string | undefined =>
  document
    .split(/^(?=## )/m)
    .find((part) => part.startsWith(`## ${name}\n`))
    ?.trimEnd()
    .concat('\n');

interface WrittenRow {
  readonly operation: string;
  readonly service: ServiceName;
  /** As they stand there. */
  readonly cells: readonly string[];
}

function rowsIn(section: string): readonly WrittenRow[] {
  return section.split('\n').flatMap((line) => {
    const [operation, service, , ...cells] = line.slice(2, -2).split(' | ');
    const name = /^`(.+)`$/.exec(operation ?? '')?.[1];
    const known = serviceNames.find((each) => each === service);
    return name !== undefined && known ? [{ operation: name, service: known, cells }] : [];
  });
}

/** Which operations of one BFF's part reach which service: `GET /home pricing`. */
export const pairsIn = (section: string): ReadonlySet<string> =>
  new Set(rowsIn(section).map(({ operation, service }) => `${operation} ${service}`));

/** Reads the cells of one BFF's part. */
export function writtenIn(section: string): WrittenCell {
  const rows = new Map(rowsIn(section).map((row) => [`${row.operation} ${row.service}`, row.cells]));
  return (operation, service, fault) => rows.get(`${operation} ${service}`)?.[faults.indexOf(fault)];
}

/** The cells that are worse than they are written down, in sentences. Cells that are not written down are not compared. */
export function worsened(rows: readonly Row[], written: WrittenCell): readonly string[] {
  return rows.flatMap(({ operation, service, cells }) =>
    cells.flatMap((cell, index) => {
      const fault = faults[index]!;
      const before = parseCell(written(operation, service, fault) ?? '');
      if (!before || !isCellWorse(cell, before)) return [];
      return [`${operation}, ${service} ${fault.name}: ${formatCell(cell)}, and it was ${formatCell(before)}`];
    }),
  );
}

const isCellWorse = (now: Cell, before: Cell): boolean =>
  differs(now.first, before.first) || differs(now.again ?? now.first, before.again ?? before.first);

/** A failure of another status counts as worse: clients act upon it. */
const differs = (now: Outcome, before: Outcome): boolean =>
  isWorse(now, before) ||
  (now.kind === 'failed' && before.kind === 'failed' && formatOutcome(now) !== formatOutcome(before));
