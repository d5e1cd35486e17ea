/** Payloads as Markdown: bytes and round trips of each screen, through a slim BFF, through another one, and from the services. */

import { bytesSent, compressed, openTestBed, type BffProof, type Identity, type Operation } from '@frontage/proof';
import { table } from './markdown.ts';
import type { Recording } from './recording.ts';

/** Path from the folder of a BFF. */
export const payloadsFile = 'docs/payloads.md';

/** Cost of one request while nothing is cached. */
export interface Cost {
  /** Bytes of the content as it is sent, compressed with brotli where it is long enough. */
  readonly bytes: number;
  /** Upstream calls, and bytes of their answers. */
  readonly upstream: { readonly calls: number; readonly bytes: number };
}

export interface Payload {
  readonly recording: Recording;
  readonly cost: Cost;
  /** Bytes of the peer's operations together; undefined without one. */
  readonly peerBytes: number | undefined;
}

/** Tells a BFF whose operations all have budgets of bytes. */
export const isSlim = ({ operations }: BffProof): boolean =>
  operations.every(({ budgetBytes }) => budgetBytes !== undefined);

/** Measures every recorded operation of a BFF and its peers, each on its own test bed. Throws for an unknown peer, and for a failure. */
export async function measure(
  { bff, recordings }: { readonly bff: BffProof; readonly recordings: readonly Recording[] },
  bffs: readonly BffProof[],
  identity: Identity,
): Promise<readonly Payload[]> {
  const payloads: Payload[] = [];
  for (const recording of recordings) {
    const { operation } = recording;
    const { peer } = operation;
    payloads.push({
      recording,
      cost: await costOf(bff, operation, identity),
      peerBytes: peer && (await bytesOf(peer, bffs, identity)),
    });
  }
  return payloads;
}

async function bytesOf(
  { bff, operations }: NonNullable<Operation['peer']>,
  bffs: readonly BffProof[],
  identity: Identity,
): Promise<number> {
  const home = bffs.find(({ name }) => name === bff);
  let sum = 0;
  for (const operation of operations) {
    const found = home?.operations.find(({ name }) => name === operation);
    if (!home || !found) throw new Error(`There is no '${operation}' of ${bff}, which is named as a peer.`);
    const { bytes } = await costOf(home, found, identity);
    sum += bytes;
  }
  return sum;
}

async function costOf(bff: BffProof, operation: Operation, identity: Identity): Promise<Cost> {
  const testBed = await openTestBed(bff, identity, { BUDGET_FACTOR: '1000' });
  try {
    const { ask } = await operation.prepare(testBed.fixtures);
    const client = await testBed.enter(operation.who);
    const answer = await client(compressed(ask));
    if (answer.failure) throw new Error(`${bff.name}, ${operation.name}: ${answer.failure.status}.`);
    const told = answer.headers.get('frontage-budget') ?? '';
    const [calls = NaN, bytes = NaN] = ['calls', 'bytes'].map((name) =>
      Number(new RegExp(`${name}=(\\d+)`).exec(told)?.[1]),
    );
    return { bytes: bytesSent(answer), upstream: { calls, bytes } };
  } finally {
    await testBed.close();
  }
}

const columns = [
  'screen',
  'bytes',
  'budget',
  'peer',
  'its bytes',
  'requests to services',
  'round trips',
  'their bytes',
  'share',
];

/** Number of bytes, in groups of three digits. */
const inBytes = (bytes: number): string => bytes.toLocaleString('en');

/** Renders the payloads of one BFF. */
export function renderPayloads(name: string, payloads: readonly Payload[]): string {
  const rows = payloads.map(({ recording: { operation, waves }, cost, peerBytes }) => [
    `\`${operation.name}\``,
    inBytes(cost.bytes),
    inBytes(operation.budgetBytes!),
    operation.peer ? `${operation.peer.bff}: ${operation.peer.operations.map((each) => `\`${each}\``).join(', ')}` : '',
    peerBytes === undefined ? '' : inBytes(peerBytes),
    String(cost.upstream.calls),
    String(waves),
    inBytes(cost.upstream.bytes),
    `${Math.round((100 * cost.bytes) / cost.upstream.bytes)} %`,
  ]);
  return `# Payloads of ${name}

What each screen takes through this BFF, through the BFF of another client, and from the services themselves. Written by \`npm run map\` from a
run over the healthy domain with empty caches; a spec fails when a number here is more than a tenth off.

* Each screen takes one request and one round trip here. _bytes_ are those of its content as it is sent, compressed with brotli from 1,024
  bytes on; _budget_ is the most that the spec of the operation allows.
* _peer_ has the operations of another BFF for the same screen, which may show more; _its bytes_ are compressed likewise, and take one request for
  each.
* _requests to services_ is what a phone would send to them itself, in so many _round trips_ one after the other. _their bytes_ come as they
  are, since services do not compress. _share_ is the part of them that the phone gets.
* A screen that has not changed takes none of this: 304, without content.

${table(columns, rows)}`;
}

/** Numbers of a rendered table that are more than a tenth off those of another, by the first cell of their row. */
export function outdated(checkedIn: string, now: string): readonly string[] {
  const [before, after] = [cellsOf(checkedIn), cellsOf(now)];
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => {
    const [old, current] = [before.get(name), after.get(name)];
    return !old || !current || old.some((cell, index) => isOff(cell, current[index]!));
  });
}

const cellsOf = (document: string): ReadonlyMap<string, readonly string[]> =>
  new Map(
    [...document.matchAll(/^\| (`[^`]+`) \| (.*) \|$/gm)].map(
      ([, name, cells]) => [name!, cells!.split(' | ')] as const,
    ),
  );

/** Asks whether two cells differ: numbers by more than a tenth and one, as ids in answers are random. */
function isOff(cell: string, other: string): boolean {
  const [a, b] = [cell, other].map((text) => Number(text.replaceAll(/[,%]/g, '')));
  if (Number.isNaN(a) || Number.isNaN(b)) return cell !== other;
  return Math.abs(a! - b!) > 1 + Math.max(a!, b!) / 10;
}
