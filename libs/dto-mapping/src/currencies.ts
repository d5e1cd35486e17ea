/** Currencies of the price lists, and the digits of their minor units. */

/** The currencies of the price lists (ISO 4217). */
export const currencies = ['EUR', 'USD', 'GBP', 'CHF', 'JPY', 'SEK', 'PLN'] as const;
export type Currency = (typeof currencies)[number];

export const defaultCurrency: Currency = 'EUR';

export const isCurrency = (text: string): text is Currency => (currencies as readonly string[]).includes(text);

/** Decimal digits of a currency's minor unit. */
export const minorDigits = (currency: Currency): 0 | 2 => (currency === 'JPY' ? 0 : 2);
