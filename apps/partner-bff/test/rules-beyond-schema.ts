/** Rules of input that the documents cannot have as schemas. Descriptions have them in words. */

import type { RuleBeyondSchema } from '@frontage/chassis/fake';

export const rulesBeyondSchema: readonly RuleBeyondSchema[] = [
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
    operations: /^(create|update)Webhook$/,
    pointer: /^#\/body\/url$/,
    because: 'A public name on an allowed port: the guard asks the DNS and its lists.',
  },
  {
    operations: /^getUsage$/,
    pointer: /^#\/query\/from$/,
    because: 'A period that does not end before it begins: no keyword compares two parameters.',
  },
];
