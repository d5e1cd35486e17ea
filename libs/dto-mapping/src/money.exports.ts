/** Currencies and amounts. */
export { currencies, defaultCurrency, minorDigits } from './currencies.ts';
export type { Currency } from './currencies.ts';
export { money, toDecimal } from './money.ts';
export type { Money } from './money.ts';
export { currencyCode } from './shapes.ts';
