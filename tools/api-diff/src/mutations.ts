/** Mutations of a document: single changes of the kinds that break clients, and of those that only add. */

import {
  isReference,
  methods,
  resolve,
  type ApiDocument,
  type Operation,
  type PathItem,
  type Reference,
} from './document.ts';
import type { Rule } from './rules.ts';
import type { Direction } from './schema-misfits.ts';

type Node = Record<string, unknown>;

export interface Mutation {
  /** Rule that the change breaks; none for one that adds. */
  readonly rule: Rule | undefined;
  /** Place and kind of the change. */
  readonly name: string;
  /** Path whose operations tell of it; none for a change elsewhere. */
  readonly path: string | undefined;
  /** Changes the document; the result undoes that. */
  readonly apply: () => () => void;
}

/** Sets members of an object; undefined removes one. The result undoes that. */
function set(node: object, members: Readonly<Record<string, unknown>>): () => void {
  const target = node as Node;
  const entries = Object.entries(members);
  const before = Object.keys(target).map((name) => [name, target[name]] as const);
  for (const [name, value] of entries) {
    if (value === undefined) delete target[name];
    else target[name] = value;
  }
  return () => {
    for (const name of Object.keys(target)) delete target[name];
    for (const [name, value] of before) target[name] = value;
  };
}

const without = (list: readonly string[], name: string): string[] => list.filter((each) => each !== name);

