import { anyText } from '@frontage/http-server/fake';
import fc from 'fast-check';
import { providers, type Shop, startShop } from '../../test/session-harness.ts';
import { readReturnTo, toLocation } from './return-to.ts';

const origin = 'http://localhost:4000';

describe('returnTo', () => {
  it.each([
    '/',
    '/cart',
    '/products?q=a&b=c#d',
    '/a//b',
    '/é',
    '/a b',
    '/..//evil.example',
    '/%5cevil',
    '/:80',
    '/@evil.example',
  ])('leads to %j of ours', (value) => {
    expect(readReturnTo(value)).toBe(value);
    expect(new URL(toLocation(origin, value)).origin).toBe(origin);
  });

  it('is the front page when there is none', () => {
    expect([readReturnTo(undefined), readReturnTo('')]).toEqual(['/', '/']);
  });

  const attacks = [
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\/evil.example',
    '\\\\evil.example',
    '/a\\b',
    'https:evil.example',
    'https://evil.example',
    'HTTPS://evil.example/',
    'javascript:alert(1)',
    'data:text/html,x',
    'evil.example',
    ' /x',
    '\t/x',
    '/\t/evil.example',
    '/\n/evil.example',
    '/\r\nSet-Cookie: a=b',
    '/\u0000',
    '/\u007f',
    '/\u0085',
    '@evil.example',
    '.evil.example',
    ':80',
    '?x',
    '#x',
    `/${'x'.repeat(1_024)}`,
    `/${'é'.repeat(600)}`,
  ];

  it.each(attacks)('does not lead to %j', (value) => {
    expect(readReturnTo(value)).toBeUndefined();
  });

  it.each([[['/a', '/b']], [{ a: '/b' }], [7], [null]])('is one text, not %j', (value) => {
    expect(readReturnTo(value)).toBeUndefined();
  });

  it('never leads away, whatever it is', () => {
    const pieces = fc.constantFrom(
      '/',
      '\\',
      '//',
      'evil.example',
      '@',
      ':',
      '?',
      '#',
      '\t',
      '\n',
      '..',
      '.',
      '%2f',
      ' ',
      'é',
      'https:',
    );
    const texts = fc.oneof(
      anyText(),
      fc.array(pieces).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const returnTo = readReturnTo(text);
        // As browsers read a Location header: relative to where it came from.
        expect(
          returnTo === undefined || new URL(toLocation(origin, returnTo), `${origin}/auth/callback`).origin === origin,
        ).toBe(true);
        expect(returnTo === undefined || new URL(returnTo, `${origin}/auth/callback`).origin === origin).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  describe.each(providers)('at the login, with $name', (provider) => {
    let shop: Shop;
    beforeAll(async () => {
      shop = await startShop({ provider });
    });
    afterAll(() => shop.close());

    it.each(attacks)('is refused before the provider is asked: %j', async (value) => {
      const answer = await shop.browser().step(`/auth/login?returnTo=${encodeURIComponent(value)}`);
      expect(answer.json()).toMatchObject({ status: 400, errors: [{ pointer: '#/query/returnTo' }] });
      expect(answer.headers.has('location')).toBe(false);
      expect(answer.headers.getSetCookie()).toEqual([]);
    });

    it('is refused when it is given twice', async () => {
      expect((await shop.browser().step('/auth/login?returnTo=/a&returnTo=//evil.example')).status).toBe(400);
    });

    it('cannot be changed on the way', async () => {
      const browser = shop.browser();
      const begun = await browser.step('/auth/login?returnTo=/welcome');
      const atProvider = await browser.step(begun.headers.get('location')!);
      const callback = new URL(atProvider.headers.get('location')!);
      callback.searchParams.set('returnTo', '//evil.example');
      expect((await browser.visit(callback.href)).url.href).toBe(`${shop.origin}/welcome`);
    });
  });
});
