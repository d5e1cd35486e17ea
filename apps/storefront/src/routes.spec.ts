import { matchRoute } from './routes.ts';

describe('a pattern', () => {
  it.each([
    ['/', '/', {}],
    ['/products/:id', '/products/p-001', { id: 'p-001' }],
    ['/products/:id', '/products/p%20%C3%BC', { id: 'p ü' }],
    ['/products/:id', '/products/%E0%A4', { id: '%E0%A4' }],
    ['/products/:id', '/products/', undefined],
    ['/products/:id', '/products/p-001/reviews', undefined],
    ['/search', '/searches', undefined],
  ])('%s matches %s as %j', (pattern, path, params) => expect(matchRoute(pattern, path)).toEqual(params));
});
