/** Every scenario. A feature that costs something adds its own to its client's list. */

import { byKeys, byProducts, byServices } from './growth.ts';
import { mobileScenarios } from './mobile.ts';
import { partnerScenarios } from './partner.ts';
import type { Scenario } from './scenario.ts';
import { webScenarios } from './web.ts';

/** The scenarios in every role. */
export const scenarios: readonly Scenario[] = [...webScenarios, ...mobileScenarios, ...partnerScenarios];

/** Names of the scenarios for a first role. The others take twice the time and cost nearly the same. */
export const defaultNames: readonly string[] = scenarios.map(({ name }) => name).filter((name) => !name.includes(':'));

export const growthScenarios: readonly Scenario[] = [...byProducts, ...byServices, ...byKeys].map(([, each]) => each);

/** The scenario of that name. Throws when there is none. */
export function scenarioNamed(name: string): Scenario {
  const found = [...scenarios, ...growthScenarios].find((each) => each.name === name);
  if (!found)
    throw new Error(`There is no scenario ${name}. There are: ${scenarios.map((each) => each.name).join(', ')}.`);
  return found;
}
