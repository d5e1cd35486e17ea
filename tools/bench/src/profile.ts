/** `npm run bench -- --profile <scenario>`: where the CPU of a target goes. */

import { mkdir, writeFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { measure, warmUp, withTestBed } from './benchmark.ts';
import { sharesOf, toCallTree, type CallNode, type CpuProfile, type Shares } from './call-tree.ts';
import { root } from './process.ts';
import type { Method } from './results.ts';
import type { Scenario } from './scenarios/scenario.ts';
import { table } from './tables.ts';
import type { Target } from './targets.ts';
import { titles, type TargetName } from './target-names.ts';

const folder = resolve(root, '.data/bench');
const tableLength = 25;
const samplingIntervalUs = 200;
const samplingIntervalBytes = 16_384;

/** Records two profiles and explains them; gives what to print. */
export function profileScenario(scenario: Scenario, name: TargetName, method: Method): Promise<string> {
  return withTestBed(scenario, [name], async (bed) => {
    const target = bed.targets[0]!;
    if (!target.inspect) throw new Error(`${titles[name]} cannot be profiled.`);
    await warmUp(scenario, target, bed, method);
    const load = () => measure(scenario, target, bed, method);
    const cpuProfile = await record<CpuProfile>(cpu, target.inspect, load);
    const heapProfile = await record<{ readonly head: CallNode }>(allocations, target.inspect, load);
    await mkdir(folder, { recursive: true });
    const file = resolve(folder, `${scenario.name.replace(':', '-')}.${name}`);
    await writeFile(`${file}.cpuprofile`, JSON.stringify(cpuProfile));
    await writeFile(`${file}.heapprofile`, JSON.stringify(heapProfile));
    const [time, memory] = [sharesOf(toCallTree(cpuProfile)), sharesOf(heapProfile.head)];
    return [
      `${titles[name]}, ${scenario.title}: CPU while it was busy`,
      format('own code of', 'CPU', time.byOwner),
      format('function of ours, with all below it', 'CPU', time.byFunction),
      format('function, by itself', 'CPU', time.bySelf),
      'Memory allocated, which is what the garbage collector works for',
      format('own code of', 'bytes', memory.byOwner),
      format('function of ours, with all below it', 'bytes', memory.byFunction),
      `${relative(root, file)}.cpuprofile and .heapprofile open in developer tools, which draw them as flame graphs.`,
    ].join('\n\n');
  });
}

interface Recording {
  readonly start: readonly (readonly [command: string, parameters?: object])[];
  readonly stop: string;
}

/** Recording of where CPU time goes. */
export const cpu: Recording = {
  start: [['Profiler.enable'], ['Profiler.setSamplingInterval', { interval: samplingIntervalUs }], ['Profiler.start']],
  stop: 'Profiler.stop',
};

// Objects that are gone by the end count, too: the collector had to find them.
const whole = { includeObjectsCollectedByMajorGC: true, includeObjectsCollectedByMinorGC: true };

/** Recording of memory that is allocated. */
export const allocations: Recording = {
  start: [['HeapProfiler.startSampling', { samplingInterval: samplingIntervalBytes, ...whole }]],
  stop: 'HeapProfiler.stopSampling',
};

/** Records what happens meanwhile, by the inspector of a process. */
export async function record<P>(
  { start, stop }: Recording,
  inspect: NonNullable<Target['inspect']>,
  during: () => Promise<unknown>,
): Promise<P> {
  for (const [command, parameters] of start) await inspect(command, parameters);
  await during();
  return ((await inspect(stop)) as { readonly profile: P }).profile;
}

const format = (title: string, what: string, shares: Shares): string =>
  table(shares.slice(0, tableLength), [
    [title, ([name]) => name],
    [`${what}:`, ([, share]) => `${(share * 100).toFixed(1)} %`],
  ]);
