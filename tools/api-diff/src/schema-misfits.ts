/**
 * Misfits of two JSON Schemas: what one allows and the other does not.
 *
 * Sound rather than clever: a pattern or an unknown keyword has to stay as it is.
 */

import { isReference, resolve, type ApiDocument, type Schema } from './document.ts';

/** `input` is read by the server and written by clients, `output` the other way round. */
export type Direction = 'input' | 'output';

export type MisfitKind =
  'type' | 'values' | 'bounds' | 'pattern' | 'required' | 'member' | 'closed' | 'default' | 'keyword';

export interface Misfit {
  readonly kind: MisfitKind;
  /** Place below the schema: `.lines[].quantity`. Below a component, from its name: `Order.lines`. */
  readonly at: string;
  readonly detail: string;
}

/** Schema of a document. */
export interface Located {
  readonly document: ApiDocument;
  readonly schema: Schema | boolean | undefined;
}

export interface MisfitsOptions {
  readonly direction: Direction;
  /** Results that are known, and those under way: schemas may be recursive. */
  readonly known: WeakMap<object, WeakMap<object, readonly Misfit[]>>;
}

/** Misfits of what is written in what is read: values that `written` allows and `read` does not, by keyword. */
export function misfits(written: Located, read: Located, options: MisfitsOptions): readonly Misfit[] {
  const [from, to] = [targetOf(written), targetOf(read)];
  const results = options.known.get(from.schema) ?? new WeakMap<object, readonly Misfit[]>();
  options.known.set(from.schema, results);
  const known = results.get(to.schema);
  if (known) return known;
  results.set(to.schema, []);
  const found = compare({ ...written, schema: from.schema }, { ...read, schema: to.schema }, options);
  const name = to.name ?? from.name;
  const placed = name === undefined ? found : below(name, found);
  results.set(to.schema, placed);
  return placed;
}

/** Schema, and its name if it is a component. */
function targetOf({ document, schema = anything }: Located): { readonly schema: Schema; readonly name?: string } {
  if (schema === true) return { schema: anything };
  if (schema === false) return { schema: nothing };
  // Other keywords beside a reference belong to one place of the component.
  if (!isReference(schema) || Object.keys(schema).length > 1) return { schema };
  return { schema: resolve<Schema>(document, schema), name: schema.$ref.split('/').at(-1)! };
}

const rooted = (name: string, at: string): string => (/^[.[]|^$/.test(at) ? `${name}${at}` : at);

/** Place below a member or the items; places that begin at a component stay. */
const below = (step: string, list: readonly Misfit[]): readonly Misfit[] =>
  list.map((misfit) => ({ ...misfit, at: rooted(step, misfit.at) }));

const anything: Schema = {};
const nothing: Schema = { not: {} };

interface Pair {
  readonly from: Schema;
  readonly to: Schema;
  readonly written: ApiDocument;
  readonly read: ApiDocument;
  readonly options: MisfitsOptions;
}

function compare(written: Located, read: Located, options: MisfitsOptions): readonly Misfit[] {
  const writtenAs = alternativesOf(written);
  const readAs = alternativesOf(read);
  return writtenAs.flatMap((from) => {
    const tries = readAs.map((to) =>
      misfitsOfOne({ from, to, written: written.document, read: read.document, options }),
    );
    return tries.reduce((best, next) => (next.length < best.length ? next : best));
  });
}

/** Alternatives of a schema: those of `anyOf` and `oneOf`, each with the keywords beside it, else the schema alone. */
function alternativesOf({ document, schema }: Located): readonly Schema[] {
  const whole = flat(document, schema as Schema);
  if (!('anyOf' in whole) && !('oneOf' in whole)) return [whole];
  const { anyOf, oneOf, ...rest } = whole;
  const lists = [anyOf, oneOf].filter((list): list is readonly Schema[] => Array.isArray(list));
  return lists
    .reduce<readonly Schema[]>(
      (wholes, list) => wholes.flatMap((whole) => list.map((each) => merged(document, [whole, each]))),
      [rest],
    )
    .flatMap((each) => ('anyOf' in each || 'oneOf' in each ? alternativesOf({ document, schema: each }) : [each]));
}

/** Schema without a reference and without `allOf`. */
function flat(document: ApiDocument, schema: Schema): Schema {
  if (!isReference(schema) && !('allOf' in schema)) return schema;
  const { $ref: _, ...beside } = schema as Schema;
  const whole = isReference(schema) ? { ...resolve<Schema>(document, schema), ...beside } : schema;
  const { allOf, ...rest } = whole;
  return Array.isArray(allOf) ? merged(document, [rest, ...(allOf as Schema[])]) : whole;
}

/** All of several schemas. Where two say the same keyword, members and required ones are joined, and of others the last one counts. */
function merged(document: ApiDocument, schemas: readonly Schema[]): Schema {
  return schemas
    .map((schema) => flat(document, schema))
    .reduce((whole, each) => ({
      ...whole,
      ...each,
      ...(('properties' in whole || 'properties' in each) && {
        properties: { ...membersOf(whole), ...membersOf(each) },
      }),
      ...(('required' in whole || 'required' in each) && { required: [...requiredOf(whole), ...requiredOf(each)] }),
    }));
}

const membersOf = ({ properties = {} }: Schema) => properties as Readonly<Record<string, Schema>>;
const requiredOf = ({ required = [] }: Schema) => required as readonly string[];

function misfitsOfOne(pair: Pair): readonly Misfit[] {
  const { from, to } = pair;
  if (isNothing(from)) return [];
  if (isNothing(to)) return [misfit('type', 'nothing is allowed')];
  const wrongType = misfitsOfType(pair);
  // All other keywords are about that type.
  if (wrongType.length > 0) return wrongType;
  return [
    ...misfitsOfValues(pair),
    ...misfitsOfBounds(pair),
    ...misfitsOfPattern(pair),
    ...misfitsOfMembers(pair),
    ...misfitsOfItems(pair),
    ...misfitsOfDefault(pair),
    ...misfitsOfKeywords(pair),
  ];
}

const misfit = (kind: MisfitKind, detail: string, at = ''): Misfit => ({ kind, at, detail });
const show = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));

