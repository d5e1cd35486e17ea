import { runCrashTrial } from '@frontage/messaging/fake';
import { makePlace, type Place } from './harness.ts';

let place: Place;
beforeEach(async () => (place = await makePlace()));
afterEach(() => place.close());

describe('a log that is killed in the middle of its work', () => {
  it('loses nothing that was confirmed, and keeps the order of each key', async () => {
    const first = place.start();
    await first.serving;
    const all = [await place.connect(), await place.connect(), await place.connect()];
    const { refused, handled, expected } = await runCrashTrial({
      connect: () => all.pop()!,
      crash: async () => {
        first.child.kill('SIGKILL');
        await first.ended;
        await place.start().serving;
      },
    });
    expect(handled).toEqual(expected);
    expect(refused.length).toBeGreaterThan(0);
    for (const error of refused) expect(error).toMatchObject({ code: 'UNAVAILABLE' });
  }, 120_000);
});
