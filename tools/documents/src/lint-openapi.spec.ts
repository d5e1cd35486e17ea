import { readFileSync } from 'node:fs';
import { root } from './documents.ts';
import { lintWithOwaspRules, lintWithRedocly } from './lint-openapi.ts';

interface Schema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
}

const read = (app: string): string => readFileSync(new URL(`apps/${app}/openapi.json`, root), 'utf8');

/** Every object of a document, with where it stands. */
function* objectsIn(node: unknown, path = '#'): Generator<readonly [path: string, node: Record<string, unknown>]> {
  if (typeof node !== 'object' || node === null) return;
  yield [path, node as Record<string, unknown>];
  for (const [name, value] of Object.entries(node)) yield* objectsIn(value, `${path}/${name.replaceAll('/', '~1')}`);
}

describe.each(['mobile-bff', 'partner-bff'])('the OpenAPI document of %s', (app) => {
  const text = read(app);
  const objects = [...objectsIn(JSON.parse(text))];

  it('has nothing that Redocly, as strict as it can be, complains of', async () => {
    expect(await lintWithRedocly(text)).toEqual([]);
  });

  it('has nothing that the OWASP rules complain of', async () => {
    expect(await lintWithOwaspRules(text)).toEqual([]);
  });

  it('describes every property of every schema', () => {
    const silent = objects.flatMap(([path, { properties }]) =>
      Object.entries((properties ?? {}) as NonNullable<Schema['properties']>)
        .filter(([, { description }]) => description === undefined)
        .map(([name]) => `${path}/properties/${name}`),
    );
    expect(silent).toEqual([]);
  });

  it('refers to nothing outside itself', () => {
    const refs = objects.flatMap(([, { $ref }]) => (typeof $ref === 'string' ? [$ref] : []));
    expect(refs.length).toBeGreaterThan(0);
    expect(refs.filter((ref) => !ref.startsWith('#/'))).toEqual([]);
  });
});

describe('the linters', () => {
  // A linter that was set up wrongly finds nothing either.
  const document = JSON.parse(read('mobile-bff')) as {
    readonly paths: Readonly<Record<string, { readonly get: { responses: object } }>>;
    readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
  };
  const home = document.paths['/home']!.get;
  home.responses = { '200': (home.responses as Record<string, unknown>)['200'] };
  delete (document.components.schemas['Problem']!.properties!['detail'] as { maxLength?: number }).maxLength;
  const broken = JSON.stringify(document);

  it('find what is missing', async () => {
    expect(await lintWithRedocly(broken)).toContainEqual(expect.stringMatching(/^operation-4xx-response at /));
    const complaints = await lintWithOwaspRules(broken);
    expect(complaints).toContainEqual(expect.stringMatching(/^owasp:api4:2023-string-limit at .*detail/));
    expect(complaints).toContainEqual(expect.stringMatching(/^owasp:api8:2023-define-error-responses-401 at .*home/));
  });
});
