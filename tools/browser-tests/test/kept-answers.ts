/** Answers that are the same for everybody: the browser keeps them, and not what somebody has just changed. */

import type { CDPSession, Page } from 'playwright-core';
import type { Play } from '../src/scene.ts';

/** Answer to a GET of an operation. */
interface Read {
  readonly variables: string;
  readonly isKept: boolean;
  readonly hasCookie: boolean;
  readonly cacheControl: string | undefined;
}

/** Listens to the answers of a page, as the network stack of the browser knows them. */
async function readsOf(page: Page): Promise<readonly Read[]> {
  const session: CDPSession = await page.context().newCDPSession(page);
  const reads: Read[] = [];
  const cookies = new Set<string>();
  session.on('Network.requestWillBeSentExtraInfo', ({ requestId, headers }) => {
    if (Object.keys(headers).some((name) => name.toLowerCase() === 'cookie')) cookies.add(requestId);
  });
  session.on('Network.responseReceived', ({ requestId, response }) => {
    const { pathname, searchParams } = new URL(response.url);
    const variables = searchParams.get('variables');
    if (pathname !== '/graphql' || variables === null) return;
    reads.push({
      variables,
      isKept: response.fromDiskCache === true,
      hasCookie: cookies.has(requestId),
      cacheControl: response.headers['cache-control'],
    });
  });
  await session.send('Network.enable');
  return reads;
}

export function describeKeptAnswers(play: Play): void {
  describe('what is the same for everybody', () => {
    it('is asked for once, without the cookie, and then comes out of the browser’s cache', async () => {
      await play({ name: 'kept-answers', person: 'ada' }, async ({ page, shopper }) => {
        const reads = await readsOf(page);
        const facts = (): readonly Read[] => reads.filter(({ variables }) => variables === '{"id":"p-041"}');
        await shopper.open('/products/p-041');
        await shopper.sees('Article number');
        expect(facts()).toEqual([
          {
            variables: '{"id":"p-041"}',
            isKept: false,
            hasCookie: false,
            cacheControl: 'public, max-age=30, stale-while-revalidate=30',
          },
        ]);
        await shopper.open('/products/p-041');
        await shopper.sees('Article number');
        expect(facts().slice(1)).toEqual([{ ...facts()[0], isKept: true }]);
        // The offer was made anew, to the person.
        await page.getByRole('button', { name: 'Add to cart', exact: true }).first().waitFor();
        await page.getByRole('button', { name: 'Log out' }).waitFor();
      });
    });

    it('does not hide a review from whoever has just written or deleted it', async () => {
      await play({ name: 'own-review', person: 'ada' }, async ({ page, shopper }) => {
        const title = 'Steady on its feet';
        const shown = shopper.section('Reviews').getByRole('heading', { name: title });
        await shopper.open('/products/p-042');
        await shopper.press('Write a review');
        await page.getByRole('radio', { name: /^4/ }).check();
        await page.getByRole('textbox', { name: 'Title' }).fill(title);
        await page.getByRole('textbox', { name: 'Text' }).fill('It does not move.');
        await page.getByRole('textbox', { name: 'Your name' }).fill('A. L.');
        await shopper.press('Publish');
        await shown.waitFor();
        const reads = await readsOf(page);
        await shopper.open('/products/p-042');
        await shown.waitFor();
        await shopper.press('Delete');
        await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
        await shown.waitFor({ state: 'hidden' });
        await shopper.open('/products/p-042');
        await shopper.section('Reviews').waitFor();
        expect(await shown.count()).toBe(0);
        expect(reads).toEqual([]);
      });
    });
  });
}
