/** Kill matrix as Markdown: written, and parsed for comparison with a new one. */

import { serviceNames, type ServiceName } from '@frontage/seed';
import { renderBacking } from './backing-document.ts';
import type { BackingTable } from './backing-trials.ts';
import { faults } from './faults.ts';
import { indexOf, table } from './markdown.ts';
import type { Matrix, Row, WrittenCell } from './matrix.ts';
import { formatCell, formatOutcome, isWorse, parseCell, type Cell, type Outcome } from './outcome.ts';

/** Path from the root of the repository. */
export const indexFile = 'docs/kill-matrix.md';
/** Path from the folder of a BFF. */
export const matrixFile = 'docs/kill-matrix.md';

const head = `# Kill matrix

What a client gets from each operation of each BFF while one service is broken. Written by \`npm run kill-matrix\` into each BFF's own
folder; a spec makes every matrix anew and fails when a cell is worse than it stands there, or a file is stale.

| fault | means |
| --- | --- |
| down | every connection ends at once |
| slow | it answers long after every budget |
| 503 | it answers every call with 503 |
| hangs up | it ends the connection in the middle of the answer |
| garbage | it answers what its contract does not know |
| 50 MB | it answers far more than anybody wants |

A BFF also stands on _backing services_: a message broker, a database. Without one of them, a table of its own tells the answers.

| fault | means |
| --- | --- |
| down | connections break, and new ones are refused |
| silent | connections stay open and are accepted, and nothing passes: the limit of the connection (503) or the budget (504) ends the wait |

From best to worst: **full**; **stale**, nothing is missing and some of it is older than it should be; **degraded**, the answer lacks the
parts that it names; **failed**, with the HTTP status of its failure. Where an arrow stands, the first outcome is for the first request,
and the second one for the same request after what was kept has grown old.

A service that an operation _requires_ may fail it; no other may. _Via_ names the service through which the BFF reaches one that it does
not call itself. A service that is not in an operation's list is not reached by it: with all of those down, the answer is full. After
every trial the fault was taken away and the same request made again, with the same Idempotency-Key: each time it succeeded, and what it
does had been done once.
`;

/** Renders the page that explains the matrices and links to them. */
export const renderIndex = (names: readonly string[]): string => `${head}\n${indexOf(names, matrixFile)}`;

const columns = ['operation', 'service', '', ...faults.map(({ name }) => name)];

/**
 * Renders the matrix of one BFF. The section of a backing service that could not be tried on this machine is taken over from what is
 * `written`.
 */
export function renderMatrix(
  name: string,
  { rows }: Pick<Matrix, 'rows'>,
  backing: readonly BackingTable[] = [],
  written = '',
): string {
  const title = `# Kill matrix of ${name}

What a client gets from each operation while one service is broken. Written by \`npm run kill-matrix\`;
[docs/kill-matrix.md](../../../docs/kill-matrix.md) says how to read it.
`;
  const sections = backing.map((each) => renderBacking(each, written));
  return [`${title}\n${table(columns, rows.map(cellsOf))}`, ...sections].join('\n');
}

const cellsOf = ({ operation, service, via, required, cells }: Row): readonly string[] => [
  `\`${operation}\``,
  service,
  [...(required ? ['required'] : []), ...(via === undefined ? [] : [`via ${via}`])].join(', '),
  ...cells.map(formatCell),
];

interface WrittenRow {
  readonly operation: string;
  readonly service: ServiceName;
  /** Text of the cells. */
  readonly cells: readonly string[];
}

function rowsIn(document: string): readonly WrittenRow[] {
  return document.split('\n').flatMap((line) => {
    const [operation, service, , ...cells] = line.slice(2, -2).split(' | ');
    const name = /^`(.+)`$/.exec(operation ?? '')?.[1];
    const known = serviceNames.find((each) => each === service);
    return name !== undefined && known ? [{ operation: name, service: known, cells }] : [];
  });
}

/** Operations of a matrix with the services that they reach: `GET /home pricing`. */
export const pairsIn = (document: string): ReadonlySet<string> =>
  new Set(rowsIn(document).map(({ operation, service }) => `${operation} ${service}`));

/** Parses the cells of a matrix. */
export function writtenIn(document: string): WrittenCell {
  const rows = new Map(rowsIn(document).map((row) => [`${row.operation} ${row.service}`, row.cells]));
  return (operation, service, fault) => rows.get(`${operation} ${service}`)?.[faults.indexOf(fault)];
}

/** Describes the cells that are worse than the written ones. Cells without a written one are not compared. */
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

/** A failure with another status counts as worse: clients act on the status. */
const differs = (now: Outcome, before: Outcome): boolean =>
  isWorse(now, before) ||
  (now.kind === 'failed' && before.kind === 'failed' && formatOutcome(now) !== formatOutcome(before));
