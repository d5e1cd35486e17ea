/** Breaking changes between two documents: what a client of the first cannot rely on with the second. */

import {
  isReference,
  methods,
  resolve,
  type ApiDocument,
  type Content,
  type Header,
  type Operation,
  type Parameter,
  type PathItem,
  type RequestBody,
  type Requirement,
  type Response,
  type Schema,
} from './document.ts';
import type { Change, OpenapiRule as Rule } from './rules.ts';
import { misfits, type Direction, type MisfitKind } from './schema-misfits.ts';

interface Comparison {
  readonly before: ApiDocument;
  readonly after: ApiDocument;
  /** Compares a schema; `at` is its place. */
  readonly schemas: (direction: Direction, was: Schema | undefined, is: Schema | undefined, at: string) => Change[];
  /** Asks whether two shared components are seen for the first time. Their changes are told once. */
  readonly isNews: (was: object, is: object) => boolean;
}

/** Lists each change that breaks clients of `before`. */
export function breakingChanges(before: ApiDocument, after: ApiDocument): readonly Change[] {
  const comparison: Comparison = { before, after, schemas: schemaComparison(before, after), isNews: pairs() };
  const changes = [
    ...changesOfServers(before, after),
    ...changesOfSchemes(before, after),
    ...changesOfLimits(before, after),
    ...changesOfPaths(comparison),
    ...changesOfWebhooks(comparison),
  ];
  // A component that many operations share is told of once.
  return [...new Map(changes.map((change) => [Object.values(change).join('\n'), change])).values()];
}

const change = (rule: Rule, at: string, detail: string): Change => ({ rule, at, detail });

const ruleOf: Readonly<Record<Direction, Readonly<Record<MisfitKind, Rule>>>> = {
  input: {
    type: 'input-type-narrowed',
    values: 'input-values-narrowed',
    bounds: 'input-bounds-narrowed',
    pattern: 'input-pattern-changed',
    required: 'input-member-required',
    member: 'input-member-removed',
    closed: 'input-closed',
    default: 'input-default-changed',
    keyword: 'keyword-changed',
  },
  output: {
    type: 'output-type-widened',
    values: 'output-values-widened',
    bounds: 'output-bounds-widened',
    pattern: 'output-pattern-changed',
    required: 'output-member-optional',
    member: 'output-member-removed',
    closed: 'output-type-widened',
    default: 'output-type-widened',
    keyword: 'keyword-changed',
  },
};

/** Memory of pairs. */
function pairs(): Comparison['isNews'] {
  const known = new WeakMap<object, WeakSet<object>>();
  return (was, is) => {
    const others = known.get(was) ?? new WeakSet();
    known.set(was, others);
    if (others.has(is)) return false;
    others.add(is);
    return true;
  };
}

/** Input that was taken must be taken; output that comes must be as it was said to be. */
function schemaComparison(before: ApiDocument, after: ApiDocument): Comparison['schemas'] {
  const known = { input: new WeakMap(), output: new WeakMap() };
  return (direction, was, is, at) => {
    const [old, now] = [
      { document: before, schema: was },
      { document: after, schema: is },
    ];
    const options = { direction, known: known[direction] };
    const found = direction === 'input' ? misfits(old, now, options) : misfits(now, old, options);
    return found.map((misfit) =>
      change(
        ruleOf[direction][misfit.kind],
        /^[.[]|^$/.test(misfit.at) ? `${at}${misfit.at}` : `${direction} ${misfit.at}`,
        misfit.detail,
      ),
    );
  };
}

function changesOfServers({ servers = [] }: ApiDocument, after: ApiDocument): Change[] {
  const urls = (after.servers ?? []).map(({ url }) => url);
  return servers.filter(({ url }) => !urls.includes(url)).map(({ url }) => change('server-removed', url, 'is gone'));
}

/** Members of a security scheme that say how credentials are sent. */
const schemeMembers = ['type', 'scheme', 'in', 'name', 'openIdConnectUrl', 'flows'];

function changesOfSchemes(before: ApiDocument, after: ApiDocument): Change[] {
  const now = after.components?.securitySchemes ?? {};
  return Object.entries(before.components?.securitySchemes ?? {}).flatMap(([name, scheme]) =>
    schemeMembers
      .filter((member) => JSON.stringify(scheme[member]) !== JSON.stringify(now[name]?.[member]))
      .map((member) => change('security-scheme-changed', `security scheme ${name}`, `has another ${member}`)),
  );
}

function changesOfLimits(before: ApiDocument, after: ApiDocument): Change[] {
  return Object.entries(before['x-rate-limits'] ?? {}).flatMap(([name, tiers]) =>
    Object.entries(tiers).flatMap(([tier, was]) => {
      const limits = after['x-rate-limits']?.[name];
      // A limit that is gone limits nothing.
      const is = limits?.[tier];
      if (limits === undefined || (is && is.limit / is.windowSeconds >= was.limit / was.windowSeconds)) return [];
      const now = is ? `${is.limit} in ${is.windowSeconds} s` : 'nothing';
      const said = `${now}, where it was ${was.limit} in ${was.windowSeconds} s`;
      return [change('limit-lowered', `limit ${name} of ${tier}`, said)];
    }),
  );
}

/** Path without the names of its parameters, which clients do not see. */
const shapeOf = (path: string): string => path.replaceAll(/\{[^}]*\}/g, '{}');

