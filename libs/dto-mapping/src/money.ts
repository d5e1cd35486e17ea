/** Money: whole minor units and a currency, never floating-point major units. */

import { Failure } from '@frontage/errors';
import { minorDigits, type Currency } from './currencies.ts';

export interface Money {
  /** Amount in whole minor units: cents for EUR, yen for JPY. */
  readonly amount: number;
  readonly currency: Currency;
}

/** Makes Money of minor units. Throws on fractions: rounding belongs to the service that prices. */
export function money(amount: number, currency: Currency): Money {
  if (!Number.isSafeInteger(amount))
    throw new Failure('UPSTREAM_INVALID', 'A price is not a whole number of minor units.');
  return { amount, currency };
}

/** Formats Money as a decimal string: 1234 of EUR as `12.34`. For contracts that want one. */
export function toDecimal({ amount, currency }: Money): string {
  const digits = minorDigits(currency);
  if (digits === 0) return String(amount);
  const text = String(Math.abs(amount)).padStart(digits + 1, '0');
  return `${amount < 0 ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** Parses a decimal string. Throws INVALID_INPUT for anything else, and for more digits than the currency has. */
export function fromDecimal(text: string, currency: Currency): Money {
  const digits = minorDigits(currency);
  const match = /^(-?)(\d{1,12})(?:\.(\d+))?$/.exec(text);
  const fraction = match?.[3] ?? '';
  if (!match || fraction.length > digits) {
    throw new Failure('INVALID_INPUT', `'${text.slice(0, 40)}' is not an amount of ${currency}.`);
  }
  const amount = Number(match[2]! + fraction.padEnd(digits, '0'));
  return { amount: match[1] === '-' && amount > 0 ? -amount : amount, currency };
}
