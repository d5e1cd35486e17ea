/** A profile of V8, made into a tree, and into tables of time or memory. */

import { fileURLToPath } from 'node:url';
import { root } from './process.ts';

interface CallFrame {
  readonly functionName: string;
  readonly url: string;
  readonly lineNumber: number;
}

/** The result of `Profiler.stop`. Times in microseconds. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: CallFrame;
    readonly children?: readonly number[];
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** A node of what `HeapProfiler.stopSampling` gives. Sizes in bytes. */
export interface AllocationNode {
  readonly callFrame: CallFrame;
  readonly selfSize: number;
  readonly children: readonly AllocationNode[];
}

/** A function where it was called. */
interface Frame {
  readonly owner: string;
  /** Name, and place from the root of the repository: `send libs/upstream/src/outbound.ts:12`. */
  readonly title: string;
  /** Microseconds, or bytes. */
  readonly self: number;
  /** The same with everything below it. */
  readonly total: number;
  readonly children: readonly Frame[];
}

/** Frames that count for nothing: waiting, and the recording itself. */
const ignored = ['(idle)', '@frontage/bench'];

/** The tree of a CPU profile. */
export function toTimeTree({ nodes, samples, timeDeltas }: CpuProfile): Frame {
  const times = new Map<number, number>();
  // A sample's delta is the time since the last one, and belongs to its node.
  samples.forEach((id, index) => times.set(id, (times.get(id) ?? 0) + Math.max(0, timeDeltas[index] ?? 0)));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const build = (id: number): Frame => {
    const { callFrame, children = [] } = byId.get(id)!;
    return toFrame(callFrame, times.get(id) ?? 0, children.map(build));
  };
  return build(nodes[0]!.id);
}

/** The tree of what was allocated, whether it is still there or not. */
export const toAllocationTree = ({ callFrame, selfSize, children }: AllocationNode): Frame =>
  toFrame(callFrame, selfSize, children.map(toAllocationTree));

function toFrame({ functionName, url, lineNumber }: CallFrame, self: number, below: readonly Frame[]): Frame {
  const children = below.filter(({ owner, total }) => !ignored.includes(owner) && total > 0);
  const name = functionName || '(anonymous)';
  return {
    owner: ownerOf(url, functionName),
    title: url === '' ? name : `${name} ${pathOf(url)}:${lineNumber + 1}`,
    self,
    total: self + children.reduce((sum, { total }) => sum + total, 0),
    children,
  };
}

const pathOf = (url: string): string => (url.startsWith('file:') ? fileURLToPath(url).replace(`${root}/`, '') : url);

/** Owner of the code: `@frontage/upstream`, `zod`, `node`, or what V8 names itself: `(garbage collector)`. */
export function ownerOf(url: string, name: string): string {
  if (url === '') return name.startsWith('(') ? name : 'native';
  if (url.startsWith('node:')) return 'node';
  const path = pathOf(url);
  const [, packaged] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path) ?? [];
  const [, client] = /^libs\/service-clients\/([^/]+)\//.exec(path) ?? [];
  const [, project] = /^(?:apps|libs|tools)\/([^/]+)\//.exec(path) ?? [];
  if (packaged !== undefined) return packaged;
  return project === undefined
    ? 'compiled at run time'
    : `@frontage/${client === undefined ? project : `${client}-client`}`;
}

/** Shares of the whole, largest first, by name. */
export type Shares = readonly (readonly [name: string, share: number])[];

/** By owner: what its own code took. */
export const sharesByOwner = (tree: Frame): Shares => shares(tree, ({ owner }) => owner, 'self');

/** By function: what it took itself. */
export const sharesBySelf = (tree: Frame): Shares => shares(tree, ({ title }) => title, 'self');

/** By function of ours: what it and everything that it called took. A recursion is counted once. */
export const sharesByFunction = (tree: Frame): Shares =>
  shares(tree, ({ owner, title }) => (owner.startsWith('@frontage/') ? title : undefined), 'total');

function shares(tree: Frame, nameOf: (frame: Frame) => string | undefined, of: 'self' | 'total'): Shares {
  const sums = new Map<string, number>();
  const visit = (frame: Frame, above: ReadonlySet<string>): void => {
    const name = nameOf(frame);
    const counts = name !== undefined && !(of === 'total' && above.has(name));
    if (counts) sums.set(name, (sums.get(name) ?? 0) + frame[of]);
    const here = counts ? new Set([...above, name]) : above;
    for (const child of frame.children) visit(child, here);
  };
  visit(tree, new Set());
  return [...sums]
    .map(([name, sum]) => [name, sum / tree.total] as const)
    .filter(([, share]) => share > 0)
    .sort(([, one], [, other]) => other - one);
}
