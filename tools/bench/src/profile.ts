/** `npm run bench -- --profile <scene>`: where the CPU of one target goes while it serves a scene. */

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { root } from './child.ts';
import {
  sharesByFunction,
  sharesByOwner,
  sharesBySelf,
  toAllocationTree,
  toTimeTree,
  type AllocationProfile,
  type CpuProfile,
  type Share,
} from './call-tree.ts';
import { drawFlameGraph } from './flame-graph.ts';
import { UsageError, type BenchOptions } from './options.ts';
import { onStage, warmUp } from './run-play.ts';
import { formatTable } from './table.ts';
import { titles } from './targets.ts';

const folder = resolve(root, '.data/bench');
const tableLength = 25;

/** Records, draws and explains; gives what to print. */
export async function profilePlay(options: BenchOptions, signal: AbortSignal): Promise<string> {
  const play = options.plays[0]!;
  const name = options.targets?.[0] ?? 'frontage';
  await mkdir(folder, { recursive: true });
  const file = resolve(folder, `${play.name.replace(':', '-')}.${name}`);
  await onStage(play, { targets: [name], signal }, async (stage) => {
    const [player] = stage.players;
    if (!player?.child) throw new UsageError(`${titles[name]} cannot be profiled.`);
    await warmUp(player, stage, options);
    const load = async (): Promise<void> => {
      await stage.load(player, { connections: options.connections, seconds: options.seconds });
    };
    await player.child.profile('cpu', load, `${file}.cpuprofile`);
    await player.child.profile('allocations', load, `${file}.heapprofile`);
  });
  const [time, memory] = await Promise.all([
    readFile(`${file}.cpuprofile`, 'utf8'),
    readFile(`${file}.heapprofile`, 'utf8'),
  ]);
  const timeTree = toTimeTree(JSON.parse(time) as CpuProfile);
  const allocationTree = toAllocationTree(JSON.parse(memory) as AllocationProfile);
  await writeFile(`${file}.svg`, drawFlameGraph(timeTree, `${titles[name]}: ${play.scene.title}`));
  const path = relative(root, file);
  return [
    `${titles[name]}, ${play.scene.title}: CPU while it was busy`,
    table('own code of', 'CPU', sharesByOwner(timeTree)),
    table('function of ours, with all below it', 'CPU', sharesByFunction(timeTree)),
    table('function, by itself', 'CPU', sharesBySelf(timeTree)),
    'Memory allocated, which is what the garbage collector works for',
    table('own code of', 'bytes', sharesByOwner(allocationTree)),
    table('function of ours, with all below it', 'bytes', sharesByFunction(allocationTree)),
    `Flame graph: ${path}.svg (${path}.cpuprofile and .heapprofile open in developer tools)`,
  ].join('\n\n');
}

const table = (title: string, what: string, shares: readonly Share[]): string =>
  formatTable<Share>(
    [
      { title, align: 'left', cell: (share) => share.what },
      { title: what, align: 'right', cell: ({ share }) => `${(share * 100).toFixed(1)} %` },
    ],
    shares.slice(0, tableLength),
  );
