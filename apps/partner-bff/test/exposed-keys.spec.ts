/** Keys in URLs: refused, flagged to their owner and to operators, and in no log. */

import { formatApiKey } from '@frontage/auth/api-key';
import { developmentApiKey } from '@frontage/auth/development';
import { createRuntime } from '@frontage/http-server';
import { createLogger } from '@frontage/observability';
import { databases, type Database } from './databases.ts';
import { startPartnerHouse, type PartnerHouse } from './harness.ts';

describe.each(databases)('a key in a URL, with keys in %s', (_, open) => {
  let database: Database;
  let house: PartnerHouse;
  let lines: string[];
  beforeEach(async () => {
    database = await open();
    lines = [];
    const log = createLogger({
      name: 'spec',
      level: 'trace',
      destination: { write: (line) => void lines.push(line) },
    });
    house = await startPartnerHouse(database.env, { ...createRuntime('partner-bff'), log });
  });
  afterEach(async () => {
    await house.close();
    await database.close();
  });

  const keysOf = async (who: string) =>
    (await house.api.get('/v2/keys').set('Authorization', house.as(who)).expect(200)).body._embedded.keys;

  it('is refused, flagged to its owner and to operators, and in no log', async () => {
    const { body: made } = await house.api
      .post('/v2/keys')
      .set('Authorization', house.as('acme'))
      .send({ scopes: ['catalog:read'] })
      .expect(201);
    const paths = [
      '/v2/products?key=',
      '/v2/products?q=lamp&api_key=',
      '/v2/openapi.json?x=',
      '/nowhere?',
      '/v2/keys/a?b=',
    ];
    for (const path of paths) {
      const { body, headers, text } = await house.api.get(`${path}${made.key}`).expect(401);
      expect(body).toMatchObject({ code: 'UNAUTHENTICATED', detail: expect.stringContaining('in a URL') });
      expect(headers['www-authenticate']).toMatch(/^Bearer error="invalid_token"/);
      expect(text).not.toContain(made.key);
      await house.api.get(`${path}${made.key}`).set('Authorization', house.as('acme')).expect(401);
    }
    await house.api.post(`/v2/orders?key=${made.key}`).send({ lines: [] }).expect(401);
    // The flag is written beside the request.
    let flagged = await keysOf('acme');
    while (!JSON.stringify(flagged).includes('exposedAt')) flagged = await keysOf('acme');
    const exposed = flagged.filter((key: { exposedAt?: string }) => key.exposedAt !== undefined);
    expect(exposed).toMatchObject([{ id: made.id, state: 'live' }]);
    expect(await database.command('list acme')).toMatch(new RegExp(`${made.id} .* ${exposed[0].exposedAt} +current`));
    const written = lines.join('');
    expect(written).toContain('an API key was sent in a URL');
    expect(written).toContain(made.id);
    expect(written).not.toContain(made.key.slice(-38));
  });

  it('is not flagged by others, who know no more than its id', async () => {
    await house.api.get(`/v2/products?key=${formatApiKey('dev', 'acme', 'guessed00000000000000000')}`).expect(401);
    await house.api.get(`/v2/products?key=${developmentApiKey('globex')}`).expect(401);
    while (!(await database.command('list globex')).match(/Z +current/)) await keysOf('globex');
    expect(await database.command('list acme')).toMatch(/ - +current/);
    expect(JSON.stringify(await keysOf('acme'))).not.toContain('exposedAt');
  });
});
