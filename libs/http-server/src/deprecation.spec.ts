import { isOver, lifecycleHeaders, type Deprecation } from './deprecation.ts';

const deprecation: Deprecation = {
  since: '2026-12-01T00:00:00Z',
  sunset: '2028-12-01T00:00:00Z',
  successor: '/v2',
  page: '/docs/changelog',
};
const headers = (path: string) => Object.fromEntries(lifecycleHeaders(deprecation, path));

describe('the headers of a deprecated version', () => {
  it('are those of RFC 9745 and RFC 8594', () => {
    expect(headers('/orders/o-1')).toEqual({
      Deprecation: '@1796083200',
      Sunset: 'Fri, 01 Dec 2028 00:00:00 GMT',
      Link: [
        '</v2/orders/o-1>; rel="successor-version"',
        '</docs/changelog>; rel="deprecation"; type="text/html"',
        '</docs/changelog>; rel="sunset"; type="text/html"',
      ].join(', '),
    });
  });

  it.each(['/>; rel="next"', '/"', '/<', '/ü', '/\r\nSet-Cookie: a=b', `/${'a'.repeat(10_000)}`])(
    'lead to the successor itself where the path is no reference: %j',
    (path) => {
      expect(headers(path)['Link']).toMatch(/^<\/v2>; rel="successor-version", <\/docs/);
    },
  );

  it('end when the sunset is over', () => {
    const at = Date.parse(deprecation.sunset);
    expect([isOver(deprecation, at), isOver(deprecation, at + 1)]).toEqual([false, true]);
  });
});
