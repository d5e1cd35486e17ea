/** Currency of this visit, for pages. */

import { useSyncExternalStore } from 'react';
import type { Currency } from './currency.documents.ts';
import { currency } from './currency.ts';

/** Currency for the operations of a page, which asks again when it changes. */
export const useCurrency = (): Currency => useSyncExternalStore(currency.subscribe, currency.current);
