import { hrefOf, itemsOf, relationsOf, requireHref } from './hal.js';
import { Problem } from './problem.js';

const resource = {
  _links: {
    self: { href: '/v2' },
    profile: { href: '/docs/resources#entry' },
    keys: { href: '/v2/keys{?fields,cursor,limit}', templated: true },
    product: { href: '/v2/products/{id}{?currency}', templated: true },
    literal: { href: '/v2/{not-a-template}' },
  },
  _embedded: { keys: [{ id: 'k1' }] },
};

describe('hrefOf', () => {
  it('gives the address of a link, and none for a link that is not there', () => {
    expect(hrefOf(resource, 'self')).toBe('/v2');
    for (const relation of ['usage', 'toString', '__proto__']) expect(hrefOf(resource, relation)).toBeUndefined();
    expect(hrefOf({}, 'self')).toBeUndefined();
  });

  it('fills in a template, encoded, and leaves out what is missing or empty', () => {
    expect(hrefOf(resource, 'keys')).toBe('/v2/keys');
    expect(hrefOf(resource, 'keys', { cursor: 'a b&c', limit: '', fields: undefined })).toBe('/v2/keys?cursor=a+b%26c');
    expect(hrefOf(resource, 'product', { id: '../keys?x', currency: 'EUR' })).toBe(
      '/v2/products/..%2Fkeys%3Fx?currency=EUR',
    );
  });

  it.each([
    'https://elsewhere.test/v2',
    '//elsewhere.test/v2',
    '/\\elsewhere.test/v2',
    '/v2\\..',
    'v2',
    'javascript:alert(1)',
    '/v2 x',
    '/v2\n',
    '',
  ])('follows no link to %j, where the key would be sent', (href) => {
    expect(hrefOf({ _links: { next: { href } } }, 'next')).toBeUndefined();
  });
});

it('requireHref gives what there is, and tells of what there is not', () => {
  expect(requireHref(resource, 'self')).toBe('/v2');
  expect(() => requireHref(resource, 'usage')).toThrow(Problem);
  expect(() => requireHref(resource, 'usage')).toThrow("'usage'");
});

it('relationsOf leaves out what explains the answer', () => {
  expect(relationsOf(resource)).toEqual(['keys', 'product', 'literal']);
  expect(relationsOf({})).toEqual([]);
});

it('itemsOf gives the items of a list, and none where there are none', () => {
  expect(itemsOf(resource, 'keys')).toEqual([{ id: 'k1' }]);
  expect(itemsOf({}, 'keys')).toEqual([]);
});
