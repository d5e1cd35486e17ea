import { flagExposures } from '../api-key.exports.ts';
import type { Exposure } from './exposures.ts';

const exposure: Exposure = { id: 'k-1', partnerId: 'acme', at: '2026-05-01T10:00:00.000Z' };

describe('exposures', () => {
  let tries: string[];
  let flagged: Exposure[];
  let failures: unknown[];
  let isDown: boolean;
  beforeEach(() => {
    tries = [];
    flagged = [];
    failures = [];
    isDown = false;
  });
  const open = () =>
    flagExposures({
      store: {
        expose: async (id) => {
          tries.push(id);
          if (isDown) throw new Error('gone');
        },
      },
      onFlagged: (each) => flagged.push(each),
      onFailed: (error) => failures.push(error),
    });

  it('are written at once, and once, however often a key is sent', async () => {
    const exposures = open();
    for (let time = 0; time < 100; time += 1) exposures.note(exposure);
    exposures.note({ ...exposure, id: 'k-2' });
    await exposures.close();
    expect(tries).toEqual(['k-1', 'k-2']);
    expect(flagged.map(({ id }) => id)).toEqual(['k-1', 'k-2']);
  });

  it('are tried again when a key is sent again after a failure', async () => {
    const exposures = open();
    isDown = true;
    exposures.note(exposure);
    await exposures.close();
    isDown = false;
    exposures.note(exposure);
    await exposures.close();
    expect([tries, flagged, failures.length]).toEqual([['k-1', 'k-1'], [exposure], 1]);
  });
});