/** Recognises `false` and `{ not: {} }`. */
const isNothing = ({ not }: Schema): boolean =>
  typeof not === 'object' && not !== null && Object.keys(not).length === 0;

const typesOf = (schema: Schema): readonly string[] | undefined => {
  const { type } = schema;
  if (type !== undefined) return Array.isArray(type) ? (type as string[]) : [type as string];
  return valuesOf(schema)?.map((value) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value));
};

function misfitsOfType({ from, to }: Pair): readonly Misfit[] {
  const [is, may] = [typesOf(from), typesOf(to)];
  if (may === undefined) return [];
  if (is === undefined) return [misfit('type', `any type, where ${may.join(' or ')} is allowed`)];
  return is
    .filter((type) => !may.includes(type) && !(type === 'integer' && may.includes('number')))
    .map((type) => misfit('type', `${type}, where ${may.join(' or ')} is allowed`));
}

/** Values of `enum` and `const`. */
const valuesOf = (schema: Schema): readonly unknown[] | undefined =>
  'const' in schema ? [schema['const']] : (schema['enum'] as readonly unknown[] | undefined);

const isExtensible = (schema: Schema): boolean => schema['x-extensible-enum'] === true;

function misfitsOfValues({ from, to, options }: Pair): readonly Misfit[] {
  const [is, may] = [valuesOf(from), valuesOf(to)];
  if (may === undefined) return [];
  // Clients of an open list were told that values may come.
  if (options.direction === 'output' && isExtensible(to)) return [];
  if (is === undefined) return [misfit('values', `any value, where ${show(may)} is allowed`)];
  if (options.direction === 'output' && isExtensible(from)) return [misfit('values', 'the list is no longer closed')];
  const allowed = new Set(may.map(show));
  return is.filter((value) => !allowed.has(show(value))).map((value) => misfit('values', `the value ${show(value)}`));
}

/** Bounds, and when one is wider than another. */
const bounds: Readonly<Record<string, (is: number, may: number) => boolean>> = {
  ...Object.fromEntries(
    ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'].map((name) => [
      name,
      (is, may) => is < may,
    ]),
  ),
  ...Object.fromEntries(
    ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'].map((name) => [
      name,
      (is, may) => is > may,
    ]),
  ),
  multipleOf: (is, may) => !Number.isInteger(is / may),
};

/** Least lengths and counts without a bound are 0. */
const isNoBound = (keyword: string, may: number): boolean => may === 0 && /^min[LIP]/.test(keyword);

