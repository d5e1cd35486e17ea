/**
 * A service gone: what home and product pages of each BFF still show, and say. Caches are on, as they are by default: a product that
 * nobody has asked for yet lacks the part; what is on everybody's home may still be there, from before.
 */

import type { House } from '@frontage/runner';
import { ask, browserOf, partnerOf, phoneOf, type Browser, type Client } from '../src/clients.ts';

/** Services, each with a product that no other spec shows. */
const optional = [
  ['pricing', 'prices', 'p-401'],
  ['inventory', 'stock', 'p-402'],
  ['reviews', 'reviews', 'p-403'],
  ['recommendations', 'recommendations', 'p-404'],
] as const;

let unseen = 410;

/** A gRPC channel reconnects in its own time: asks until nothing is missing. */
async function recovered(browser: Browser, phone: Client, partner: Client): Promise<void> {
  const until = Date.now() + 10_000;
  // A product never asked for, each time: cached answers say nothing about a service.
  const isWhole = async (): Promise<boolean> => {
    const id = `p-${(unseen += 1)}`;
    const page = await browser.query(`{ product(id: "${id}") { price { net { amount } } stock { status } } }`);
    const [onPhone, forPartner] = await Promise.all([
      phone.get<{ degraded?: string[] }>(`/products/${id}`),
      partner.get<{ degraded?: string[] }>(`/v2/products/${id}`),
    ]);
    return [page.body.extensions, onPhone.body, forPartner.body].every((whole) => whole?.degraded === undefined);
  };
  while (!(await isWhole())) expect(Date.now()).toBeLessThan(until);
}

/** Degraded parts besides the one that must be. */
const without = (part: string, degraded: readonly string[] = []): readonly string[] =>
  degraded.filter((name) => name !== part);

/** Optional parts of the partner API. */
const partnerParts = new Set(['prices', 'stock']);

export function describeOutages(house: () => House): void {
  describe('with one service gone', () => {
    const setFaults = (service: string, faults: object) =>
      ask(`${house().at.faults}/faults/${service}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(faults),
      });

    it.each(optional)(
      '%s: home and product pages answer everywhere, and name %s as missing',
      async (service, part, id) => {
        const [browser, phone, acme] = [await browserOf(house()), await phoneOf(house()), partnerOf(house(), 'acme')];
        await setFaults(service, { down: true });
        try {
          const onPhone = await phone.get<{ degraded: string[] }>(`/products/${id}`);
          expect([onPhone.status, onPhone.body.degraded]).toEqual([200, [part]]);
          const phoneHome = await phone.get<{ degraded?: string[] }>('/home');
          expect([phoneHome.status, without(part, phoneHome.body.degraded)]).toEqual([200, []]);
          const fields =
            'id name price { net { amount } } stock { status } rating { average } recommendations { reason }';
          const page = await browser.query(`{ product(id: "${id}") { ${fields} } }`);
          expect([page.status, page.body.errors, page.body.extensions?.degraded]).toEqual([200, undefined, [part]]);
          const home = await browser.query(
            `{ home { featured { id name price { net { amount } } stock { status } rating { average } } recommendations { reason } } }`,
          );
          expect([home.status, home.body.errors, without(part, home.body.extensions?.degraded)]).toEqual([
            200,
            undefined,
            [],
          ]);
          const product = await acme.get<{ degraded?: string[] }>(`/v2/products/${id}`);
          expect([product.status, product.body.degraded]).toEqual([200, partnerParts.has(part) ? [part] : undefined]);
        } finally {
          await ask(`${house().at.faults}/faults/${service}`, { method: 'DELETE' });
          await recovered(browser, phone, acme);
        }
      },
    );
  });
}
