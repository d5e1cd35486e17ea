/** Choice of a customer, written into their profile: loaded when one is made. */

import { change } from '../graphql/change.ts';
import { PreferCurrencyDocument, type Currency } from './currency.documents.ts';

/** Writes the choice. False when it is not in the profile now: then it holds for this browser alone, until the next login. */
export async function prefer(currency: Currency): Promise<boolean> {
  try {
    const { updateProfile } = await change(PreferCurrencyDocument, { currency });
    return updateProfile?.errors.length === 0;
  } catch {
    return false;
  }
}
