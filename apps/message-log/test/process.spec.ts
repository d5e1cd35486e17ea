import { makePlace, type Place } from './harness.ts';

let place: Place;
beforeEach(async () => (place = await makePlace()));
afterEach(() => place.close());

const event = { id: 'e-1', topic: 'order.paid', key: 'o-1', at: '2026-11-29T00:00:00.000Z', data: { total: 1 } };

describe('the process', () => {
  it('answers its probes, and keeps messages over a restart that clients do not notice', async () => {
    const first = place.start();
    await first.serving;
    for (const probe of ['/livez', '/readyz']) expect((await fetch(place.origin + probe)).status).toBe(200);
    const messaging = await place.connect();
    await messaging.declare({ group: 'orders', topics: ['order.*'] });
    await messaging.publish([event]);
    first.child.kill('SIGTERM');
    expect(await first.ended).toEqual({ code: 0, err: '' });
    await place.start().serving;
    const got = await new Promise((resolve) => {
      messaging.subscribe({ group: 'orders', topics: ['order.*'] }, (message) => Promise.resolve(resolve(message)));
    });
    expect(got).toEqual(event);
  });

  it('has one owner: another process that wants its file exits with 78', async () => {
    await place.start().serving;
    const { code, err } = await place.start({ PORT: '0' }).ended;
    expect({ code, err }).toEqual({ code: 78, err: expect.stringContaining('FRONTAGE_DATA_DIR') as string });
  });

  it.each([{ HOST: '0.0.0.0' }, { NODE_ENV: 'production' }])('wants a token with %j', async (env) => {
    const { code, err } = await place.start(env).ended;
    expect({ code, err }).toEqual({ code: 78, err: expect.stringContaining('MESSAGE_LOG_TOKEN') as string });
  });

  it('exits with 78 and the name of the variable when its port is taken', async () => {
    await place.start().serving;
    const other = await makePlace();
    const { code, err } = await other.start({ PORT: place.env['PORT']! }).ended;
    await other.close();
    expect({ code, err }).toEqual({ code: 78, err: expect.stringContaining('PORT') as string });
  });
});
