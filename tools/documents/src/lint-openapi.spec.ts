import { filesOf, textOf } from '@frontage/architecture/tree';
import { lintWithOwaspRules, lintWithRedocly } from './lint-openapi.ts';

interface Schema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
}

const files = filesOf('apps/*/{openapi.json,openapi/*.json}');

/** Objects of a document, with their JSON pointers. */
function* objectsIn(node: unknown, path = '#'): Generator<readonly [path: string, node: Record<string, unknown>]> {
  if (typeof node !== 'object' || node === null) return;
  yield [path, node as Record<string, unknown>];
  for (const [name, value] of Object.entries(node)) yield* objectsIn(value, `${path}/${name.replaceAll('/', '~1')}`);
}

it('reads the documents of the REST BFFs', () => {
  expect(files.length).toBeGreaterThan(1);
});

describe.each(files)('%s', (file) => {
  const text = textOf(file);
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
  // A linter with a wrong configuration finds nothing either.
  const document = JSON.parse(textOf(files[0]!)) as {
    readonly paths: Readonly<Record<string, { readonly get: { responses: object } }>>;
    readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
  };
  const [path, { get }] = Object.entries(document.paths).find(([, operations]) => 'get' in operations)!;
  get.responses = { '200': (get.responses as Record<string, unknown>)['200'] };
  delete (document.components.schemas['Problem']!.properties!['detail'] as { maxLength?: number }).maxLength;
  const broken = JSON.stringify(document);
  const misled = files
    .map(textOf)
    .filter((text) => text.includes('"status": "IN_STOCK"'))
    .map((text) => text.replaceAll('"status": "IN_STOCK"', '"status": "SOMEWHERE"'));

  it('find examples that are none', async () => {
    expect(misled.length).toBeGreaterThan(0);
    for (const text of misled)
      expect(await lintWithRedocly(text)).toContainEqual(expect.stringMatching(/^no-invalid-media-type-examples at /));
  });

  it('find what is missing', async () => {
    expect(await lintWithRedocly(broken)).toContainEqual(expect.stringMatching(/^operation-4xx-response at /));
    const complaints = await lintWithOwaspRules(broken);
    expect(complaints).toContainEqual(expect.stringMatching(/^owasp:api4:2023-string-limit at .*detail/));
    const without401 = complaints.filter((complaint) =>
      complaint.startsWith('owasp:api8:2023-define-error-responses-401'),
    );
    expect(without401).toContainEqual(expect.stringContaining(path));
  });
});