/** Lists the mutations of a document. They are applied to it, one at a time. */
export function mutationsOf(document: ApiDocument): readonly Mutation[] {
  const mutations: Mutation[] = [];
  let here: string | undefined;
  const seen: Readonly<Record<Direction, Set<object>>> = { input: new Set(), output: new Set() };
  const add = (
    rule: Mutation['rule'],
    name: string,
    node: object,
    members: Readonly<Record<string, unknown>>,
  ): void => {
    mutations.push({ rule, name, path: here, apply: () => set(node, members) });
  };

  const schema = (direction: Direction, given: unknown, at: string): void => {
    if (typeof given !== 'object' || given === null) return;
    const node = resolve(document, given) as Node;
    if (seen[direction].has(node) || 'not' in node) return;
    seen[direction].add(node);
    const what = `${direction} ${at}`;
    const {
      properties,
      required = [],
      items,
      additionalProperties,
      anyOf,
    } = node as {
      readonly properties?: Node;
      readonly required?: readonly string[];
      readonly items?: unknown;
      readonly additionalProperties?: unknown;
      readonly anyOf?: readonly unknown[];
    };
    (direction === 'input' ? narrow : widen)(node, what);
    for (const name of Object.keys(properties ?? {})) {
      const rest = { ...properties };
      delete rest[name];
      add(`${direction}-member-removed`, `${what} loses ${name}`, node, {
        properties: rest,
        required: without(required, name),
      });
      const renamed = { ...rest, [`${name}New`]: properties![name] };
      add(`${direction}-member-removed`, `${what} renames ${name}`, node, {
        properties: renamed,
        required: without(required, name),
      });
      if (direction === 'input' && !required.includes(name))
        add('input-member-required', `${what} requires ${name}`, node, { required: [...required, name] });
      if (direction === 'output' && required.includes(name))
        add('output-member-optional', `${what} no longer has ${name}`, node, { required: without(required, name) });
      schema(direction, properties![name], `${at}.${name}`);
    }
    if (properties) {
      const more = { ...properties, brandNew: { type: 'string' } };
      add(undefined, `${what} gets a member`, node, { properties: more });
      if (direction === 'input')
        add('input-member-required', `${what} requires a new member`, node, {
          properties: more,
          required: [...required, 'brandNew'],
        });
    }
    schema(direction, items, `${at}[]`);
    schema(direction, additionalProperties, `${at}.*`);
    for (const each of anyOf ?? []) schema(direction, each, at);
  };

  const narrow = (node: Node, what: string): void => {
    const values = node['enum'] as readonly unknown[] | undefined;
    if (values) {
      if (values.length > 1) add('input-values-narrowed', `${what} loses a value`, node, { enum: values.slice(1) });
      add(undefined, `${what} takes another value`, node, { enum: [...values, 'BRAND_NEW'] });
      return;
    }
    bounds(node, what, 'input-bounds-narrowed', { max: -1, min: 1 });
    bounds(node, what, undefined, { max: 1, min: -1 });
    if ('pattern' in node) {
      add('input-pattern-changed', `${what} has another pattern`, node, { pattern: '^other$' });
      add(undefined, `${what} loses its pattern`, node, { pattern: undefined });
    }
    if ('type' in node) add('input-type-narrowed', `${what} has another type`, node, { type: 'null' });
    if ('default' in node) add('input-default-changed', `${what} has another default`, node, { default: 'another' });
  };

  const widen = (node: Node, what: string): void => {
    const values = node['enum'] as readonly unknown[] | undefined;
    if (values) {
      const rule = node['x-extensible-enum'] === true ? undefined : 'output-values-widened';
      add(rule, `${what} gets a value`, node, { enum: [...values, 'BRAND_NEW'] });
      if (values.length > 1) add(undefined, `${what} loses a value`, node, { enum: values.slice(1) });
      return;
    }
    bounds(node, what, 'output-bounds-widened', { max: 1, min: -1 });
    bounds(node, what, undefined, { max: -1, min: 1 });
    if ('pattern' in node) add('output-pattern-changed', `${what} loses its pattern`, node, { pattern: undefined });
    if ('type' in node)
      add('output-type-widened', `${what} may be null`, node, { type: [node['type'], 'null'].flat() });
  };

  const bounds = (
    node: Node,
    what: string,
    rule: Mutation['rule'],
    by: { readonly max: number; readonly min: number },
  ) => {
    for (const [keyword, value] of Object.entries(node)) {
      const side = /^(max|min)(imum|Length|Items|Properties)$/.exec(keyword)?.[1] as 'max' | 'min' | undefined;
      // No minimum of a length is below 0.
      if (side === undefined || typeof value !== 'number' || (value + by[side] < 0 && keyword !== 'minimum')) continue;
      add(rule, `${what} has another ${keyword}`, node, { [keyword]: value + by[side] });
    }
  };

  const content = (direction: Direction, given: object, at: string): void => {
    const node = given as { readonly content?: Readonly<Record<string, { readonly schema?: unknown }>> };
    for (const [mediaType, media] of Object.entries(node.content ?? {})) {
      const rest = { ...node.content };
      delete rest[mediaType];
      add(`${direction}-media-type-removed`, `${at} loses ${mediaType}`, node, { content: rest });
      schema(direction, media.schema, at);
    }
  };

  const response = (given: object, at: string): void => {
    const node = resolve(document, given);
    if (seen.output.has(node)) return;
    seen.output.add(node);
    content('output', node, at);
    const { links } = node as { readonly links?: Readonly<Record<string, unknown>> };
    for (const name of Object.keys(links ?? {})) {
      const rest = { ...links };
      delete rest[name];
      add('link-removed', `${at} loses the link ${name}`, node, { links: rest });
    }
    const headers = (node as { readonly headers?: Readonly<Record<string, object>> }).headers ?? {};
    for (const [name, each] of Object.entries(headers)) {
      const header = resolve(document, each) as Node;
      const isNever = JSON.stringify(header['schema']) === '{"not":{}}';
      const rest = { ...headers };
      delete rest[name];
      if (!isNever) add('header-removed', `${at} loses the header ${name}`, node, { headers: rest });
      if (seen.output.has(header)) continue;
      seen.output.add(header);
      if (header['required'] === true)
        add('header-removed', `${at} may lack the header ${name}`, header, { required: false });
      schema('output', header['schema'], `${at} header ${name}`);
    }
  };

  const parameters = (direction: Direction, item: PathItem, operation: Operation, at: string): void => {
    const list = [...(item.parameters ?? []), ...(operation.parameters ?? [])];
    for (const each of list) {
      const parameter = resolve(document, each) as unknown as Node;
      const what = `${at} ${String(parameter['in'])}.${String(parameter['name'])}`;
      const rest = (operation.parameters ?? []).filter((other) => other !== each);
      const gone = direction === 'input' ? 'parameter-removed' : 'header-removed';
      add(gone, `${what} goes`, operation, { parameters: rest });
      if (direction === 'input' && parameter['required'] !== true)
        add('parameter-required', `${what} is required`, parameter, { required: true });
      if (direction === 'output' && parameter['required'] === true)
        add('header-removed', `${what} may be missing`, parameter, { required: false });
      schema(direction, parameter['schema'], what);
    }
    const another = { in: 'query', name: 'brandNew', schema: { type: 'string' } };
    add(undefined, `${at} gets a parameter`, operation, { parameters: [...list, another] });
    if (direction === 'input')
      add('parameter-required', `${at} gets a required parameter`, operation, {
        parameters: [...list, { ...another, required: true }],
      });
  };

  const body = (direction: Direction, { requestBody }: Operation, at: string): void => {
    if (!requestBody) return;
    const node = resolve(document, requestBody as object) as Node;
    content(direction, node, `${at} body`);
    const bytes = node['x-max-bytes'];
    if (typeof bytes === 'number') add('limit-lowered', `${at} takes fewer bytes`, node, { 'x-max-bytes': bytes - 1 });
  };

  const responses = (operation: Operation, at: string): void => {
    const all = operation.responses ?? {};
    for (const [status, each] of Object.entries(all)) {
      const rest: Record<string, object> = { ...all };
      delete rest[status];
      add(status.startsWith('5') ? undefined : 'status-removed', `${at} loses ${status}`, operation, {
        responses: rest,
      });
      response(each, isReference(each) ? (each as Reference).$ref : `${at} ${status}`);
    }
    add(undefined, `${at} gets a status`, operation, { responses: { ...all, '299': {} } });
  };

  for (const [path, item] of Object.entries(document.paths ?? {})) {
    here = path;
    for (const method of methods) {
      const operation = item[method];
      if (!operation) continue;
      const at = `${method.toUpperCase()} ${path}`;
      add('operation-removed', `${at} goes`, item, { [method]: undefined });
      add('operation-id-changed', `${at} is renamed`, operation, { operationId: 'renamed' });
      add('security-stronger', `${at} asks for more`, operation, { security: [{ another: [] }] });
      const [first] = operation.security ?? [];
      if (first && Object.keys(first).length > 0)
        add('security-stronger', `${at} asks for a scope`, operation, {
          security: operation.security!.map((each) =>
            Object.fromEntries(Object.entries(each).map(([scheme, scopes]) => [scheme, [...scopes, 'more:write']])),
          ),
        });
      parameters('input', item, operation, at);
      body('input', operation, at);
      if (operation.requestBody) add('body-removed', `${at} loses its body`, operation, { requestBody: undefined });
      else
        add('body-required', `${at} needs a body`, operation, {
          requestBody: { required: true, content: { 'application/json': { schema: {} } } },
        });
      responses(operation, at);
    }
  }
  here = undefined;
  for (const [name, item] of Object.entries(document.webhooks ?? {})) {
    const operation = item.post!;
    add('webhook-removed', `webhook ${name} goes`, document.webhooks!, { [name]: undefined });
    parameters('output', item, operation, `webhook ${name}`);
    body('output', operation, `webhook ${name}`);
    for (const status of Object.keys(operation.responses ?? {})) {
      const rest: Record<string, unknown> = { ...operation.responses };
      delete rest[status];
      add('webhook-answer-removed', `webhook ${name} loses ${status}`, operation, { responses: rest });
    }
  }
  for (const [name, tiers] of Object.entries(document['x-rate-limits'] ?? {})) {
    for (const [tier, { limit, windowSeconds }] of Object.entries(tiers))
      add('limit-lowered', `limit ${name} of ${tier}`, tiers, { [tier]: { limit: limit - 1, windowSeconds } });
  }
  for (const [name, each] of Object.entries(document.components?.securitySchemes ?? {}))
    add('security-scheme-changed', `scheme ${name}`, each, { type: 'mutualTLS' });
  for (const { url } of document.servers ?? []) add('server-removed', `server ${url}`, document, { servers: [] });
  add(undefined, 'a new path', document.paths!, { '/brand/new': { get: {} } });
  add(undefined, 'a new webhook', document, { webhooks: { ...document.webhooks, 'brand.new': { post: {} } } });
  return mutations;
}
