/** Price lists: 7 currencies × 3 tiers over one base price per product. Computed on demand; nothing is stored. */

import { productById } from './product-index.ts';
import { randomOf } from './random.ts';

export const priceCurrencies = ['EUR', 'USD', 'GBP', 'CHF', 'JPY', 'SEK', 'PLN'] as const;
export type PriceCurrency = (typeof priceCurrencies)[number];

export const priceTiers = ['standard', 'gold', 'premium'] as const;
export type PriceTier = (typeof priceTiers)[number];

/** Least and highest price in a category, in whole euros. */
const eurosByCategory: Readonly<Record<string, readonly [min: number, max: number]>> = {
  'desk-lamps': [39, 280],
  'floor-lamps': [90, 690],
  pendants: [60, 520],
  'office-chairs': [180, 1290],
  'lounge-chairs': [260, 1500],
  stools: [45, 320],
  desks: [220, 1400],
  'dining-tables': [380, 1500],
  'side-tables': [70, 480],
  shelves: [60, 820],
  cabinets: [190, 1350],
  boxes: [5, 60],
  pans: [25, 220],
  knives: [15, 260],
  kettles: [25, 190],
  rugs: [60, 1100],
  blankets: [30, 260],
  cushions: [12, 95],
};

interface PriceCurrencyFacts {
  /** Fixed exchange rate: minor units for 100 euros (10,000 cents). Yen have no minor digits, the others two. */
  readonly per100Euros: number;
  /** Prices are whole multiples of this many minor units, as is usual in the country. */
  readonly step: number;
}

const currencyFacts: Readonly<Record<PriceCurrency, PriceCurrencyFacts>> = {
  EUR: { per100Euros: 10_000, step: 10 },
  USD: { per100Euros: 10_850, step: 10 },
  GBP: { per100Euros: 8_450, step: 10 },
  CHF: { per100Euros: 9_400, step: 5 },
  JPY: { per100Euros: 16_500, step: 10 },
  SEK: { per100Euros: 113_500, step: 100 },
  PLN: { per100Euros: 42_700, step: 10 },
};

const percentByTier: Readonly<Record<PriceTier, number>> = { standard: 100, gold: 95, premium: 88 };

/** Base price of a product, in euro cents: 500 to 150,000. Undefined for a product that is not seeded. */
export function basePriceCents(productId: string): number | undefined {
  const product = productById.get(productId);
  if (!product) return undefined;
  const [min, max] = eurosByCategory[product.categoryId]!;
  // Squared: most products of a category are cheap.
  const euros = min + Math.floor((max - min) * randomOf(`price ${productId}`).next() ** 2);
  return euros * 100 + (euros < 100 ? 90 : 0);
}

/** Price in the list of this currency and tier, in minor units. Undefined for a product that is not seeded. */
export function listedPrice(productId: string, currency: PriceCurrency, tier: PriceTier): number | undefined {
  const base = basePriceCents(productId);
  if (base === undefined) return undefined;
  const { per100Euros, step } = currencyFacts[currency];
  return roundToStep(base * per100Euros * percentByTier[tier], 10_000 * 100, step);
}

/** `numerator / denominator` to the nearest multiple of `step`, halves up. Whole numbers only, and so exact. */
function roundToStep(numerator: number, denominator: number, step: number): number {
  const unit = denominator * step;
  return Math.floor((2 * numerator + unit) / (2 * unit)) * step;
}
