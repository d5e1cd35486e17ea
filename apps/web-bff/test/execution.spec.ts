/** Execution by plan over the schema of this BFF. Nothing of one request shows in the next answer. */

import { haveSameAnswers } from '@frontage/graphql-server/fake';
import { readFileSync } from 'node:fs';
import { startWebHouse, type WebHouse } from './harness.ts';

describe('the schema of the web', () => {
  it('is answered as graphql-js would: generated documents, asked again and again, with failures and broken promises', async () => {
    const sdl = readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8');
    const { withErrors, withoutCondition } = await haveSameAnswers(sdl, { documents: 300 });
    expect(withErrors).toBeGreaterThan(300);
    expect(withoutCondition).toBeGreaterThan(10);
  }, 300_000);
});

describe('requests for one document', () => {
  let house: WebHouse;
  beforeAll(async () => (house = await startWebHouse()));
  afterAll(() => house.close());

  const whole = { id: 'p-001', rating: { average: expect.any(Number) } };

  it.each([
    ['a null comes first', [null, false, undefined, true, null, false]],
    ['a null comes last', [false, true, undefined, null, false]],
  ])('are answered each on its own when %s for what to leave out', async (_, order) => {
    const query = `query P($id: ID!, $slim: Boolean = false) {
      product(id: $id) { id rating @skip(if: $slim) { average } }
    }`;
    for (const slim of order) {
      const { data, errors } = await house.ask(query, { id: 'p-001', ...(slim !== undefined && { slim }) });
      if (slim === null) {
        expect(data).toEqual({ product: null });
        expect(errors).toMatchObject([
          {
            message: 'Argument "if" of non-null type "Boolean!" must not be null.',
            path: ['product'],
            extensions: { code: 'BAD_USER_INPUT' },
          },
        ]);
      } else {
        expect(errors).toBeUndefined();
        expect(data).toEqual({ product: slim ? { id: 'p-001' } : whole });
      }
    }
  });

  it('do their work although one cannot be told of it, and the next one can', async () => {
    const { ask } = await house.login('ada');
    const put = `mutation P($quantity: Int!, $slim: Boolean = false) {
      putCartItem(input: { productId: "p-001", quantity: $quantity }) { cart { items @skip(if: $slim) { quantity } } }
    }`;
    const untold = await ask(put, { quantity: 3, slim: null });
    expect(untold.errors).toMatchObject([{ path: ['putCartItem', 'cart'], extensions: { code: 'BAD_USER_INPUT' } }]);
    const { data } = await ask('{ cart { items { quantity } } }');
    expect(data).toEqual({ cart: { items: [{ quantity: 3 }] } });
    const told = await ask(put, { quantity: 4 });
    expect(told.errors).toBeUndefined();
    expect(told.data).toEqual({ putCartItem: { cart: { items: [{ quantity: 4 }] } } });
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'toJSON'])('may call a field %s', async (name) => {
    const { text } = await house.ask(`{ ${name}: product(id: "p-001") { ${name}: id } }`);
    expect(text.trim()).toBe(`{"data":{"${name}":{"${name}":"p-001"}}}`);
  });
});
