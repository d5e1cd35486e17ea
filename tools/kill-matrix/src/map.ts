/** Map as Markdown: the upstream calls of each operation of a BFF. */

import { indexOf, table } from './markdown.ts';
import type { OwnerOf } from './owners.ts';
import { isIndirect, type CallCount, type Recording } from './recording.ts';

/** Path from the root of the repository. */
export const indexFile = 'docs/map.md';
/** Path from the folder of a BFF. */
export const mapFile = 'docs/map.md';

export interface RecordedBff {
  readonly name: string;
  readonly recordings: readonly Recording[];
}

const head = `# Map

What each operation of each BFF asks of which service, when everything is well and nothing is cached. Written by \`npm run map\` from a
recording run into each BFF's own folder; a spec fails when a map is stale.

* _calls_ are those that the BFF makes, _waves_ the longest chain of them, one after the other; after the slash stands what the
  operation allows itself.
* _via_ names the service that makes a call on the way: the BFF does not know of it.
* _kept_ says whether the same request, made again at once, does without the call.
`;

const columns = ['operation', 'calls', 'waves', 'budget', 'asks', 'via', 'kept', 'owner'];

/** Renders the page that explains the maps and links to them. */
export const renderIndex = (names: readonly string[]): string => `${head}\n${indexOf(names, mapFile)}`;

/** Renders the map of one BFF. */
export function renderMap({ name, recordings }: RecordedBff, ownerOf: OwnerOf): string {
  const title = `# Map of ${name}

What each operation asks of which service. Written by \`npm run map\`; [docs/map.md](../../../docs/map.md) says how to read it. Owned by
${ownerOf(`apps/${name}`)}.
`;
  return `${title}\n${table(
    columns,
    recordings.flatMap((recording) => rowsOf(recording, ownerOf)),
  )}`;
}

function rowsOf({ operation, calls, waves }: Recording, ownerOf: OwnerOf): readonly string[][] {
  const made = madeByBff(calls);
  const own = [
    `\`${operation.name}\``,
    within(made, operation.budgetCalls),
    within(waves, operation.budgetWaves),
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

/** Number beside the operation's budget, where it declares one. */
const within = (taken: number, budget: number | undefined): string =>
  budget === undefined ? String(taken) : `${taken} / ${budget}`;

/** Number of calls that the BFF itself makes for one request. */
export const madeByBff = (calls: readonly CallCount[]): number =>
  calls.reduce((sum, call) => sum + (isIndirect(call) ? 0 : call.times), 0);
