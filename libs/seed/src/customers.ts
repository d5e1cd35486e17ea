/** Seeded customers: 60, with addresses, wish lists and carts. The first of them can log in. */

import { products } from './catalog.ts';
import { people, type CustomerTier } from './people.ts';
import type { PriceCurrency } from './prices.ts';
import { randomOf, type Random } from './random.ts';

export interface SeededAddress {
  readonly id: string;
  readonly label: string;
  readonly recipient: string;
  readonly street: string;
  readonly postcode: string;
  readonly city: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly isDefault: boolean;
}

export interface SeededCartItem {
  readonly productId: string;
  readonly quantity: number;
  readonly addedAt: string;
}

export interface SeededCustomer {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly tier: CustomerTier;
  /** BCP 47: `de-DE`. */
  readonly locale: string;
  readonly currency: PriceCurrency;
  readonly addresses: readonly SeededAddress[];
  /** Product ids, oldest first. */
  readonly wishlist: readonly string[];
  readonly cart: readonly SeededCartItem[];
  /** Time of the last change to the cart. */
  readonly cartUpdatedAt: string;
}

interface Home {
  readonly country: string;
  readonly locale: string;
  readonly currency: PriceCurrency;
  readonly cities: readonly [readonly [city: string, postcode: string], ...(readonly [string, string])[]];
  readonly streets: readonly [string, ...string[]];
}

/** At least one country for each currency of the price lists. */
const homes: readonly [Home, ...Home[]] = [
  {
    country: 'IE',
    locale: 'en-IE',
    currency: 'EUR',
    cities: [
      ['Dublin', 'D02 XE80'],
      ['Cork', 'T12 W8KP'],
    ],
    streets: ['Bridge Street', 'Quay Lane'],
  },
  {
    country: 'GB',
    locale: 'en-GB',
    currency: 'GBP',
    cities: [
      ['London', 'SW1Y 4JH'],
      ['Leeds', 'LS1 4DY'],
    ],
    streets: ['Mill Lane', 'Church Road', 'Orchard Street'],
  },
  {
    country: 'DE',
    locale: 'de-DE',
    currency: 'EUR',
    cities: [
      ['Hamburg', '20095'],
      ['Leipzig', '04109'],
      ['Köln', '50667'],
    ],
    streets: ['Lindenallee', 'Bachgasse', 'Hafenstraße'],
  },
  {
    country: 'US',
    locale: 'en-US',
    currency: 'USD',
    cities: [
      ['Portland', '97205'],
      ['Boston', '02110'],
    ],
    streets: ['Maple Avenue', 'Second Street', 'Harbor Drive'],
  },
  {
    country: 'CH',
    locale: 'de-CH',
    currency: 'CHF',
    cities: [
      ['Zürich', '8001'],
      ['Bern', '3011'],
    ],
    streets: ['Seestrasse', 'Marktgasse'],
  },
  {
    country: 'JP',
    locale: 'ja-JP',
    currency: 'JPY',
    cities: [
      ['京都市', '604-8571'],
      ['札幌市', '060-8611'],
    ],
    streets: ['寺町通', '大通西'],
  },
  {
    country: 'SE',
    locale: 'sv-SE',
    currency: 'SEK',
    cities: [
      ['Göteborg', '411 06'],
      ['Uppsala', '753 20'],
    ],
    streets: ['Storgatan', 'Kungsgatan'],
  },
  {
    country: 'PL',
    locale: 'pl-PL',
    currency: 'PLN',
    cities: [
      ['Łódź', '90-001'],
      ['Gdańsk', '80-831'],
    ],
    streets: ['ulica Długa', 'ulica Polna'],
  },
];

const firstNames = [
  'Nora',
  'Émile',
  'Jonas',
  'Yuki',
  'Zofia',
  'Björn',
  'Grace',
  'Tomás',
  'Leila',
  'Anton',
  'Ruth',
  'Kenji',
] as const;
const lastNames = [
  'Berg',
  'Nowak',
  'Sato',
  'Keller',
  'Lindqvist',
  "O'Brien",
  'Moreau',
  'Baker',
  'Żak',
  'Núñez',
  'Hartmann',
] as const;

/** Facts that README and tests name; all others are random. */
const known: Readonly<Record<string, Pick<SeededCustomer, 'wishlist' | 'cart'> & { readonly home: Home }>> = {
  ada: { home: homeIn('IE'), wishlist: ['p-007', 'p-042', 'p-101'], cart: [] },
  bob: {
    home: homeIn('DE'),
    wishlist: ['p-003'],
    cart: [
      { productId: 'p-002', quantity: 1, addedAt: '2026-02-03T18:20:00.000Z' },
      { productId: 'p-019', quantity: 2, addedAt: '2026-02-04T07:05:00.000Z' },
    ],
  },
};

interface Identity {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly tier: CustomerTier;
}

const named: readonly Identity[] = people
  .filter(({ role }) => role === 'customer')
  .map(({ id, name, email, tier }) => ({ id, name, email, tier }));

/** 60 customers; ada and bob come first, then `customer-003` and on. */
export const customers: readonly SeededCustomer[] = Array.from({ length: 60 }, (_, index) =>
  makeCustomer(named[index] ?? makeIdentity(index)),
);

function makeIdentity(index: number): Identity {
  const id = `customer-${String(index + 1).padStart(3, '0')}`;
  const random = randomOf(`customer ${id}`);
  const name = `${random.pick(firstNames)} ${random.pick(lastNames)}`;
  return { id, name, email: `${id}@example.test`, tier: random.next() < 0.2 ? 'gold' : 'standard' };
}

function makeCustomer({ id, name, email, tier }: Identity): SeededCustomer {
  const random = randomOf(`customer ${id} at home`);
  const { home = random.pick(homes), wishlist, cart } = known[id] ?? {};
  return {
    id,
    name,
    email,
    tier,
    locale: home.locale,
    currency: home.currency,
    addresses: makeAddresses(random, name, home),
    wishlist: wishlist ?? drawProducts(random, random.between(0, 6)),
    cart:
      cart ??
      // Two carts in three are empty.
      drawProducts(random, Math.max(0, random.between(-7, 3))).map((productId) => ({
        productId,
        quantity: random.between(1, 3),
        addedAt: drawInstant(random),
      })),
    cartUpdatedAt: '2026-03-01T08:00:00.000Z',
  };
}

function makeAddresses(random: Random, recipient: string, { country, cities, streets }: Home): SeededAddress[] {
  const labels = ['Home', 'Work', 'Holiday'].slice(0, random.between(1, 3));
  return labels.map((label, index) => {
    const [city, postcode] = random.pick(cities);
    return {
      id: `a-${index + 1}`,
      label,
      recipient,
      street: `${random.pick(streets)} ${random.between(1, 120)}`,
      postcode,
      city,
      country,
      isDefault: index === 0,
    };
  });
}

function homeIn(country: string): Home {
  return homes.find((home) => home.country === country) ?? homes[0];
}

function drawProducts(random: Random, count: number): string[] {
  return random.sample(products, count).map((product) => product.id);
}

function drawInstant(random: Random): string {
  return new Date(Date.UTC(2026, 0, 1) + random.between(0, 58 * 86_400) * 1_000).toISOString();
}
