/** Choice of the currency, over the browser's storage. */

import { sharedStorage } from '../storage.ts';
import { createCurrencyChoice } from './currency-choice.ts';

export const currency = createCurrencyChoice(sharedStorage, globalThis);
