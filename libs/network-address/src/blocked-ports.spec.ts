import { isBlockedPort } from './index.ts';

const isRefusedByFetch = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/`).then(
    () => false,
    ({ cause }: { readonly cause?: Error }) => cause?.message === 'bad port',
  );

describe('isBlockedPort', () => {
  it('is true of ports that fetch refuses', async () => {
    const blocked = Array.from({ length: 65_535 }, (_, index) => index + 1).filter(isBlockedPort);
    expect(blocked).toHaveLength(82);
    expect(await Promise.all(blocked.map(isRefusedByFetch))).toEqual(blocked.map(() => true));
  });

  it('is false of the ports of the house, and of any that is free', () => {
    for (const port of [0, 4000, 4001, 4100, 4200, 4300, 4400, 4408]) expect(isBlockedPort(port)).toBe(false);
  });
});
