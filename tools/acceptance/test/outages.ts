/** One service gone: what is left of home and product pages on each BFF, and what they say of it. */

import type { House } from '@frontage/runner';
import { ask, browserOf, partnerOf, phoneOf, type Browser, type Client } from '../src/clients.ts';

const optional = [
  ['pricing', 'prices'],
  ['inventory', 'stock'],
  ['reviews', 'reviews'],
  ['recommendations', 'recommendations'],
] as const;

/** A gRPC channel reconnects in its own time, each BFF's for itself: asks until nothing is missing any more. */
async function recovered(browser: Browser, phone: Client, partner: Client): Promise<void> {
  const until = Date.now() + 10_000;
  const isWhole = async (): Promise<boolean> => {
    const page = await browser.query('{ product(id: "p-001") { price { net { amount } } stock { status } } }');
    const [onPhone, forPartner] = await Promise.all([
      phone.get<{ degraded?: string[] }>('/products/p-001'),
      partner.get<{ degraded?: string[] }>('/v2/products/p-001'),
    ]);
    return [page.body.extensions, onPhone.body, forPartner.body].every((whole) => whole?.degraded === undefined);
  };
  while (!(await isWhole())) expect(Date.now()).toBeLessThan(until);
}

/** What partners are shown comes from these only. */
const partnerParts = new Set(['prices', 'stock']);

export function describeOutages(house: () => House): void {
  describe('with one service gone', () => {
    const setFaults = (service: string, faults: object) =>
      ask(`${house().at.faults}/faults/${service}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(faults),
      });

    it.each(optional)('%s: home and product pages answer everywhere, and name %s as missing', async (service, part) => {
      const [browser, phone, acme] = [await browserOf(house()), await phoneOf(house()), partnerOf(house(), 'acme')];
      await setFaults(service, { down: true });
      try {
        for (const path of ['/home', '/products/p-001']) {
          const { status, body } = await phone.get<{ degraded: string[] }>(path);
          expect([path, status, body.degraded]).toEqual([path, 200, [part]]);
        }
        const fields =
          'id name price { net { amount } } stock { status } rating { average } recommendations { reason }';
        const page = await browser.query(`{ product(id: "p-001") { ${fields} } }`);
        expect([page.status, page.body.errors, page.body.extensions?.degraded]).toEqual([200, undefined, [part]]);
        const home = await browser.query(
          `{ home { featured { id name price { net { amount } } stock { status } rating { average } } recommendations { reason } } }`,
        );
        expect([home.status, home.body.errors, home.body.extensions?.degraded]).toEqual([200, undefined, [part]]);
        const product = await acme.get<{ degraded?: string[] }>('/v2/products/p-001');
        expect([product.status, product.body.degraded]).toEqual([200, partnerParts.has(part) ? [part] : undefined]);
      } finally {
        await ask(`${house().at.faults}/faults/${service}`, { method: 'DELETE' });
        await recovered(browser, phone, acme);
      }
    });
  });
}