function changesOfPaths(comparison: Comparison): Change[] {
  const { before, after } = comparison;
  const now = new Map(Object.entries(after.paths ?? {}).map(([path, item]) => [shapeOf(path), { path, item }]));
  return Object.entries(before.paths ?? {}).flatMap(([path, item]) =>
    methodsOf(item).flatMap(([method, was]) => {
      const at = `${method.toUpperCase()} ${path}`;
      const found = now.get(shapeOf(path));
      const is = found?.item[method];
      if (!found || !is) return [change('operation-removed', at, 'is gone')];
      return [
        ...(was.operationId === is.operationId
          ? []
          : [change('operation-id-changed', at, `${is.operationId}, where it was ${was.operationId}`)]),
        ...changesOfSecurity(comparison, was, is, at),
        ...changesOfParameters(
          comparison,
          parametersOf(before, path, item, was),
          parametersOf(after, found.path, found.item, is),
          at,
        ),
        ...changesOfBody(comparison, 'input', was, is, at),
        ...changesOfResponses(comparison, was, is, at),
      ];
    }),
  );
}

const methodsOf = (item: PathItem) =>
  methods.flatMap((method) => (item[method] ? [[method, item[method]] as const] : []));

/** Requirements of an operation; none is one that demands nothing. */
const requirementsOf = (document: ApiDocument, { security }: Operation): readonly Requirement[] => {
  const list = security ?? document.security ?? [];
  return list.length === 0 ? [{}] : list;
};

function changesOfSecurity({ before, after }: Comparison, was: Operation, is: Operation, at: string): Change[] {
  const now = requirementsOf(after, is);
  const suffices = (sent: Requirement) => (asked: Requirement) =>
    Object.entries(asked).every(
      ([scheme, scopes]) => scopes.every((scope) => sent[scheme]?.includes(scope)) && sent[scheme],
    );
  return requirementsOf(before, was)
    .filter((sent) => !now.some(suffices(sent)))
    .map((sent) => change('security-stronger', at, `${JSON.stringify(sent)} no longer suffices`));
}

/** Parameters by what clients write: the name, or the position in the path. */
function parametersOf(document: ApiDocument, path: string, item: PathItem, operation: Operation) {
  const positions = [...path.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name!);
  const list = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((each) =>
    resolve<Parameter>(document, each),
  );
  return new Map(
    list.map((parameter) => {
      const { in: where, name } = parameter;
      const key = where === 'path' ? positions.indexOf(name) : where === 'header' ? name.toLowerCase() : name;
      return [`${where} ${key}`, parameter];
    }),
  );
}

type Parameters = ReturnType<typeof parametersOf>;

const serializationOf = ({ in: where, style, explode, allowReserved, content }: Parameter): string => {
  const usual = where === 'query' || where === 'cookie' ? 'form' : 'simple';
  return JSON.stringify([style ?? usual, explode ?? (style ?? usual) === 'form', allowReserved ?? false, content]);
};

function changesOfParameters({ schemas }: Comparison, was: Parameters, is: Parameters, at: string): Change[] {
  const known = [...was].flatMap(([key, old]) => {
    const place = `${at} ${old.in}.${old.name}`;
    const now = is.get(key);
    if (!now) return [change('parameter-removed', place, 'is gone')];
    return [
      ...(now.required && !old.required ? [change('parameter-required', place, 'must be sent')] : []),
      ...(serializationOf(now) === serializationOf(old)
        ? []
        : [change('parameter-serialization-changed', place, 'is written in another way')]),
      ...schemas('input', old.schema, now.schema, place),
    ];
  });
  const added = [...is]
    .filter(([key, { required }]) => !was.has(key) && required)
    .map(([, { in: where, name }]) => change('parameter-required', `${at} ${where}.${name}`, 'must be sent'));
  return [...known, ...added];
}

const bodyOf = (document: ApiDocument, { requestBody }: Operation): RequestBody | undefined =>
  requestBody && resolve<RequestBody>(document, requestBody);

