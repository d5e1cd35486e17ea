import { resolverTypes } from './resolver-types.ts';

describe('resolverTypes', () => {
  it('refuses a scalar of which it is not told what it is', async () => {
    const sdl = 'scalar Weight type Query { weight: Weight }';
    await expect(resolverTypes({ sdl, models: {}, context: './x.ts#X', scalars: {} })).rejects.toThrow('Weight');
  });
});
