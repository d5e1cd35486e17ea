/** `/docs`: pages without inline script or style, whose links all lead somewhere. */

import { failureTable } from '@frontage/errors';
import { versions } from '../src/versions.ts';
import { startPartnerHouse, type PartnerHouse } from './harness.ts';

let house: PartnerHouse;
beforeAll(async () => {
  house = await startPartnerHouse({ LIMITS_FACTOR: '100' });
});
afterAll(() => house.close());

const pages = [
  '/docs',
  '/docs/getting-started',
  '/docs/resources',
  '/docs/relations',
  '/docs/errors',
  '/docs/changelog',
  ...versions.map(({ prefix }) => `/docs${prefix}`),
];
const page = (path: string) =>
  house.api
    .get(path)
    .set('Accept', 'text/html')
    .expect(200)
    .expect('content-type', /text\/html/);

describe.each(pages)('%s', (path) => {
  it('is of this origin alone, without inline script or style', async () => {
    const { text, headers } = await page(path);
    const policy = headers['content-security-policy'];
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|sha256|nonce|\*|https?:/);
    expect(text).not.toMatch(/<script(?![^>]* src=)|<style| style=| on[a-z]+=|(src|href)="(https?:)?\/\//);
  });

  it('has a title, one main heading, and its own place in the navigation', async () => {
    const { text } = await page(path);
    expect(text).toMatch(/<title>[^<]+ · Frontage for partners<\/title>/);
    expect(text.match(/<h1/g)).toHaveLength(1);
    expect(text).toContain(`<a href="${path}" aria-current="page">`);
  });

  it('has links and assets that are there, down to the anchor', async () => {
    const { text } = await page(path);
    const targets = [...text.matchAll(/(?:href|src)="(\/[^"]*|#[^"]*)"/g)].map(([, target]) => target!);
    expect(targets.length).toBeGreaterThan(pages.length);
    for (const target of new Set(targets)) {
      const [place, anchor] = (target.startsWith('#') ? path + target : target).split('#') as [string, string?];
      const answer = await house.api.get(place).set('Accept', 'text/html').expect(200);
      if (anchor !== undefined)
        expect([target, answer.text]).toEqual([target, expect.stringContaining(`id="${anchor}"`)]);
    }
  });
});

describe('errors', () => {
  it('are all explained, and each problem leads there', async () => {
    const { text } = await page('/docs/errors');
    for (const [code, { status, title }] of Object.entries(failureTable)) {
      const slug = code.toLowerCase().replaceAll('_', '-');
      expect(text).toContain(`<dt id="${slug}"><a href="/problems/${slug}"><code>${code}</code></a>, ${status}</dt>`);
      expect(text).toContain(`${title}.`);
    }
    const { body: problem } = await house.api.get('/v2/nothing').set('Authorization', house.as('acme')).expect(404);
    expect((await page(problem.type)).text).toContain('href="/docs/errors#not-found"');
  });
});

describe('documentation', () => {
  it('of what is not there is a problem as everywhere', async () => {
    for (const path of [
      '/docs/nothing',
      '/docs/v99',
      '/docs/assets/nothing.js',
      '/docs/assets/..%2fpages.ts',
      '/docs/',
    ])
      await house.api
        .get(path)
        .expect(404)
        .expect('content-type', /problem\+json/);
  });

  it('has the script of the renderer as its package has it, and no other origin in our own', async () => {
    const { text, headers } = await house.api.get('/docs/assets/swagger-ui-bundle.js').expect(200);
    expect(headers['content-type']).toMatch(/^text\/javascript/);
    expect(text).toContain('SwaggerUIBundle');
    for (const asset of ['reference.js', 'docs.css'])
      expect((await house.api.get(`/docs/assets/${asset}`).expect(200)).text).not.toMatch(/https?:\/\//);
  });

  it('is served by those that answer partners alone', async () => {
    await house.api.head('/docs').expect(200);
    await house.api.post('/docs').expect(404);
  });
});
