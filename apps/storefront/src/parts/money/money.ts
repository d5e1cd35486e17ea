/** Amounts as people write them. */

export interface Money {
  /** Whole minor units: cents of EUR, yen of JPY. */
  readonly amount: number;
  /** ISO 4217: `EUR`. */
  readonly currency: string;
}

const formats = new Map<string, Intl.NumberFormat>();

/** Format of a currency, in the language of the page. Making one is slow. */
function formatOf(currency: string): Intl.NumberFormat {
  const known = formats.get(currency);
  if (known) return known;
  const made = new Intl.NumberFormat('en-GB', { style: 'currency', currency });
  formats.set(currency, made);
  return made;
}

/** Writes an amount: `€12.50`, `¥1,250`. */
export function formatMoney({ amount, currency }: Money): string {
  const format = formatOf(currency);
  const { maximumFractionDigits: digits = 0 } = format.resolvedOptions();
  return format.format(amount / 10 ** digits);
}
