/** Choice of a customer, written into their profile: loaded when one is made. */

import { change } from '../graphql/change.ts';
import { PreferCurrencyDocument, type Currency } from './currency.documents.ts';

/** Choice to write next: the last one, whatever was chosen while another was under way. */
let wanted: Currency | undefined;
let writing: Promise<boolean> | undefined;

/** True while a choice is being written: what answers say of earlier ones is not what is wanted. */
export const isPreferring = (): boolean => writing !== undefined;

/**
 * Writes the choice, after one that is under way, and in the place of one that waits for it. False when it is not in the profile now: then it
 * holds for this browser alone, until the next login.
 */
export function prefer(currency: Currency): Promise<boolean> {
  wanted = currency;
  writing ??= writeAll().finally(() => (writing = undefined));
  return writing;
}

async function writeAll(): Promise<boolean> {
  let isKept = false;
  while (wanted !== undefined) {
    const next = wanted;
    wanted = undefined;
    isKept = await write(next);
  }
  return isKept;
}

async function write(currency: Currency): Promise<boolean> {
  try {
    const { updateProfile } = await change(PreferCurrencyDocument, { currency });
    return updateProfile?.errors.length === 0;
  } catch {
    return false;
  }
}
