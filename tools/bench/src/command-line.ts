/** Command line of `npm run bench`. */

import { Command, InvalidArgumentError, Option } from 'commander';
import type { Method } from './results.ts';
import { defaultNames, scenarios } from './scenarios/index.ts';
import { targetNames, type TargetName } from './target-names.ts';

interface Given {
  readonly scenario: readonly string[];
  /** Default: every target of the scenario. */
  readonly target?: readonly TargetName[];
  readonly rounds?: number;
  readonly seconds?: number;
  readonly quick?: boolean;
  readonly json?: string;
  readonly docs?: boolean;
  readonly growth?: boolean;
  readonly profile?: string;
}

export type BenchOptions = Given & { readonly method: Method };

const scenarioNames = scenarios.map(({ name }) => name);

/** Reads the command line. On one that cannot be followed, and on `--help`, it prints and ends the process. */
export function readOptions(args: readonly string[], command = new Command('npm run bench --')): BenchOptions {
  const options = command
    .description('Measures CPU per request of our BFFs and of peers, side by side.')
    .addOption(new Option('--scenario <names...>', 'only these').choices(scenarioNames).default(defaultNames))
    .addOption(new Option('--target <names...>', 'only these').choices(targetNames))
    .option('--rounds <n>', 'turns of each target, 1 to 100 (default: 5)', numberBetween(1, 100))
    .option('--seconds <n>', 'length of a turn, 0.1 to 60 (default: 3, with --growth 1.2)', numberBetween(0.1, 60))
    .option('--quick', '2 rounds of 1 second: whether it works, not how fast it is')
    .option('--json <file>', 'everything that was measured')
    .option('--docs', 'writes docs/benchmarks.md (with --growth its second half) and its chart')
    .option(
      '--growth',
      'how cost grows with products, services, clients and API keys; overhead; start and memory of the bundles',
    )
    .addOption(
      new Option('--profile <scenario>', 'records where our CPU goes, or that of the first --target').choices(
        scenarioNames,
      ),
    )
    .allowExcessArguments(false)
    .parse(args, { from: 'user' })
    .opts<Given>();
  const { quick, growth } = options;
  return {
    ...options,
    method: {
      rounds: Math.round(options.rounds ?? (quick ? 2 : 5)),
      seconds: options.seconds ?? (quick ? 1 : growth ? 1.2 : 3),
      // The optimizing compiler needs some thousand requests before it has seen everything.
      warmUp: quick ? { requests: 300, seconds: 2 } : { requests: 4_000, seconds: 10 },
      connections: 16,
    },
  };
}

const numberBetween = (min: number, max: number) => (text: string) => {
  const value = Number(text);
  if (text.trim() !== '' && value >= min && value <= max) return value;
  throw new InvalidArgumentError(`It must be a number from ${min} to ${max}.`);
};
