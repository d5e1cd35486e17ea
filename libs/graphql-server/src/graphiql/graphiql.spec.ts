import { assemble, withoutLimits } from '@frontage/http-server/stack';
import {
  authenticate,
  failures,
  health,
  notFound,
  requestContext,
  securityHeaders,
} from '@frontage/http-server/stages';
import { createRuntime } from '@frontage/http-server';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { graphiql } from './index.ts';

const cacheDir = mkdtempSync(join(tmpdir(), 'graphiql-spec-'));
afterAll(() => rmSync(cacheDir, { recursive: true }));

const serve = () =>
  assemble([
    requestContext({ ...createRuntime('spec'), debug: false }),
    health(createRuntime('spec')),
    securityHeaders(),
    authenticate([]),
    withoutLimits('a spec'),
    graphiql({ cacheDir, query: '{ greeting(name: "Ada") }' }),
    notFound(),
    failures(),
  ]);

describe('graphiql', () => {
  it('is one page with everything from here, under a policy that says so', async () => {
    const page = await request(serve()).get('/graphiql').expect(200).expect('content-type', /html/);
    expect(page.text).toContain('data-query="{ greeting(name: &#34;Ada&#34;) }"');
    expect(page.text).not.toMatch(/https?:\/\//);
    expect(page.headers['content-security-policy']).toContain("script-src 'self'");
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
  });

  it('is bundled when first asked for, once, with its workers and without a CDN', async () => {
    const app = serve();
    const [script] = await Promise.all([
      request(app)
        .get('/graphiql/graphiql.js')
        .expect(200)
        .expect('content-type', /javascript/),
      request(app).get('/graphiql/graphiql.css').expect(200).expect('content-type', /css/),
    ]);
    expect(script.text).toContain('X-CSRF');
    for (const worker of ['editor', 'json', 'graphql']) {
      await request(app)
        .get(`/graphiql/${worker}.worker.js`)
        .expect(200)
        .expect('content-type', /javascript/);
    }
    expect(readdirSync(cacheDir)).toHaveLength(1);
    await request(serve()).get('/graphiql/graphiql.js').expect(200);
    expect(readdirSync(cacheDir)).toHaveLength(1);
  }, 60_000);

  it('serves nothing but the bundle', async () => {
    for (const path of [
      '/graphiql/nothing.js',
      '/graphiql/..%2f..%2fpackage.json',
      '/graphiql/%2e%2e/',
      '/graphiql/',
    ]) {
      const response = await request(serve()).get(path);
      expect([400, 403, 404]).toContain(response.status);
    }
  }, 60_000);
});
