/** The command line of `npm run bench`. */

import { Command, InvalidArgumentError, Option } from 'commander';
import type { Method } from './results.ts';
import { defaultNames, scenarioNamed, scenarios } from './scenarios/index.ts';
import type { Scenario } from './scenarios/scenario.ts';
import { targetNames, type TargetName } from './target-names.ts';

export interface BenchOptions {
  readonly scenario: readonly Scenario[];
  /** Default: every target of the scenario. */
  readonly target?: readonly TargetName[];
  readonly method: Method;
  readonly json?: string;
  readonly docs?: boolean;
  readonly note?: string;
  readonly growth?: boolean;
  readonly profile?: Scenario;
}

type Given = Omit<BenchOptions, 'method'> &
  Partial<Record<'rounds' | 'seconds', number>> & { readonly connections: number; readonly quick?: boolean };

/** Reads the command line. On one that cannot be followed, and on `--help`, it prints and ends the process. */
export function readOptions(args: readonly string[], command = new Command('npm run bench --')): BenchOptions {
  command
    .description('Measures CPU per request of our BFFs and of peers, side by side.')
    .addOption(
      new Option('--scenario <names>', 'separated by commas; `all` for every one')
        .argParser((names) => (names === 'all' ? scenarios : names.split(',').map(scenario)))
        .default(defaultNames.map(scenarioNamed), defaultNames.join(',')),
    )
    .option('--target <names>', `only these, separated by commas: ${targetNames.join(', ')}`, targets)
    .option('--rounds <n>', 'turns of each target, 1 to 100 (default: 5)', numberBetween(1, 100))
    .option('--seconds <n>', 'length of a turn, 0.1 to 60 (default: 3, with --growth 1.2)', numberBetween(0.1, 60))
    .option('--connections <n>', 'requests under way at the same time, 1 to 1000', numberBetween(1, 1_000), 16)
    .option('--quick', '2 rounds of 1 second: whether it works, not how fast it is')
    .option('--json <file>', 'everything that was measured')
    .option('--docs', 'writes docs/benchmarks.md (with --growth its second half) and its chart')
    .option('--note <text>', 'stands beside the figures')
    .option(
      '--growth',
      'how cost grows with products, services, clients and API keys; overhead; start and memory of the bundles',
    )
    .option('--profile <scenario>', 'records where our CPU goes, or that of the first --target', scenario)
    .addHelpText('after', `\nScenarios: ${scenarios.map(({ name }) => name).join(', ')}`)
    .allowExcessArguments(false)
    .parse(args, { from: 'user' });
  const { quick, rounds, seconds, connections, ...options } = command.opts<Given>();
  return {
    ...options,
    method: {
      rounds: Math.round(rounds ?? (quick ? 2 : 5)),
      seconds: seconds ?? (quick ? 1 : options.growth ? 1.2 : 3),
      // The optimizing compiler needs some thousand requests before it has seen everything.
      warmUp: quick ? { requests: 300, seconds: 2 } : { requests: 4_000, seconds: 10 },
      connections: Math.round(connections),
    },
  };
}

function scenario(name: string): Scenario {
  try {
    return scenarioNamed(name);
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}

const targets = (names: string): TargetName[] =>
  names.split(',').map((name) => {
    const found = targetNames.find((each) => each === name);
    if (!found) throw new InvalidArgumentError(`There is no target ${name}.`);
    return found;
  });

const numberBetween = (min: number, max: number) => (text: string) => {
  const value = Number(text);
  if (text.trim() === '' || !(value >= min && value <= max)) {
    throw new InvalidArgumentError(`It must be a number from ${min} to ${max}.`);
  }
  return value;
};
