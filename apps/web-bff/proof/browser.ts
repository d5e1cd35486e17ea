/** A browser as a client of this BFF. */

import { createBrowser } from '@frontage/auth/fake';
import type { RawClient } from '@frontage/proof';

/** Opens a browser: logged in as `who`, or a visitor's. */
export async function browserOf(origin: string, who: string | undefined): Promise<RawClient> {
  const browser = createBrowser(origin);
  if (who !== undefined) await browser.login(who);
  return async ({ path, body, headers = {} }) => {
    const answer = await browser.post(path, body, { headers });
    return {
      status: answer.status,
      headers: answer.headers,
      text: /^data: (.*)$/m.exec(answer.text)?.[1] ?? answer.text,
    };
  };
}
