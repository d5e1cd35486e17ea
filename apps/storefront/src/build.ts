/** Build of the shop: a tab that was opened before a release has another one than web-bff serves, and parts of its own are gone. */

import { ownStorage } from './storage.ts';

const leftKey = 'frontage.left-build';

/** Address of the script that this page began with: each build has its own. */
const entryOf = (page: Document): string | null =>
  page.querySelector('script[type="module"][src*="/index-"]')?.getAttribute('src') ?? null;

/**
 * Loads the page anew when web-bff serves another build: for code that could not be loaded. Once for each build, as a page may not load for ever.
 * Otherwise nothing happens.
 */
export async function leaveOldBuild(): Promise<void> {
  const own = entryOf(document);
  if (own === null || ownStorage.getItem(leftKey) === own) return;
  const answer = await fetch('/', { headers: { Accept: 'text/html' }, credentials: 'omit' }).catch(() => undefined);
  if (!answer?.ok) return;
  const served = entryOf(new DOMParser().parseFromString(await answer.text(), 'text/html'));
  if (served === null || served === own) return;
  ownStorage.setItem(leftKey, own);
  globalThis.location.reload();
}
