/** Countries of addresses. */

const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

/** Regions that browsers name and that are no countries of ISO 3166-1: unions, exceptional reservations, codes for tests. */
const others: ReadonlySet<string> = new Set('AC CP CQ DG EA EU EZ IC QO TA UN XA XB XK ZZ'.split(' '));

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

let known: readonly string[] | undefined;

/** Codes of countries (ISO 3166-1 alpha-2), in the order of their names. */
export function countries(): readonly string[] {
  known ??= letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => !others.has(code) && isCurrent(code) && names.of(code) !== undefined)
    .toSorted((a, b) => countryOf(a).localeCompare(countryOf(b), 'en'));
  return known;
}

/** Asks whether a code is not that of a country that is gone, which stands for another one: DD, SU. */
const isCurrent = (code: string): boolean => new Intl.Locale(`und-${code}`).region === code;

/** Name of a country; its code where nobody has a name for it. */
export function countryOf(code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
