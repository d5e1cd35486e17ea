/** Field for the currency of all prices, and what keeps it that of whoever is there. */

import { useQuery } from '@apollo/client/react';
import { useEffect, useSyncExternalStore, type ReactElement } from 'react';
import { useViewer } from '../frame/use-viewer.tsx';
import { announce } from '../parts/announcer/announcer.tsx';
import { currencies, defaultCurrency, nameOfCurrency } from './currency-choice.ts';
import css from './currency-field.module.css';
import { PreferredCurrencyDocument, type Currency } from './currency.documents.ts';
import { currency } from './currency.ts';
import { isPreferring, prefer } from './prefer.ts';
import { useCurrency } from './use-currency.ts';

export function CurrencyField(): ReactElement {
  const chosen = useCurrency();
  const viewer = useViewer();
  usePreferredCurrency();
  const choose = async (next: Currency): Promise<void> => {
    currency.keep(next, viewer?.id ?? null);
    const isKept = viewer?.role !== 'CUSTOMER' || (await prefer(next));
    // Another choice was made meanwhile, and is told instead.
    if (currency.current() !== next) return;
    const sentence = `Prices are in ${nameOfCurrency(next)}.`;
    announce(isKept ? sentence : `${sentence} Your profile could not be changed: it is so in this browser alone.`);
  };
  return (
    <p className={css['field']}>
      <label htmlFor="currency">Prices in</label>
      <select
        id="currency"
        value={chosen}
        onChange={({ currentTarget }) => void choose(currentTarget.value as Currency)}
      >
        {currencies.map((each) => (
          <option key={each} value={each}>
            {nameOfCurrency(each)}
          </option>
        ))}
      </select>
    </p>
  );
}

/**
 * Keeps the choice that of whoever is there: what a customer's profile prefers, asked for once after a login and followed wherever pages tell
 * it; after a logout, the usual one.
 */
function usePreferredCurrency(): void {
  const viewer = useViewer();
  const person = viewer === undefined ? undefined : (viewer?.id ?? null);
  const isKnown = useSyncExternalStore(currency.subscribe, () => person === undefined || currency.isOf(person));
  const { data } = useQuery(PreferredCurrencyDocument, {
    skip: viewer?.role !== 'CUSTOMER',
    fetchPolicy: isKnown ? 'cache-only' : 'cache-first',
  });
  const preferred = data?.viewer?.id === person ? data?.viewer?.profile?.currency : undefined;
  useEffect(() => {
    if (person === null && !isKnown) currency.keep(defaultCurrency, null);
    if (person && preferred !== undefined && !isPreferring()) currency.keep(preferred, person);
  }, [person, isKnown, preferred]);
}
