/** Rules by example: of each, a change that breaks, and one like it that does not. */

import { breakingChanges } from './breaking-changes.ts';
import type { ApiDocument, Header, Operation, PathItem, Response, Schema } from './document.ts';
import { rules, type OpenapiRule } from './rules.ts';

const withOperation = (operation: Operation, more: Partial<ApiDocument> = {}): ApiDocument => ({
  openapi: '3.1.0',
  paths: { '/things/{id}': { post: operation } },
  ...more,
});
const withPaths = (paths: Readonly<Record<string, PathItem>>): ApiDocument => ({ openapi: '3.1.0', paths });

const ok: Response = { content: { 'application/json': { schema: { type: 'string' } } } };
const body = (schema: Schema, mediaType = 'application/json') => ({
  requestBody: { required: true, content: { [mediaType]: { schema } } },
});
const input = (schema: Schema): ApiDocument => withOperation(body(schema));
const answer = (response: Response, status = '200'): ApiDocument =>
  withOperation({ responses: { [status]: response } });
const output = (schema: Schema): ApiDocument => answer({ content: { 'application/json': { schema } } });
const header = (value?: Header): ApiDocument => answer({ ...ok, headers: value ? { Location: value } : {} });
const object = (properties: Readonly<Record<string, Schema>>, more: Schema = {}): Schema => ({
  type: 'object',
  properties,
  ...more,
});
const [text, number]: readonly Schema[] = [{ type: 'string' }, { type: 'integer' }];
const parameter = (more: object = {}): ApiDocument =>
  withOperation({ parameters: [{ in: 'query', name: 'q', schema: { type: 'string' }, ...more }] });
const secured = (...security: readonly Readonly<Record<string, readonly string[]>>[]): ApiDocument =>
  withOperation({ security });
const scheme = (name: string, description = ''): ApiDocument => ({
  openapi: '3.1.0',
  components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name, description } } },
});
const webhook = (operation?: Operation): ApiDocument => ({
  openapi: '3.1.0',
  webhooks: operation ? { paid: { post: operation } } : {},
});
const limit = (perMinute: number): ApiDocument => ({
  openapi: '3.1.0',
  'x-rate-limits': { minute: { standard: { limit: perMinute, windowSeconds: 60 } } },
});
const map = (value: Schema): Schema => ({ type: 'object', additionalProperties: value });
const oneOf = (...schemas: readonly Schema[]): Schema => ({ anyOf: schemas });

type Step = readonly [before: ApiDocument, after: ApiDocument];
interface Example {
  readonly breaks: readonly Step[];
  readonly passes: readonly Step[];
}

