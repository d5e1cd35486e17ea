/** A browser as a client of this BFF. */

import { createBrowser } from '@frontage/auth/fake';
import type { RawClient } from '@frontage/proof';

/** Opens a browser: logged in as `who`, or a visitor's. */
export async function browserOf(origin: string, who: string | undefined): Promise<RawClient> {
  const browser = createBrowser(origin);
  if (who !== undefined) await browser.login(who);
  return ({ path, body, headers = {} }) => browser.post(path, body, { headers });
}
