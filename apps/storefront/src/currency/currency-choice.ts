/**
 * Currency in which prices are shown and orders are charged: of a customer, the one that their profile prefers; of a visitor, the one that
 * they chose. The browser keeps it, so that the first request of a visit has it.
 */

import type { BrowserStorage } from '../storage.ts';
import type { Currency } from './currency.documents.ts';

const known: Readonly<Record<Currency, true>> = {
  CHF: true,
  EUR: true,
  GBP: true,
  JPY: true,
  PLN: true,
  SEK: true,
  USD: true,
};

/** Currencies of the price lists. */
export const currencies = Object.keys(known) as readonly Currency[];

/** Currency of whoever has chosen none. */
export const defaultCurrency: Currency = 'EUR';

/** Name for people: `Swiss Franc (CHF)`. */
export const nameOfCurrency = (currency: Currency): string =>
  `${new Intl.DisplayNames(['en'], { type: 'currency' }).of(currency) ?? ''} (${currency})`;

const isCurrency = (text: string): text is Currency => Object.hasOwn(known, text);

/** Name in the browser's storage. */
export const currencyKey = 'frontage.currency';

export interface CurrencyChoice {
  current(): Currency;
  /** Asks whether it is this person's; null is a visitor. */
  isOf(person: string | null): boolean;
  /** Keeps a choice of this person. */
  keep(currency: Currency, person: string | null): void;
  /** Calls back when it is another one, in this tab or another. Returns what ends it. */
  subscribe(changed: () => void): () => void;
}

/** Opens the choice. `events` tells of changes by other tabs. Without a usable storage it lives as long as the page. */
export function createCurrencyChoice(
  storage: BrowserStorage,
  events: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>,
): CurrencyChoice {
  const listeners = new Set<() => void>();
  let kept: readonly [currency: Currency, person: string | null] = [defaultCurrency, null];

  /** Choice as all tabs have it now. */
  function read(): typeof kept {
    try {
      const [currency = '', ...person] = (storage.getItem(currencyKey) ?? '').split(' ');
      if (isCurrency(currency)) kept = [currency, person.join(' ') || null];
    } catch {
      // This page has the choice.
    }
    return kept;
  }

  return {
    current: () => read()[0],
    isOf: (person) => read()[1] === person,
    keep(currency, person) {
      kept = [currency, person];
      try {
        storage.setItem(currencyKey, [currency, person ?? ''].join(' ').trim());
      } catch {
        // A full or forbidden storage: this page has the choice.
      }
      for (const changed of listeners) changed();
    },
    subscribe(changed) {
      listeners.add(changed);
      events.addEventListener('storage', changed);
      return () => {
        listeners.delete(changed);
        events.removeEventListener('storage', changed);
      };
    },
  };
}
