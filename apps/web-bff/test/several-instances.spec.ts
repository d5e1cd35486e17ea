/** Two instances that share a Redis, through the front door. */

import { readEvents } from '@frontage/graphql-server/fake';
import { startSpecRedis } from '@frontage/redis/fake';
import { startWebHouse, type WebHouse } from './harness.ts';

const own = await startSpecRedis(process.env['REDIS_URL']);

(own ? describe : describe.skip)('two instances that share a Redis', () => {
  let house: WebHouse;
  beforeAll(async () => {
    house = await startWebHouse({ REDIS_URL: own!.server.url, STREAM_HEARTBEAT_MS: '300' }, { instances: 2 });
  });
  afterAll(async () => {
    await house.close();
    await own!.stop();
  });

  const who = '{ viewer { id } }';
  const products = '{ products(first: 1) { totalCount } }';
  type Ask = WebHouse['ask'];
  /** Waits for four successes in a row. Both instances have to notice that Redis is back, and to end their work in the background. */
  const until = async (isSo: () => Promise<boolean>): Promise<void> => {
    for (let inARow = 0; inARow < 4; inARow = (await isSo()) ? inARow + 1 : 0);
  };
  const nobody = async (ask: Ask): Promise<boolean> => (await ask(who)).data?.viewer === null;
  const answersWith = async (ask: Ask, status: number): Promise<boolean> => (await ask(who)).status === status;

  it('refresh once for fifty requests at once whose session token has expired', async () => {
    house.issuer.accessTokenTtlS = 0;
    const { ask } = await house.login('ada');
    house.issuer.accessTokenTtlS = 300;
    const before = house.issuer.refreshes;
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask(who)));
    for (const { status, data } of answers) expect([status, data]).toEqual([200, { viewer: { id: 'ada' } }]);
    await until(async () => house.issuer.refreshes > before);
    expect(house.issuer.refreshes - before).toBe(1);
  });

  it('answer 401 and lead nowhere once the refresh token is dead', async () => {
    house.issuer.accessTokenTtlS = 0;
    const { ask, browser } = await house.login('ada');
    house.issuer.accessTokenTtlS = 300;
    house.issuer.killRefreshTokens();
    // The first request learns of the logout for later ones.
    await until(() => nobody(ask));
    const { status, headers, errors } = await ask('{ cart { items { productId } } }');
    expect([status, headers['location']]).toEqual([401, undefined]);
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    expect((await browser.get('/auth/session')).status).toBe(401);
  });

  it('end the event streams of a session that is over, also those of the other instance', async () => {
    const { browser } = await house.login('ada');
    const cookie = [...browser.cookies].map((each) => each.join('=')).join('; ');
    const body = { query: 'subscription { stockChanged(ids: ["p-001"]) { id } }' };
    const stream = () => readEvents({ url: `${house.origin}/graphql/stream`, body, headers: { cookie } });
    const readers = [await stream(), await stream()];
    for (const reader of readers) expect((await reader.result()).data.stockChanged).toEqual([{ id: 'p-001' }]);
    const { logoutUrl } = (await browser.get('/auth/session')).json<{ logoutUrl: string }>();
    await browser.step(`${house.origin}${logoutUrl}`);
    for (const reader of readers) {
      expect(await reader.result()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
      expect((await reader.next())!.event).toBe('complete');
    }
  });

  it('answer 503 while Redis is silent, and know everybody when it speaks again', async () => {
    const { ask, browser } = await house.login('ada');
    own!.server.freeze();
    try {
      const asked = await browser.get('/auth/session');
      expect(asked.json()).toMatchObject({ status: 503, code: 'UNAVAILABLE' });
      expect(asked.text).not.toMatch(/redis/i);
      expect(asked.headers.getSetCookie()).toEqual([]);
      // Pages are the same for everybody. Operations are not: a logged-in user must not be taken for a visitor.
      for (const page of ['/', '/assets/main-1a2b.js', '/problems/unavailable']) {
        expect([page, (await browser.get(page)).status]).toEqual([page, 200]);
      }
      expect((await ask(products)).status).toBe(503);
      expect((await house.ask(products)).data.products.totalCount).toBe(500);
    } finally {
      own!.server.thaw();
    }
    await until(() => answersWith(ask, 200));
    expect((await ask(who)).data).toEqual({ viewer: { id: 'ada' } });
  });

  it('let people log in again when Redis has come back and remembers nothing', async () => {
    const { ask } = await house.login('ada');
    await own!.stop();
    await until(() => answersWith(ask, 503));
    expect((await house.ask(products)).status).toBe(200);
    await own!.server.start();
    await until(() => answersWith(ask, 200));
    expect((await ask(who)).data).toEqual({ viewer: null });
    expect((await (await house.login('bob')).ask(who)).data).toEqual({ viewer: { id: 'bob' } });
    const warnings = house.log().match(/Redis (cannot be reached|is back)/g);
    // Each instance logs one warning and one all-clear for each of the two outages.
    expect(warnings!.length).toBeLessThanOrEqual(8);
  });
});
