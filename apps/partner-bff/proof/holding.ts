/** Paths and rules that the documents cannot have. Requests and answers are held to the documents without them. */

import type { HoldingOptions, RuleBeyondSchema } from '@frontage/chassis/fake';
import { versions } from '../src/versions.ts';

/** Rules of input that are no JSON Schema. Descriptions have them in words. */
const rules: readonly RuleBeyondSchema[] = [
  {
    operations: /^place(Order|Orders)$/,
    pointer: /\/lines$/,
    because: 'Each product once: `uniqueItems` compares whole lines, and there is no keyword for one member of them.',
  },
  {
    operations: /^createKey$/,
    pointer: /^#\/body\/addresses\/\d+$/,
    because: 'A network without bits below its prefix: that is arithmetic.',
  },
  {
    operations: /^(create|change)Webhook$/,
    pointer: /^#\/body\/url$/,
    because: 'A public name on an allowed port: the guard asks the DNS and its lists.',
  },
  {
    operations: /^list(Prices|InventoryLevels)$/,
    pointer: /^#\/query\/(category|warehouse|status|cursor|limit)$/,
    because: 'Named products, or another filter: parameters that exclude each other have no keyword.',
  },
  {
    operations: /^getUsage$/,
    pointer: /^#\/query\/from$/,
    because: 'A period that does not end before it begins: no keyword compares two parameters.',
  },
];

export const holding: HoldingOptions = {
  undocumented: ['/docs', '/portal', ...versions.map(({ prefix }) => `${prefix}/openapi.json`)],
  rules,
};
