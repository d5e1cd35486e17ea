/** `npm run bench -- --profile <scenario>`: where the CPU of a target goes. */

import { mkdir, readFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { warmUp, withTestBed } from './benchmark.ts';
import {
  sharesByFunction,
  sharesByOwner,
  sharesBySelf,
  toAllocationTree,
  toTimeTree,
  type AllocationNode,
  type CpuProfile,
  type Shares,
} from './call-tree.ts';
import { root } from './process.ts';
import type { Method } from './results.ts';
import type { Scenario } from './scenarios/scenario.ts';
import { table } from './tables.ts';
import { titles, type TargetName } from './target-names.ts';

const folder = resolve(root, '.data/bench');
const tableLength = 25;

/** Records two profiles and explains them; gives what to print. */
export async function profileScenario(scenario: Scenario, target: TargetName, method: Method): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = resolve(folder, `${scenario.name.replace(':', '-')}.${target}`);
  await withTestBed(scenario, [target], async (bed) => {
    const [measured] = bed.targets;
    if (!measured?.process) throw new Error(`${titles[target]} cannot be profiled.`);
    await warmUp(measured, bed, method);
    const load = () => bed.load(measured, { connections: method.connections, seconds: method.seconds });
    await measured.process.profile('cpu', load, `${file}.cpuprofile`);
    await measured.process.profile('allocations', load, `${file}.heapprofile`);
  });
  const time = toTimeTree(await read<CpuProfile>(`${file}.cpuprofile`));
  const memory = toAllocationTree((await read<{ head: AllocationNode }>(`${file}.heapprofile`)).head);
  return [
    `${titles[target]}, ${scenario.title}: CPU while it was busy`,
    format('own code of', 'CPU', sharesByOwner(time)),
    format('function of ours, with all below it', 'CPU', sharesByFunction(time)),
    format('function, by itself', 'CPU', sharesBySelf(time)),
    'Memory allocated, which is what the garbage collector works for',
    format('own code of', 'bytes', sharesByOwner(memory)),
    format('function of ours, with all below it', 'bytes', sharesByFunction(memory)),
    `${relative(root, file)}.cpuprofile and .heapprofile open in developer tools, which draw them as flame graphs.`,
  ].join('\n\n');
}

const read = async <T>(file: string): Promise<T> => JSON.parse(await readFile(file, 'utf8')) as T;

const format = (title: string, what: string, shares: Shares): string =>
  table(
    [title, `${what}:`],
    shares.slice(0, tableLength).map(([name, share]) => [name, `${(share * 100).toFixed(1)} %`]),
  );
