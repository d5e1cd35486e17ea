/** The three BFFs agree on what is true: price, stock and the state of orders. */

import type { House } from '@frontage/runner';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { browserOf, partnerOf, phoneOf, type Browser, type Client } from '../src/clients.ts';

interface Seen {
  /** Minor units; undefined when none is shown. */
  readonly price: number | undefined;
  readonly stock: string | undefined;
}

/** Products after 400 are left for outages, which need some that were never asked for. */
const productNumbers = fc.integer({ min: 1, max: 400 });
const idOf = (number: number): string => `p-${String(number).padStart(3, '0')}`;
const currencies = fc.constantFrom('EUR', 'USD', 'GBP', 'CHF', 'JPY', 'SEK', 'PLN');

async function onWeb(browser: Browser, id: string, currency: string): Promise<Seen> {
  const { body } = await browser.query<{
    product: { price?: { net: { amount: number } }; stock?: { status: string } };
  }>(
    'query ($id: ID!, $currency: Currency!) { product(id: $id) { price(currency: $currency) { net { amount } } stock { status } } }',
    { id, currency },
  );
  return { price: body.data.product.price?.net.amount, stock: body.data.product.stock?.status };
}

async function onMobile(phone: Client, id: string, currency: string): Promise<Seen> {
  const { body } = await phone.get<{ price?: { amount: number }; stock?: string }>(`/products/${id}`, {
    'accept-currency': currency,
  });
  return { price: body.price?.amount, stock: body.stock };
}

async function onPartner(partner: Client, id: string, currency: string): Promise<Seen> {
  const get = () =>
    partner.get<{ price?: { net: { amount: string } }; stock?: { status: string } }>(
      `/v2/products/${id}?currency=${currency}`,
    );
  let answer = await get();
  // A quick machine may exceed the standard tier's limit. The answer tells when to come again.
  for (; answer.status === 429; answer = await get()) await sleep(Number(answer.headers.get('retry-after')) * 1_000);
  const { body } = answer;
  const digits = currency === 'JPY' ? 0 : 2;
  return { price: body.price && Math.round(Number(body.price.net.amount) * 10 ** digits), stock: body.stock?.status };
}

export function describeAgreement(house: () => House): void {
  describe('the three BFFs agree', () => {
    it('on price and stock of any product in any currency, for visitors and standard partners', async () => {
      const [browser, phone, acme] = [await browserOf(house()), await phoneOf(house()), partnerOf(house(), 'acme')];
      await fc.assert(
        fc.asyncProperty(productNumbers, currencies, async (number, currency) => {
          const id = idOf(number);
          const [web, mobile, partner] = await Promise.all([
            onWeb(browser, id, currency),
            onMobile(phone, id, currency),
            onPartner(acme, id, currency),
          ]);
          expect(web.price).toEqual(expect.any(Number));
          expect({ id, mobile, partner }).toEqual({ id, mobile: web, partner: web });
        }),
        { numRuns: 60 },
      );
    });

    it.each(['ada', 'bob'])('on what %s pays, in the browser and on the phone', async (person) => {
      const [browser, phone] = [await browserOf(house(), person), await phoneOf(house(), person)];
      await fc.assert(
        fc.asyncProperty(productNumbers, currencies, async (number, currency) => {
          const id = idOf(number);
          const [web, mobile] = await Promise.all([onWeb(browser, id, currency), onMobile(phone, id, currency)]);
          expect({ id, ...mobile }).toEqual({ id, ...web });
        }),
        { numRuns: 30 },
      );
    });

    it('on the state of every order of a customer', async () => {
      const [browser, phone] = [await browserOf(house(), 'ada'), await phoneOf(house(), 'ada')];
      const { body: web } = await browser.query<{
        orders: { edges: { node: { id: string; status: string; total: { amount: number } } }[] };
      }>('{ orders(first: 50) { edges { node { id status total { amount } } } } }');
      const mobile = await phone.get<{ items: { id: string; status: string; total: { amount: number } }[] }>(
        '/orders?limit=50',
      );
      const flat = (order: { id: string; status: string; total: { amount: number } }) => [
        order.id,
        order.status,
        order.total.amount,
      ];
      expect(mobile.body.items.map(flat)).toEqual(web.data.orders.edges.map(({ node }) => flat(node)));
      expect(mobile.body.items.length).toBeGreaterThan(3);
    });

    it('on what an order that crosses them has become', async () => {
      const [browser, phone] = [await browserOf(house(), 'bob'), await phoneOf(house(), 'bob')];
      const listed = await phone.get<{ items: { id: string; status: string }[] }>('/orders?limit=50');
      const pending = listed.body.items.find(({ status }) => status === 'PENDING');
      expect(pending).toBeDefined();
      const { id } = pending!;
      await phone.send('POST', `/orders/${id}/cancel`, undefined, { 'idempotency-key': randomUUID() });
      const { body } = await browser.query<{ order: { status: string; actions: string[] } }>(
        'query ($id: ID!) { order(id: $id) { status actions } }',
        { id },
      );
      expect(body.data.order).toEqual({ status: 'CANCELLED', actions: [] });
    });
  });
}
