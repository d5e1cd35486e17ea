/** Every scenario. A feature that costs something adds its own to its client's list. */

import { mobileScenarios } from './mobile.ts';
import { partnerScenarios } from './partner.ts';
import type { Scenario } from './scenario.ts';
import { webScenarios } from './web.ts';

/** The scenarios in every role. */
export const scenarios: readonly Scenario[] = [...webScenarios, ...mobileScenarios, ...partnerScenarios];

/** Names of the scenarios for a first role. The others take twice the time and cost nearly the same. */
export const defaultNames: readonly string[] = scenarios.map(({ name }) => name).filter((name) => !name.includes(':'));

/** The scenario of that name, which is known to be one. */
export const scenarioNamed = (name: string): Scenario => scenarios.find((each) => each.name === name)!;