/** Body of a request. That of a webhook is output. */
function changesOfBody(
  comparison: Comparison,
  direction: Direction,
  was: Operation,
  is: Operation,
  at: string,
): Change[] {
  const [old, now] = [bodyOf(comparison.before, was), bodyOf(comparison.after, is)];
  const place = `${at} body`;
  if (!old) return now?.required && direction === 'input' ? [change('body-required', place, 'must be sent')] : [];
  if (!now) return [change('body-removed', place, 'is gone')];
  const [bytesWere, bytes] = [old['x-max-bytes'] ?? Infinity, now['x-max-bytes'] ?? Infinity];
  return [
    ...(now.required && !old.required && direction === 'input' ? [change('body-required', place, 'must be sent')] : []),
    ...(bytes < bytesWere ? [change('limit-lowered', place, `${bytes} bytes, where it was ${bytesWere}`)] : []),
    ...changesOfContent(comparison, direction, old.content, now.content, place),
  ];
}

function changesOfContent(
  { schemas }: Comparison,
  direction: Direction,
  was: Content,
  is: Content,
  at: string,
): Change[] {
  return Object.entries(was).flatMap(([mediaType, { schema }]) =>
    Object.hasOwn(is, mediaType)
      ? schemas(direction, schema, is[mediaType]!.schema, at)
      : [change(`${direction}-media-type-removed`, at, `${mediaType} is gone`)],
  );
}

/** Statuses on which clients act: all but failures of the server, which they repeat or give up. */
const isActedOn = (status: string): boolean => !status.startsWith('5');

function changesOfResponses(comparison: Comparison, was: Operation, is: Operation, at: string): Change[] {
  const { before, after } = comparison;
  return Object.entries(was.responses ?? {}).flatMap(([status, response]) => {
    const found = is.responses?.[status];
    if (!found) return isActedOn(status) ? [change('status-removed', `${at} ${status}`, 'is gone')] : [];
    const [old, now] = [resolve<Response>(before, response), resolve<Response>(after, found)];
    if (isReference(response) && !comparison.isNews(old, now)) return [];
    const place = isReference(response) ? `response ${response.$ref.split('/').at(-1)}` : `${at} ${status}`;
    const gone = Object.keys(old.links ?? {}).filter((name) => !Object.hasOwn(now.links ?? {}, name));
    return [
      ...changesOfHeaders(comparison, old, now, place),
      ...changesOfContent(comparison, 'output', old.content ?? {}, now.content ?? {}, place),
      ...gone.map((name) => change('link-removed', `${place} link ${name}`, 'is gone')),
    ];
  });
}

function changesOfHeaders(
  { before, after, schemas, isNews }: Comparison,
  was: Response,
  is: Response,
  at: string,
): Change[] {
  const now = new Map(
    Object.entries(is.headers ?? {}).map(([name, header]) => [name.toLowerCase(), resolve<Header>(after, header)]),
  );
  return Object.entries(was.headers ?? {}).flatMap(([name, header]) => {
    const place = isReference(header) ? `header ${name}` : `${at} header ${name}`;
    const old = resolve<Header>(before, header);
    const found = now.get(name.toLowerCase());
    if (!found) return isNeverSent(old) ? [] : [change('header-removed', `${at} header ${name}`, 'is gone')];
    if (isReference(header) && !isNews(old, found)) return [];
    return [
      ...(old.required && !found.required ? [change('header-removed', place, 'may be missing')] : []),
      ...schemas('output', old.schema, found.schema, place),
    ];
  });
}

/** Recognises a header that is documented as never sent. */
const isNeverSent = ({ schema }: Header): boolean => JSON.stringify(schema?.['not']) === '{}';

/** Webhooks are requests of the server: payload and headers are output, answers of receivers input. */
function changesOfWebhooks(comparison: Comparison): Change[] {
  const { before, after } = comparison;
  return Object.entries(before.webhooks ?? {}).flatMap(([name, item]) =>
    methodsOf(item).flatMap(([method, was]) => {
      const at = `webhook ${name}`;
      const is = after.webhooks?.[name]?.[method];
      if (!is) return [change('webhook-removed', at, 'is gone')];
      const [old, now] = [parametersOf(before, '', item, was), parametersOf(after, '', after.webhooks![name]!, is)];
      return [
        ...changesOfBody(comparison, 'output', was, is, at),
        ...[...old].flatMap(([key, sent]) => {
          const place = `${at} ${sent.in} ${sent.name}`;
          const found = now.get(key);
          if (!found) return [change('header-removed', place, 'is gone')];
          return [
            ...(sent.required && !found.required ? [change('header-removed', place, 'may be missing')] : []),
            ...comparison.schemas('output', sent.schema, found.schema, place),
          ];
        }),
        ...Object.keys(was.responses ?? {})
          .filter((status) => !Object.hasOwn(is.responses ?? {}, status))
          .map((status) => change('webhook-answer-removed', `${at} ${status}`, 'is gone')),
      ];
    }),
  );
}
