/** Choices of a profile, with their names. */

import type { CustomerTier } from './profile.documents.ts';

const locales = ['de-AT', 'de-CH', 'de-DE', 'en-GB', 'en-IE', 'en-US', 'fr-FR', 'ja-JP', 'pl-PL', 'sv-SE'] as const;

/** Locales to choose from: those that messages are written in, and the one that is chosen already. */
export const localesWith = (chosen: string): readonly string[] => [...new Set([...locales, chosen])];

/** Name of a locale: `German (Germany)`; the tag itself where nobody has a name for it. */
export function languageOf(locale: string): string {
  try {
    return new Intl.DisplayNames(['en'], { type: 'language', languageDisplay: 'standard' }).of(locale) ?? locale;
  } catch {
    return locale;
  }
}

export const tiers: Readonly<Record<CustomerTier, { readonly name: string; readonly text: string }>> = {
  GOLD: { name: 'Gold', text: 'You pay less than the list says for most things.' },
  STANDARD: { name: 'Standard', text: 'You pay what the list says.' },
};
