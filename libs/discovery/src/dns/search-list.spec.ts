import { completeNames, parseSearchList } from './search-list.ts';

const kubernetes = `
# managed
search shop.svc.cluster.local svc.cluster.local cluster.local.
nameserver 10.96.0.10
options ndots:5 timeout:1
`;

describe('the search list', () => {
  it('is read from a resolv.conf', () => {
    expect(parseSearchList(kubernetes)).toEqual({
      domains: ['shop.svc.cluster.local', 'svc.cluster.local', 'cluster.local'],
      ndots: 5,
    });
  });

  it.each([
    ['', [], 1],
    ['nameserver 127.0.0.1', [], 1],
    ['domain a.example', ['a.example'], 1],
    ['search a b\nsearch c', ['c'], 1],
    ['search .', [], 1],
    ['options ndots:2 ndots:3', [], 3],
    ['options ndots:99', [], 15],
    ['options ndots:many rotate', [], 1],
    ['options\n\tsearch \t a\tb ', ['a', 'b'], 1],
  ])('of %j is %j, with ndots %j', (text, domains, ndots) => {
    expect(parseSearchList(text)).toEqual({ domains, ndots });
  });

  const search = { domains: ['shop.local', 'local'], ndots: 2 };
  it.each([
    ['a', ['a.shop.local.', 'a.local.', 'a.']],
    ['a.b', ['a.b.shop.local.', 'a.b.local.', 'a.b.']],
    ['a.b.c', ['a.b.c.', 'a.b.c.shop.local.', 'a.b.c.local.']],
    ['a.', ['a.']],
  ])('completes %j to %j', (name, complete) => {
    expect(completeNames(name, search)).toEqual(complete);
  });
});
