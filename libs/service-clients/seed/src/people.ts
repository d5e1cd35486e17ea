/** The people and partners whom README, tests and the identity provider know by name. */

export type CustomerTier = 'standard' | 'gold';
export type PartnerTier = 'standard' | 'premium';

/** Somebody who can log in at the identity provider. `id` is the token's `sub`. */
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

/** The password of every seeded person: a development default. */
export const developmentPassword = 'frontage';

export interface SeededPartner {
  readonly id: string;
  readonly name: string;
  readonly tier: PartnerTier;
  readonly status: 'active' | 'suspended';
}

export const partners: readonly SeededPartner[] = [
  { id: 'acme', name: 'Acme Trading', tier: 'standard', status: 'active' },
  { id: 'globex', name: 'Globex Corporation', tier: 'premium', status: 'active' },
  { id: 'initech', name: 'Initech', tier: 'standard', status: 'suspended' },
];
