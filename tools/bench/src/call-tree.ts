/** Profile of V8, made into shares of time or memory. */

import { sum } from 'simple-statistics';
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

/** A node of a call tree, as `HeapProfiler.stopSampling` gives it. Sizes in bytes, or microseconds. */
export interface CallNode {
  readonly callFrame: CallFrame;
  readonly selfSize: number;
  readonly children: readonly CallNode[];
}

/** Frames that count for nothing: waiting, and the recording itself. */
const ignored = ['(idle)', '@frontage/bench'];

/** The tree of a CPU profile. */
export function toCallTree({ nodes, samples, timeDeltas }: CpuProfile): CallNode {
  const times = new Map<number, number>();
  // A sample's delta is the time since the last one, and belongs to its node.
  samples.forEach((id, index) => times.set(id, (times.get(id) ?? 0) + Math.max(0, timeDeltas[index] ?? 0)));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const build = (id: number): CallNode => {
    const { callFrame, children = [] } = byId.get(id)!;
    return { callFrame, selfSize: times.get(id) ?? 0, children: children.map(build) };
  };
  return build(nodes[0]!.id);
}

/** Calls on top of each other, the last of which took something itself. */
interface Stack {
  readonly frames: readonly ReturnType<typeof toFrame>[];
  readonly size: number;
}

const stacksOf = ({ callFrame, selfSize, children }: CallNode, callers: Stack['frames'] = []): readonly Stack[] => {
  const frame = toFrame(callFrame);
  if (ignored.includes(frame.owner)) return [];
  const frames = [...callers, frame];
  return [{ frames, size: selfSize }, ...children.flatMap((child) => stacksOf(child, frames))];
};

const toFrame = ({ functionName, url, lineNumber }: CallFrame) => ({
  owner: ownerOf(url, functionName),
  /** Name, and place from the root of the repository: `send libs/upstream/src/outbound.ts:12`. */
  title: `${functionName || '(anonymous)'}${url === '' ? '' : ` ${pathOf(url)}:${lineNumber + 1}`}`,
});

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
  if (client !== undefined) return `@frontage/${client}-client`;
  return project === undefined ? 'compiled at run time' : `@frontage/${project}`;
}

/** Shares of the whole, largest first, by name. */
export type Shares = readonly (readonly [name: string, share: number])[];

/** Shares of all that is in a tree. */
export function sharesOf(tree: CallNode) {
  const stacks = stacksOf(tree);
  return {
    /** By owner: what its own code took. */
    byOwner: shares(stacks, (frames) => [frames.at(-1)!.owner]),
    /** By function: what it took itself. */
    bySelf: shares(stacks, (frames) => [frames.at(-1)!.title]),
    /** By function of ours: what it and everything that it called took. A recursion is counted once. */
    byFunction: shares(stacks, (frames) =>
      frames.filter(({ owner }) => owner.startsWith('@frontage/')).map(({ title }) => title),
    ),
  };
}

function shares(stacks: readonly Stack[], namesOf: (frames: Stack['frames']) => readonly string[]): Shares {
  const whole = sum(stacks.map(({ size }) => size));
  const sums = new Map<string, number>();
  for (const { frames, size } of stacks) {
    for (const name of new Set(namesOf(frames))) sums.set(name, (sums.get(name) ?? 0) + size);
  }
  return [...sums]
    .filter(([, size]) => size > 0)
    .map(([name, size]) => [name, size / whole] as const)
    .sort(([, one], [, other]) => other - one);
}