function misfitsOfBounds({ from, to }: Pair): readonly Misfit[] {
  // Listed values have bounds of their own.
  if (valuesOf(from)) return [];
  const wider = Object.entries(to)
    .filter(([keyword, may]) => {
      const isWider = bounds[keyword];
      const is = from[keyword] as number | undefined;
      if (!isWider || isNoBound(keyword, may as number)) return false;
      return is === undefined || isWider(is, may as number);
    })
    .map(([keyword, may]) => misfit('bounds', `${keyword} ${show(from[keyword])}, where ${show(may)} is allowed`));
  const repeats = to['uniqueItems'] === true && from['uniqueItems'] !== true;
  return repeats ? [...wider, misfit('bounds', 'items may repeat')] : wider;
}

function misfitsOfPattern({ from, to }: Pair): readonly Misfit[] {
  const fits = (keyword: string): boolean =>
    to[keyword] === undefined ||
    from[keyword] === to[keyword] ||
    (keyword === 'format' && from[keyword] === 'int32' && to[keyword] === 'int64');
  return ['pattern', 'format', 'contentEncoding', 'contentMediaType']
    .filter((keyword) => !fits(keyword) && !(keyword === 'pattern' && valuesOf(from)))
    .map((keyword) => misfit('pattern', `${keyword} ${show(from[keyword])}, where it was ${show(to[keyword])}`));
}

function misfitsOfMembers(pair: Pair): readonly Misfit[] {
  const { from, to, written, read, options } = pair;
  const [has, knows] = [membersOf(from), membersOf(to)];
  const [more, moreRead] = [from['additionalProperties'], to['additionalProperties']] as readonly Located['schema'][];
  const missing = requiredOf(to).filter((name) => !requiredOf(from).includes(name));
  const removed = Object.keys(options.direction === 'input' ? has : knows).filter(
    (name) => !Object.hasOwn(options.direction === 'input' ? knows : has, name),
  );
  const within = (step: string, schema: Located['schema'], against: Located['schema']): readonly Misfit[] =>
    below(step, misfits({ document: written, schema }, { document: read, schema: against }, options));
  return [
    ...missing.map((name) => misfit('required', 'may be missing', `.${name}`)),
    ...removed.map((name) => misfit('member', 'is gone', `.${name}`)),
    ...Object.keys(has).flatMap((name) => {
      if (Object.hasOwn(knows, name)) return within(`.${name}`, has[name], knows[name]);
      // Clients ignore members that they do not know, unless all members are of one kind.
      return options.direction === 'output' && isMap(moreRead) ? within(`.${name}`, has[name], moreRead) : [];
    }),
    ...(options.direction === 'input' && more !== false && moreRead === false && hasObjects(from)
      ? [misfit('closed', 'other members are refused')]
      : []),
    ...(isMap(moreRead) && more !== false ? within('.*', more, moreRead) : []),
    ...('propertyNames' in to ? within('.*', from['propertyNames'] as Schema, to['propertyNames'] as Schema) : []),
  ];
}

const isMap = (more: Located['schema']): more is Schema => typeof more === 'object';
const hasObjects = (schema: Schema): boolean => typesOf(schema)?.includes('object') ?? true;

function misfitsOfItems({ from, to, written, read, options }: Pair): readonly Misfit[] {
  if (to['items'] === undefined) return [];
  const items = { document: written, schema: from['items'] as Schema | undefined };
  return below('[]', misfits(items, { document: read, schema: to['items'] as Schema }, options));
}

/** Defaults are of input alone: the server fills them in. */
function misfitsOfDefault({ from, to, options }: Pair): readonly Misfit[] {
  if (options.direction === 'output' || !('default' in from) || show(from['default']) === show(to['default']))
    return [];
  return [misfit('default', `${show(to['default'])}, where it was ${show(from['default'])}`)];
}

/** Keywords that are compared above, or say nothing that a client depends on. */
const understood = new Set([
  ...['type', 'enum', 'const', ...Object.keys(bounds), 'uniqueItems', 'pattern', 'format'],
  ...[
    'contentEncoding',
    'contentMediaType',
    'properties',
    'required',
    'additionalProperties',
    'propertyNames',
    'items',
  ],
  ...['allOf', 'anyOf', 'oneOf', '$ref', 'default', 'title', 'description', 'example', 'examples', 'deprecated'],
  ...['readOnly', 'writeOnly', 'id', '$id', '$comment', '$schema', 'externalDocs', 'xml', 'discriminator'],
]);

const misfitsOfKeywords = ({ from, to }: Pair): readonly Misfit[] =>
  Object.keys(to)
    .filter(
      (keyword) => !understood.has(keyword) && !keyword.startsWith('x-') && show(from[keyword]) !== show(to[keyword]),
    )
    .map((keyword) => misfit('keyword', `${keyword} ${show(from[keyword])}, where it was ${show(to[keyword])}`));