const examples: Readonly<Record<OpenapiRule, Example>> = {
  'server-removed': {
    breaks: [
      [
        { openapi: '3.1.0', servers: [{ url: '/' }] },
        { openapi: '3.1.0', servers: [{ url: '/api' }] },
      ],
    ],
    passes: [
      [
        { openapi: '3.1.0', servers: [{ url: '/' }] },
        { openapi: '3.1.0', servers: [{ url: '/' }, { url: '/b' }] },
      ],
    ],
  },
  'operation-removed': {
    breaks: [
      [withPaths({ '/a': { get: {} } }), withPaths({})],
      [withPaths({ '/a': { get: {} } }), withPaths({ '/a': { post: {} } })],
    ],
    passes: [
      [withPaths({ '/a': { get: {} } }), withPaths({ '/a': { get: {}, post: {} }, '/b': { get: {} } })],
      [withPaths({ '/a/{id}': { get: {} } }), withPaths({ '/a/{key}': { get: {} } })],
    ],
  },
  'operation-id-changed': {
    breaks: [[withOperation({ operationId: 'place' }), withOperation({ operationId: 'placeThing' })]],
    passes: [[withOperation({ operationId: 'place' }), withOperation({ operationId: 'place' })]],
  },
  'security-stronger': {
    breaks: [
      [secured(), secured({ key: [] })],
      [secured({}, { key: [] }), secured({ key: [] })],
      [secured({ key: ['read'] }), secured({ key: ['read', 'write'] })],
      [secured({ key: [] }, { cookie: [] }), secured({ key: [] })],
    ],
    passes: [
      [secured({ key: ['read', 'write'] }), secured({ key: ['read'] })],
      [secured({ key: [] }), secured({ key: [] }, { cookie: [] })],
      [secured({ key: [] }), secured({}, { key: [] })],
    ],
  },
  'security-scheme-changed': {
    breaks: [[scheme('X-API-Key'), scheme('X-Key')]],
    passes: [[scheme('X-API-Key'), scheme('X-API-Key', 'A key.')]],
  },
  'parameter-removed': {
    breaks: [[parameter(), withOperation({})]],
    passes: [[withOperation({}), parameter()]],
  },
  'parameter-required': {
    breaks: [
      [withOperation({}), parameter({ required: true })],
      [parameter(), parameter({ required: true })],
    ],
    passes: [[parameter({ required: true }), parameter()]],
  },
  'parameter-serialization-changed': {
    breaks: [[parameter(), parameter({ explode: false })]],
    passes: [[parameter(), parameter({ style: 'form', explode: true })]],
  },
  'body-removed': {
    breaks: [[input(text!), withOperation({})]],
    passes: [[withOperation({}), withOperation({ requestBody: { content: {} } })]],
  },
  'body-required': {
    breaks: [
      [withOperation({}), input(text!)],
      [
        withOperation({ requestBody: { content: {} } }),
        withOperation({ requestBody: { required: true, content: {} } }),
      ],
    ],
    passes: [[input(text!), withOperation({ requestBody: { content: { 'application/json': { schema: text! } } } })]],
  },
  'input-media-type-removed': {
    breaks: [[input(text!), withOperation(body(text!, 'text/plain'))]],
    passes: [
      [
        input(text!),
        withOperation({ requestBody: { content: { 'application/json': { schema: text! }, 'text/plain': {} } } }),
      ],
    ],
  },
  'input-member-removed': {
    breaks: [[input(object({ a: text!, b: text! })), input(object({ a: text! }))]],
    passes: [[input(object({ a: text! })), input(object({ a: text!, b: text! }))]],
  },
  'input-member-required': {
    breaks: [
      [input(object({ a: text! })), input(object({ a: text! }, { required: ['a'] }))],
      [input(object({})), input(object({ a: text! }, { required: ['a'] }))],
      [
        input({ type: 'array', items: object({}) }),
        input({ type: 'array', items: object({ a: text! }, { required: ['a'] }) }),
      ],
    ],
    passes: [[input(object({ a: text! }, { required: ['a'] })), input(object({ a: text! }))]],
  },
  'input-closed': {
    breaks: [[input(object({ a: text! })), input(object({ a: text! }, { additionalProperties: false }))]],
    passes: [[input(object({ a: text! }, { additionalProperties: false })), input(object({ a: text! }))]],
  },
  'input-type-narrowed': {
    breaks: [
      [input({ type: ['string', 'null'] }), input(text!)],
      [input(oneOf(text!, number!)), input(text!)],
      [input({}), input(text!)],
      [input(map(oneOf(text!, number!))), input(map(text!))],
    ],
    passes: [
      [input(number!), input({ type: 'number' })],
      [input(text!), input(oneOf(text!, number!))],
    ],
  },
  'input-values-narrowed': {
    breaks: [
      [input({ enum: ['a', 'b'] }), input({ enum: ['a'] })],
      [input(text!), input({ type: 'string', enum: ['a'] })],
      [parameter({ schema: { enum: ['a', 'b'] } }), parameter({ schema: { const: 'a' } })],
    ],
    passes: [
      [input({ const: 'a' }), input({ enum: ['a', 'b'] })],
      [input({ type: 'string', enum: ['a'] }), input(text!)],
    ],
  },
  'input-bounds-narrowed': {
    breaks: [
      [input({ type: 'string', maxLength: 9 }), input({ type: 'string', maxLength: 8 })],
      [input(text!), input({ type: 'string', minLength: 1 })],
      [input({ type: 'array', maxItems: 9 }), input({ type: 'array', maxItems: 8 })],
      [input(number!), input({ type: 'integer', multipleOf: 5 })],
      [input({ type: 'array' }), input({ type: 'array', uniqueItems: true })],
    ],
    passes: [
      [input({ type: 'string', maxLength: 8 }), input({ type: 'string', maxLength: 9 })],
      [input({ type: 'integer', minimum: 1 }), input({ type: 'integer', minimum: 0 })],
      [input({ type: 'integer', multipleOf: 10 }), input({ type: 'integer', multipleOf: 5 })],
    ],
  },
  'input-pattern-changed': {
    breaks: [
      [input({ type: 'string', pattern: '^a' }), input({ type: 'string', pattern: '^ab' })],
      [input(text!), input({ type: 'string', format: 'uuid' })],
    ],
    passes: [
      [input({ type: 'string', pattern: '^a' }), input(text!)],
      [input({ type: 'integer', format: 'int32' }), input({ type: 'integer', format: 'int64' })],
    ],
  },
  'input-default-changed': {
    breaks: [
      [
        parameter({ schema: { type: 'integer', default: 20 } }),
        parameter({ schema: { type: 'integer', default: 10 } }),
      ],
    ],
    passes: [[parameter({ schema: number }), parameter({ schema: { type: 'integer', default: 10 } })]],
  },
  'status-removed': {
    breaks: [
      [answer(ok, '201'), answer(ok, '202')],
      [answer(ok, '409'), answer(ok, '422')],
    ],
    passes: [
      [answer(ok), withOperation({ responses: { '200': ok, '409': ok } })],
      [withOperation({ responses: { '200': ok, '502': ok } }), answer(ok)],
    ],
  },
  'output-media-type-removed': {
    breaks: [[answer({ content: { 'application/json': {} } }), answer({ content: { 'application/hal+json': {} } })]],
    passes: [
      [
        answer({ content: { 'application/json': {} } }),
        answer({ content: { 'application/json': {}, 'application/hal+json': {} } }),
      ],
    ],
  },
  'header-removed': {
    breaks: [
      [header({ schema: text! }), header()],
      [header({ required: true, schema: text! }), header({ schema: text! })],
    ],
    passes: [
      [header(), header({ schema: text! })],
      [header({ schema: { not: {} } }), header()],
    ],
  },
  'link-removed': {
    breaks: [[answer({ links: { self: {} } }), answer({ links: {} })]],
    passes: [[answer({ links: {} }), answer({ links: { self: {} } })]],
  },
  'output-member-removed': {
    breaks: [
      [output(object({ a: text!, b: text! })), output(object({ a: text! }))],
      [output(object({ a: text! })), output(object({ A: text! }))],
      [output({ type: 'array', items: object({ a: text! }) }), output({ type: 'array', items: object({}) })],
    ],
    passes: [
      [output(object({ a: text! })), output(object({ a: text!, b: text! }))],
      [output(object({ a: text! }, { additionalProperties: false })), output(object({ a: text!, b: text! }))],
    ],
  },
  'output-member-optional': {
    breaks: [[output(object({ a: text! }, { required: ['a'] })), output(object({ a: text! }))]],
    passes: [[output(object({ a: text! })), output(object({ a: text! }, { required: ['a'] }))]],
  },
  'output-type-widened': {
    breaks: [
      [output(text!), output({ type: ['string', 'null'] })],
      [output(number!), output({ type: 'number' })],
      [output(text!), output(oneOf(text!, number!))],
      [output(map(text!)), output(map({}))],
      [output(map(text!)), output(object({ a: number! }, { additionalProperties: text! }))],
    ],
    passes: [
      [output(oneOf(text!, number!)), output(text!)],
      [output({ allOf: [text!, { maxLength: 3 }] }), output({ type: 'string', maxLength: 3 })],
    ],
  },
  'output-values-widened': {
    breaks: [
      [output({ enum: ['a'] }), output({ enum: ['a', 'b'] })],
      [output({ enum: ['a'] }), output({ enum: ['a'], 'x-extensible-enum': true })],
    ],
    passes: [
      [output({ enum: ['a', 'b'] }), output({ enum: ['a'] })],
      [output({ enum: ['a'], 'x-extensible-enum': true }), output({ enum: ['a', 'b'], 'x-extensible-enum': true })],
    ],
  },
  'output-bounds-widened': {
    breaks: [
      [output({ type: 'string', maxLength: 8 }), output({ type: 'string', maxLength: 9 })],
      [output({ type: 'integer', minimum: 0 }), output(number!)],
      [header({ schema: { type: 'string', maxLength: 8 } }), header({ schema: text! })],
    ],
    passes: [[output({ type: 'string', maxLength: 9 }), output({ type: 'string', maxLength: 8 })]],
  },
  'output-pattern-changed': {
    breaks: [
      [output({ type: 'string', pattern: '^a' }), output(text!)],
      [output({ type: 'integer', format: 'int32' }), output({ type: 'integer', format: 'int64' })],
    ],
    passes: [
      [output(text!), output({ type: 'string', format: 'uri' })],
      [output({ type: 'string', pattern: '^a' }), output({ const: 'a' })],
    ],
  },
  'keyword-changed': {
    breaks: [
      [input(object({})), input(object({}, { dependentRequired: { a: ['b'] } }))],
      [output(object({}, { patternProperties: { '^a': {} } })), output(object({}))],
    ],
    passes: [
      [input(object({}, { dependentRequired: { a: ['b'] } })), input(object({}))],
      [output(text!), output({ ...text, description: 'Words.', 'x-colour': 'red' })],
    ],
  },
  'webhook-removed': {
    breaks: [[webhook({}), webhook()]],
    passes: [[webhook(), webhook({})]],
  },
  'webhook-answer-removed': {
    breaks: [[webhook({ responses: { '2XX': {}, '410': {} } }), webhook({ responses: { '2XX': {} } })]],
    passes: [[webhook({ responses: { '2XX': {} } }), webhook({ responses: { '2XX': {}, '410': {} } })]],
  },
  'limit-lowered': {
    breaks: [
      [limit(600), limit(500)],
      [
        withOperation({ requestBody: { content: {} } }),
        withOperation({ requestBody: { content: {}, 'x-max-bytes': 100 } }),
      ],
    ],
    passes: [
      [limit(500), limit(600)],
      [limit(500), { openapi: '3.1.0', 'x-rate-limits': {} }],
    ],
  },
};

