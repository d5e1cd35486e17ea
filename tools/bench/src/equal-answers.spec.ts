/** Equal answers: every target answers every scenario, and all alike. No time is taken. */

import { addNumberedKeys } from './api-keys.ts';
import { difference, requireEqualAnswers, type AskedTarget } from './benchmark.ts';
import { startEnvironment, type Environment } from './environment.ts';
import { growthScenarios, scenarioNamed, scenarios } from './scenarios/index.ts';
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
      running.set(key, (await startTarget(name, scenario, environment)) as Target);
    }),
  );
}, 240_000);

afterAll(async () => {
  await Promise.all([...running.values()].map((target) => target.stop()));
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
  it.each(growthScenarios.filter(({ name }) => !/^keys-1000/.test(name)))(
    '$name is answered whole, with as much as it says',
    async (scenario) => {
      const ours = await targetFor('frontage', scenario);
      const target = scenario.client === 'partner' ? { ...ours, headers: {} } : ours;
      await requireEqualAnswers(scenario, [target], environment);
    },
    60_000,
  );
});

describe('a target that answers differently', () => {
  it('is found out: by a single price, here', async () => {
    const scenario = scenarioNamed('mobile-product');
    const targets = [await targetFor('frontage', scenario), await targetFor('fastify', scenario, 'customer')];
    await expect(requireEqualAnswers(scenario, targets, environment)).rejects.toThrow(
      'mobile-product: frontage and fastify answer differently at #/price/amount.',
    );
  });
});

describe('the difference of two answers', () => {
  it.each([
    [{ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }, undefined],
    [{ a: [1, { b: 2 }] }, { a: [1, { b: 3 }] }, '#/a/1/b'],
    [{ a: 1 }, { a: 1, b: null }, '#/b'],
    [[1, 2], [1], '#/1'],
    [1, '1', '#'],
  ])('%j and %j: %s', (one, other, where) => expect(difference(one, other)).toBe(where));
});
