/** People whom README, tests and the identity provider name. */

export type CustomerTier = 'standard' | 'gold';

/** Person who can log in at the identity provider. `id` is the token's `sub`. */
export interface Person {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: 'customer' | 'support';
  readonly tier: CustomerTier;
}

export const people: readonly Person[] = [
  { id: 'ada', email: 'ada@example.test', name: 'Ada Lovelace', role: 'customer', tier: 'gold' },
  { id: 'bob', email: 'bob@example.test', name: 'Bob Kahn', role: 'customer', tier: 'standard' },
  { id: 'sam', email: 'sam@example.test', name: 'Sam Hopper', role: 'support', tier: 'standard' },
];

/** Password of every seeded person: a development default. */
export const developmentPassword = 'frontage';
