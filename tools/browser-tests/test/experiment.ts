/** Experiment of the home page: both arms, as visitors get them, and each stays with its visitor. */

import type { Play } from '../src/scene.ts';

/** Most visitors until both arms have been seen: one in 2^29 runs sees only one. */
const mostVisitors = 30;

export function describeExperiment(play: Play): void {
  it('visitors see one of two orders of the home page, and keep it', async () => {
    const seen = new Set<string>();
    for (let visitor = 0; visitor < mostVisitors && seen.size < 2; visitor += 1) {
      await play({ name: 'experiment' }, async ({ page, shopper }) => {
        const order = async (): Promise<string> => {
          await shopper.open('/');
          return (await page.getByRole('main').getByRole('heading', { level: 2 }).allInnerTexts()).join();
        };
        const first = await order();
        expect(await order()).toBe(first);
        seen.add(first);
      });
    }
    expect([...seen].sort()).toEqual(['For you,Categories,New in the shop', 'New in the shop,For you,Categories']);
  });
}