describe.each(Object.entries(examples) as [OpenapiRule, Example][])('%s', (rule, { breaks, passes }) => {
  it.each(breaks)('breaks, and nothing else is said (%#)', (before, after) => {
    expect(breakingChanges(before, after).map((change) => change.rule)).toEqual([rule]);
  });

  it.each(passes)('is not what a change that adds does (%#)', (before, after) => {
    expect(breakingChanges(before, after)).toEqual([]);
  });
});

describe('payloads of webhooks', () => {
  it('are output: members may come, and none may go', () => {
    const [less, more] = [webhook(body(object({ a: text! }))), webhook(body(object({ a: text!, b: text! })))];
    expect(breakingChanges(less, more)).toEqual([]);
    expect(breakingChanges(more, less)).toEqual([
      { rule: 'output-member-removed', at: 'webhook paid body.b', detail: 'is gone' },
    ]);
  });
});

describe('places', () => {
  it('are told once for a component, however often it is used, and however deep it goes', () => {
    const tree = (more: object): ApiDocument => ({
      ...withPaths({
        '/a': {
          get: {
            responses: {
              '200': { content: { 'application/json': { schema: { $ref: '#/components/schemas/Tree' } } } },
            },
          },
        },
        '/b': {
          get: {
            responses: {
              '200': { content: { 'application/json': { schema: { $ref: '#/components/schemas/Tree' } } } },
            },
          },
        },
      }),
      components: {
        schemas: {
          Tree: object({ branches: { type: 'array', items: { $ref: '#/components/schemas/Tree' } }, ...more }),
        },
      } as never,
    });
    expect(breakingChanges(tree({ leaf: text }), tree({}))).toEqual([
      { rule: 'output-member-removed', at: 'output Tree.leaf', detail: 'is gone' },
    ]);
  });

  it('of references that lead nowhere are errors', () => {
    const lost = output({ $ref: '#/components/schemas/Lost' });
    expect(() => breakingChanges(lost, lost)).toThrow('#/components/schemas/Lost leads nowhere');
  });
});

it('each rule has a sentence', () => {
  expect(Object.values(rules).filter((sentence) => !sentence.endsWith('.'))).toEqual([]);
});
