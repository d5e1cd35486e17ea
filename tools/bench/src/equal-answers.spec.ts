/** Equal answers: every target answers every scenario, and all alike. No time is taken. */

import { addNumberedKeys } from './api-keys.ts';
import { requireEqualAnswers, type AskedTarget } from './benchmark.ts';
import { startEnvironment, type Environment } from './environment.ts';
import { curves } from './scenarios/growth.ts';
import { scenarioNamed, scenarios } from './scenarios/index.ts';
import type { Role, Scenario } from './scenarios/scenario.ts';
import type { TargetName } from './target-names.ts';
import { isOurs, startTarget, targetsOf, type Target } from './targets.ts';

let environment: Environment;
/** Targets that are up: ours by client, peers once, for they serve every scenario. */
const running = new Map<string, Target>();
const keyOf = (name: TargetName, { client }: Scenario): string => (isOurs(name) ? `${name} ${client}` : name);
const measured = (scenario: Scenario): TargetName[] => targetsOf(scenario).filter((name) => name !== 'nginx');

async function targetFor(name: TargetName, scenario: Scenario, role: Role = scenario.role): Promise<AskedTarget> {
  const target = running.get(keyOf(name, scenario))!;
  return { ...target, headers: await target.headersFor(role) };
}

beforeAll(async () => {
  environment = await startEnvironment();
  const wanted = new Map(
    scenarios.flatMap((scenario) => measured(scenario).map((name) => [keyOf(name, scenario), { name, scenario }])),
  );
  await Promise.all(
    [...wanted].map(async ([key, { name, scenario }]) => {
      running.set(key, await startTarget(name, scenario, environment));
    }),
  );
}, 240_000);

afterAll(async () => {
  await environment?.close();
}, 30_000);

describe('all answer alike', () => {
  it.each(scenarios)(
    '$name',
    async (scenario) => {
      const targets = await Promise.all(measured(scenario).map((name) => targetFor(name, scenario)));
      expect(targets.length).toBeGreaterThan(2);
      await requireEqualAnswers(scenario, targets, environment);
    },
    60_000,
  );
});

describe('a scenario that grows', () => {
  beforeAll(() => addNumberedKeys(running.get('frontage partner')!.keys!, 0, 100));

  // Larger numbers of keys are like these.
  const growing = curves.flatMap(({ points }) => points.map(({ scenario }) => scenario));
  it.each(growing.filter(({ name }) => !/^keys-1000/.test(name)))(
    '$name is answered whole, with as much as it says',
    async (scenario) => {
      await requireEqualAnswers(scenario, [await targetFor('frontage', scenario)], environment);
    },
    60_000,
  );
});

describe('a target that answers differently', () => {
  it('is found out: by a single price, here', async () => {
    const scenario = scenarioNamed('mobile-product');
    const targets = [await targetFor('frontage', scenario), await targetFor('fastify', scenario, 'customer')];
    await expect(requireEqualAnswers(scenario, targets, environment)).rejects.toThrow(
      /^fastify and frontage answer differently\.[^]*amount: /,
    );
  });
});
