/** `npm run soak`: runs every scenario; exits with 1 when a promise does not hold. */

import { startIdentity } from '@frontage/proof';
import { Command, InvalidArgumentError } from 'commander';
import { formatTable, type Measured } from './measured.ts';
import { scenarios, type Scenario } from './scenarios/index.ts';

interface Options {
  readonly short?: boolean;
  readonly scenario?: string;
  readonly tries: number;
}

const all = Object.keys(scenarios);
const { short, scenario, tries } = new Command('npm run soak --')
  .description('Runs promises about load and faults by wall clock; exits with 1 when one does not hold.')
  .option('--short', 'a tenth of everything')
  .option('--scenario <name>', `only this one: ${all.join(', ')}`, scenarioNamed)
  .option('--tries <n>', 'times a scenario is run until it holds: a busy machine stutters now and then', wholeNumber, 1)
  .allowExcessArguments(false)
  .parse()
  .opts<Options>();

const identity = await startIdentity();
const context = { identity, scale: short ? 0.1 : 1 } as const;
for (const name of scenario === undefined ? all : [scenario]) {
  let holds = false;
  for (let run = 0; run < tries && !holds; run += 1) {
    holds = (await measure(name, scenarios[name]!)).every((measured) => measured.holds);
  }
  if (!holds) process.exitCode = 1;
}
await identity.close();

async function measure(name: string, scenario: Scenario): Promise<readonly Measured[]> {
  const startedAt = performance.now();
  const measured = await scenario(context);
  console.log(`${name}, ${Math.round((performance.now() - startedAt) / 1_000)} s\n\n${formatTable(measured)}\n`);
  return measured;
}

function scenarioNamed(name: string): string {
  if (!all.includes(name)) throw new InvalidArgumentError(`There are: ${all.join(', ')}.`);
  return name;
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1.');
  return Number(text);
}
