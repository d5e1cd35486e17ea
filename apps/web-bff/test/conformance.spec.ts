import { startWebHouse, type WebHouse } from './harness.ts';

let house: WebHouse;
beforeAll(async () => (house = await startWebHouse()));
afterAll(() => house.close());

const problem = (code: string) => ({
  type: expect.stringMatching(/^\/problems\/[a-z-]+$/),
  title: expect.any(String),
  status: expect.any(Number),
  detail: expect.any(String),
  code,
  requestId: expect.any(String),
});

describe('every surface', () => {
  it('is live and ready, and says so to anybody without being stored', async () => {
    for (const path of ['/livez', '/readyz']) {
      const response = await house.client.get(path).expect(200);
      expect(response.headers['cache-control']).toBe('no-store');
    }
  });

  it('takes a request id and gives it back, or makes one', async () => {
    const given = await house.client.get('/nowhere').set('X-Request-Id', 'spec-1').set('X-CSRF', '1');
    expect(given.headers['x-request-id']).toBe('spec-1');
    expect(given.body.requestId).toBe('spec-1');
    const made = await house.client.get('/nowhere').set('X-Request-Id', 'no spaces <b>').set('X-CSRF', '1');
    expect(made.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('answers with problems: unknown routes, wrong methods, what is not JSON, what is too much', async () => {
    const unknown = await house.client.get('/nowhere').set('X-CSRF', '1').expect(404);
    expect(unknown.headers['content-type']).toBe('application/problem+json');
    expect(unknown.body).toMatchObject(problem('NOT_FOUND'));

    const put = await house.client.put('/graphql').set('X-CSRF', '1').send({}).expect(405);
    expect(put.headers['allow']).toBe('GET, POST, OPTIONS');
    expect(put.body).toMatchObject(problem('METHOD_NOT_ALLOWED'));

    const post = () => house.client.post('/graphql').set('X-CSRF', '1').set('Content-Type', 'application/json');
    const malformed = await post().send('{"query": "{ viewer').expect(400);
    expect(malformed.body).toMatchObject({ ...problem('MALFORMED_REQUEST'), errors: [{ pointer: '#/body' }] });
    const batch = await post().send('[{"query":"{viewer{id}}"},{"query":"{viewer{id}}"}]').expect(400);
    expect(batch.body).toMatchObject(problem('INVALID_INPUT'));
    const large = await post()
      .send(JSON.stringify({ query: 'x'.repeat(200_000) }))
      .expect(413);
    expect(large.body).toMatchObject(problem('PAYLOAD_TOO_LARGE'));
    const form = await house.client
      .post('/graphql')
      .set('X-CSRF', '1')
      .type('form')
      .send('query={viewer{id}}')
      .expect(415);
    expect(form.body).toMatchObject(problem('UNSUPPORTED_MEDIA_TYPE'));
  });

  it('has no icon, and says so calmly: browsers ask for one by themselves', async () => {
    const { body } = await house.client.get('/favicon.ico').expect(404);
    expect(body).toMatchObject(problem('NOT_FOUND'));
  });

  it('explains each kind of problem on a page', async () => {
    await house.client.get('/problems/not-found').expect(200);
  });

  it('shows no stack and no file, whatever is wrong', async () => {
    const answers = [
      await house.client.post('/graphql').set('X-CSRF', '1').set('Content-Type', 'application/json').send('{'),
      await house.client.post('/graphql').set('X-CSRF', '1').send({ query: '{' }),
      await house.client.post('/graphql').set('X-CSRF', '1').send({ query: '{ nothing }' }),
      await house.client.get('/graphql?query=%7B').set('X-CSRF', '1'),
      await house.client.get('/%').set('X-CSRF', '1'),
    ];
    for (const { status, text } of answers) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(text).not.toMatch(/\.ts|\.js|node_modules|\n +at /);
    }
  });

  it('has the headers that browsers are to obey', async () => {
    const { headers } = await house.client.post('/graphql').set('X-CSRF', '1').send({ query: '{ viewer { id } }' });
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    });
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('compresses what is worth it', async () => {
    const query = '{ products(first: 20) { edges { node { id description } } } }';
    const { headers } = await house.client
      .post('/graphql')
      .set('X-CSRF', '1')
      .set('Accept-Encoding', 'br')
      .send({ query });
    expect(headers['content-encoding']).toBe('br');
  });
});

describe('cross-site requests', () => {
  it('are refused without X-CSRF, with a foreign origin, and as a mutation by GET', async () => {
    const query = '{ viewer { id } }';
    const bare = await house.client.post('/graphql').send({ query }).expect(403);
    expect(bare.body).toMatchObject({ ...problem('FORBIDDEN'), reason: 'CSRF_HEADER_MISSING' });
    await house.client.get('/graphql').query({ query }).expect(403);
    await house.client
      .post('/graphql')
      .set('X-CSRF', '1')
      .set('Origin', 'https://evil.example')
      .send({ query })
      .expect(403);
    const mutation = 'mutation { removeCartItem(input: { productId: "p-001" }) { cart { updatedAt } } }';
    const get = await house.client.get('/graphql').query({ query: mutation }).set('X-CSRF', '1').expect(405);
    expect(get.headers['allow']).toBe('POST');
  });
});

describe('pages', () => {
  it('begin with the storefront, under a strict policy', async () => {
    const page = await house.client.get('/').expect(200).expect('content-type', /html/);
    expect(page.text).toContain('<html lang="en">');
    expect(page.headers['content-security-policy']).not.toContain('unsafe');
    await house.client.get('/assets/main-1a2b.js').expect(200);
  });

  it('include GraphiQL in development', async () => {
    await house.client.get('/graphiql').expect(200).expect('content-type', /html/);
  });
});

describe('production', () => {
  let production: WebHouse;
  beforeAll(async () => {
    production = await startWebHouse({
      NODE_ENV: 'production',
      INSECURE_ISSUER: 'true',
      PUBLIC_URL: 'https://shop.example',
      SESSION_KEYS: 'a'.repeat(32),
      WEB_BFF_CLIENT_SECRET: 'b'.repeat(32),
    });
  });
  afterAll(() => production.close());

  it('has no GraphiQL, no introspection, no suggestions and no budget', async () => {
    await production.client.get('/graphiql').expect(404);
    expect((await production.client.get('/').expect(200)).text).not.toContain('GraphiQL');
    expect((await production.ask('{ __schema { types { name } } }')).status).toBe(400);
    expect((await production.ask('{ viewr { id } }')).text).not.toContain('Did you mean');
    const { headers } = await production.client
      .post('/graphql')
      .set({ 'X-CSRF': '1', 'Frontage-Debug': '1' })
      .send({ query: '{ viewer { id } }' });
    expect(headers).not.toHaveProperty('frontage-budget');
  });
});
