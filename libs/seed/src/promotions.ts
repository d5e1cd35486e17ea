/** Promotions: seasons that recur every month or every year, so that some are in force at any date. */

import { products } from './catalog.ts';
import { randomOf } from './random.ts';

/** First to last day of each month, or month of each year; both included, in UTC. A month may end before its last day. */
export interface Season {
  readonly every: 'month' | 'year';
  readonly first: number;
  readonly last: number;
}

export interface SeededPromotion {
  readonly id: string;
  readonly label: string;
  readonly percentOff: number;
  readonly season: Season;
  /** A root category includes its children. */
  readonly categoryIds: readonly string[];
  readonly productIds: readonly string[];
}

const someProducts = (name: string, count: number): string[] =>
  randomOf(name)
    .sample(products, count)
    .map(({ id }) => id)
    .sort();

export const promotions: readonly SeededPromotion[] = [
  {
    id: 'light-days',
    label: 'Light days',
    percentOff: 15,
    season: { every: 'month', first: 1, last: 10 },
    categoryIds: ['lighting'],
    productIds: [],
  },
  {
    id: 'take-a-seat',
    label: 'Take a seat',
    percentOff: 12,
    season: { every: 'month', first: 11, last: 20 },
    categoryIds: ['seating'],
    productIds: [],
  },
  {
    id: 'table-talk',
    label: 'Table talk',
    percentOff: 10,
    season: { every: 'month', first: 21, last: 31 },
    categoryIds: ['desks', 'dining-tables'],
    productIds: [],
  },
  {
    id: 'white-weeks',
    label: 'White weeks',
    percentOff: 20,
    season: { every: 'year', first: 1, last: 2 },
    categoryIds: ['textiles'],
    productIds: [],
  },
  {
    id: 'spring-clean',
    label: 'Spring clean',
    percentOff: 18,
    season: { every: 'year', first: 3, last: 5 },
    categoryIds: ['storage'],
    productIds: [],
  },
  {
    id: 'summer-floors',
    label: 'Summer floors',
    percentOff: 30,
    season: { every: 'year', first: 6, last: 8 },
    categoryIds: ['rugs'],
    productIds: [],
  },
  {
    id: 'harvest-kitchen',
    label: 'Harvest kitchen',
    percentOff: 15,
    season: { every: 'year', first: 9, last: 10 },
    categoryIds: ['kitchen'],
    productIds: [],
  },
  {
    id: 'long-nights',
    label: 'Long nights',
    percentOff: 22,
    season: { every: 'year', first: 11, last: 12 },
    categoryIds: ['blankets', 'kettles'],
    productIds: [],
  },
  {
    id: 'house-favourites',
    label: 'House favourites',
    percentOff: 8,
    season: { every: 'year', first: 1, last: 12 },
    categoryIds: [],
    productIds: someProducts('house favourites', 40),
  },
  {
    id: 'last-of-the-line',
    label: 'Last of the line',
    percentOff: 35,
    season: { every: 'year', first: 1, last: 12 },
    categoryIds: [],
    productIds: someProducts('last of the line', 20),
  },
];
