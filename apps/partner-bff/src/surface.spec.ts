/** Documents of the versions: nothing is left without an example. */

import { documentOf } from './surface.ts';
import { versions } from './versions.ts';

interface Media {
  readonly example?: unknown;
  readonly examples?: unknown;
}

interface Body {
  readonly content?: Readonly<Record<string, Media>>;
}

interface Operation {
  readonly operationId: string;
  readonly requestBody?: Body;
  readonly responses: Readonly<Record<string, Body>>;
  readonly parameters?: readonly (Media & { readonly in: string; readonly name: string })[];
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly webhooks?: Readonly<Record<string, { readonly post: Operation }>>;
  readonly components: { readonly responses: Readonly<Record<string, Body>> };
}

const lacks = ({ content = {} }: Body): boolean =>
  Object.values(content).some((media) => media.example === undefined && media.examples === undefined);

describe.each(versions)('the document of $prefix', (version) => {
  const document = documentOf(version) as Document;
  const operations = Object.values(document.paths).flatMap((item) => Object.values(item));

  it('has an example of each body and each answer: an endpoint has it as `example`', () => {
    const bare = operations.flatMap(({ operationId, requestBody = {}, responses }) =>
      Object.entries({ ...responses, body: requestBody })
        .filter(([, body]) => lacks(body))
        .map(([where]) => `${operationId} ${where}`),
    );
    expect(bare).toEqual([]);
  });

  it('has an example of each parameter of a path', () => {
    const bare = operations.flatMap(({ operationId, parameters = [] }) =>
      parameters
        .filter((parameter) => parameter.in === 'path' && parameter.example === undefined)
        .map(({ name }) => `${operationId} ${name}`),
    );
    expect(bare).toEqual([]);
  });

  it('has an example of each failure and each event', () => {
    const bodies = [
      ...Object.values(document.components.responses),
      ...Object.values(document.webhooks ?? {}).map(({ post }) => post.requestBody!),
    ];
    expect(bodies.length).toBeGreaterThan(15);
    expect(bodies.filter(lacks)).toEqual([]);
  });

  it('leads from an order to what can be done with it', () => {
    const place = operations.find(({ operationId }) => operationId === 'placeOrder');
    const { accepted } = version.endpoints.find(({ name }) => name === 'placeOrder')!;
    expect(place?.responses).toMatchObject({
      '201': { links: { payOrder: { operationId: 'payOrder', parameters: { id: '$response.body#/id' } } } },
      ...(accepted && { '202': { links: { getOperation: { operationId: 'getOperation' } } } }),
    });
  });
});
