/** docs/map.md: what each operation of each BFF asks of which service. */

import type { BffName } from './bffs.ts';
import type { OwnerOf } from './owners.ts';
import { isIndirect, type CallCount, type Recording } from './recording.ts';

export interface RecordedBff {
  readonly name: BffName;
  readonly recordings: readonly Recording[];
}

const head = `# Map

What each operation of each BFF asks of which service, when everything is well and nothing is cached. Written by \`npm run map\` from a
recording run; a spec fails when it is stale.

* _calls_ are those that the BFF makes, _waves_ the longest chain of them, one after the other; after the slash stands what the
  operation allows itself.
* _via_ names the service that makes a call on the way: the BFF does not know of it.
* _kept_ says whether the same request, made again at once, does without the call.
`;

const columns = ['operation', 'calls', 'waves', 'budget', 'asks', 'via', 'kept', 'owner'];

/** Renders one BFF's part. */
export function renderBff({ name, recordings }: RecordedBff, ownerOf: OwnerOf): string {
  const rows = recordings.flatMap((recording) => rowsOf(recording, ownerOf));
  const lines = [columns, columns.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return `## ${name}\n\nOwned by ${ownerOf(`apps/${name}`)}.\n\n${lines.join('\n')}\n`;
}

/** Renders the document of all parts. */
export const renderMap = (parts: readonly string[]): string => [head, ...parts].join('\n');

function rowsOf({ operation, calls, waves }: Recording, ownerOf: OwnerOf): readonly string[][] {
  const made = madeByBff(calls);
  const own = [
    `\`${operation.name}\``,
    operation.budgetCalls === undefined ? String(made) : `${made} / ${operation.budgetCalls}`,
    String(waves),
    `${operation.budgetMs} ms`,
  ];
  if (calls.length === 0) return [[...own, 'nobody', '', '', '']];
  return calls.map((call, index) => [
    ...(index === 0 ? own : own.map(() => '')),
    call.times === 1 ? call.operation : `${call.operation} × ${call.times}`,
    isIndirect(call) ? call.from : '',
    call.kept ? 'yes' : '—',
    ownerOf(`libs/service-clients/${call.service}`),
  ]);
}

/** How many calls the BFF makes for one request. */
export const madeByBff = (calls: readonly CallCount[]): number =>
  calls.reduce((sum, call) => sum + (isIndirect(call) ? 0 : call.times), 0);
