/** A profile as V8 records it, made into a tree, and into tables of where time or memory went. */

import { fileURLToPath } from 'node:url';
import { root } from './child.ts';

interface CallFrame {
  readonly functionName: string;
  readonly url: string;
  readonly lineNumber: number;
}

/** What `Profiler.stop` gives. Times in microseconds. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: CallFrame;
    readonly children?: readonly number[];
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** What `HeapProfiler.stopSampling` gives. Sizes in bytes. */
export interface AllocationProfile {
  readonly head: AllocationNode;
}

interface AllocationNode {
  readonly callFrame: CallFrame;
  readonly selfSize: number;
  readonly children: readonly AllocationNode[];
}

/** A function where it was called. */
export interface Frame {
  readonly name: string;
  /** From the root of the repository: `libs/call/src/call.ts:12`; empty for what is no code. */
  readonly place: string;
  readonly owner: Owner;
  /** Microseconds, or bytes. */
  readonly self: number;
  /** With everything below it. */
  readonly total: number;
  readonly children: readonly Frame[];
}

/** Whose code it is: `@frontage/upstream`, `zod`, `node`, or what V8 names itself: `(garbage collector)`. */
export type Owner = string;

/** Recording costs, too, and is nobody's. */
const recorder: Owner = '@frontage/bench';

/** The tree of a profile. Waiting is left out, for it costs nothing, and so is the recording itself. */
export function toTimeTree({ nodes, samples, timeDeltas }: CpuProfile): Frame {
  const times = new Map<number, number>();
  // V8 says at each sample how long after the last one it was taken; the time belongs to what was found then.
  samples.forEach((id, index) => times.set(id, (times.get(id) ?? 0) + Math.max(0, timeDeltas[index] ?? 0)));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const build = (id: number): Frame => {
    const { callFrame, children = [] } = byId.get(id)!;
    return toFrame(callFrame, times.get(id) ?? 0, children.map(build));
  };
  return build(nodes[0]!.id);
}

/** The tree of what was allocated, whether it is still there or not. */
export const toAllocationTree = ({ head }: AllocationProfile): Frame => {
  const build = ({ callFrame, selfSize, children }: AllocationNode): Frame =>
    toFrame(callFrame, selfSize, children.map(build));
  return build(head);
};

function toFrame({ functionName, url, lineNumber }: CallFrame, self: number, below: readonly Frame[]): Frame {
  const children = below.filter(({ owner, total }) => owner !== '(idle)' && owner !== recorder && total > 0);
  return {
    name: functionName || '(anonymous)',
    place: url === '' ? '' : `${pathOf(url)}:${lineNumber + 1}`,
    owner: ownerOf(url, functionName),
    self,
    total: self + children.reduce((sum, { total }) => sum + total, 0),
    children,
  };
}

function pathOf(url: string): string {
  if (!url.startsWith('file:')) return url;
  const path = fileURLToPath(url);
  return path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
}

export function ownerOf(url: string, name: string): Owner {
  if (url === '') return name.startsWith('(') ? name : 'native';
  if (url.startsWith('node:')) return 'node';
  const path = pathOf(url);
  const packaged = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
  if (packaged !== undefined) return packaged;
  const [, client] = /^libs\/service-clients\/([^/]+)\//.exec(path) ?? [];
  if (client !== undefined) return `@frontage/${client}-client`;
  const [, project] = /^(?:apps|libs|tools)\/([^/]+)\//.exec(path) ?? [];
  return project === undefined ? 'compiled at run time' : `@frontage/${project}`;
}

/** A line of a table: what, and the share of everything. */
export interface Share {
  readonly what: string;
  readonly share: number;
}

/** By owner: what its own code took. */
export function sharesByOwner(tree: Frame): Share[] {
  const sums = new Map<string, number>();
  walk(tree, ({ owner, self }) => sums.set(owner, (sums.get(owner) ?? 0) + self));
  return toShares(sums, tree.total);
}

/** By function of ours: what it and everything that it called took, whoever wrote that. A recursion is counted once. */
export function sharesByFunction(tree: Frame): Share[] {
  const sums = new Map<string, number>();
  const visit = (frame: Frame, above: ReadonlySet<string>): void => {
    const key = frame.owner.startsWith('@frontage/') ? `${frame.name} ${frame.place}` : '';
    if (key === '' || above.has(key)) return frame.children.forEach((child) => visit(child, above));
    sums.set(key, (sums.get(key) ?? 0) + frame.total);
    const here = new Set([...above, key]);
    frame.children.forEach((child) => visit(child, here));
  };
  visit(tree, new Set());
  return toShares(sums, tree.total);
}

/** By function: what it took itself. */
export function sharesBySelf(tree: Frame): Share[] {
  const sums = new Map<string, number>();
  walk(tree, ({ name, place, self }) => {
    const key = `${name} ${place}`.trim();
    sums.set(key, (sums.get(key) ?? 0) + self);
  });
  return toShares(sums, tree.total);
}

function walk(frame: Frame, visit: (frame: Frame) => void): void {
  visit(frame);
  for (const child of frame.children) walk(child, visit);
}

const toShares = (sums: ReadonlyMap<string, number>, total: number): Share[] =>
  [...sums]
    .map(([what, sum]) => ({ what, share: sum / total }))
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share);
