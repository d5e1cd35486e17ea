/**
 * Contracts compiled. Every answer is checked, and zod took a tenth of a request's time and two fifths of its memory to say yes. A
 * reader says yes for a fraction of that, by giving what zod would give; about a no, zod is asked for the words.
 */

import type { z, ZodType } from 'zod';

/** Gives what the contract promised, without members that it does not name; undefined when the value is not as promised. */
export type ContractReader = (value: unknown) => unknown;

const readers = new WeakMap<ZodType, ContractReader | undefined>();

/** What zod would give for the value. Undefined says nothing: zod may still accept it, or says what is wrong with it. */
export function readContract(schema: ZodType, value: unknown): unknown {
  if (!readers.has(schema)) readers.set(schema, compileReader(schema));
  return readers.get(schema)?.(value);
}

/** Whether there is a reader for the schema: then what it does not read is not as promised. */
export const isCompiled = (schema: ZodType): boolean => readers.get(schema) !== undefined;

/** Compiles a schema. Undefined when it changes what it checks (defaults, transforms), or says what JSON's own types do not. */
export function compileReader(schema: ZodType): ContractReader | undefined {
  const program: Program = { functions: [], patterns: [] };
  try {
    const code = [`return (value) => ${readingOf(compile(schema, program), 'value')};`];
    // Of schemas in our own source: nothing that came over a wire gets in here. (fast-json-stringify and graphql-jit do the same.)
    const make = new Function('patterns', [...program.functions, ...code].join('\n'));
    return (make as (patterns: readonly RegExp[]) => ContractReader)(program.patterns);
  } catch (error) {
    if (error instanceof NotCompiled) return undefined;
    throw error;
  }
}

class NotCompiled extends Error {}

interface Program {
  /** Declarations, each before it is used. */
  readonly functions: string[];
  readonly patterns: RegExp[];
}

/** Code for one schema, given an expression for the value. */
type Compiled =
  /** The value is taken as it is, under this condition. */
  | { readonly kind: 'kept'; readonly condition: (value: string) => string }
  /** The value is made anew by this expression, which gives undefined when there is nothing to make it of. */
  | { readonly kind: 'made'; readonly expression: (value: string) => string };

const kept = (condition: (value: string) => string): Compiled => ({ kind: 'kept', condition });

const readingOf = (of: Compiled, value: string): string =>
  of.kind === 'made' ? of.expression(value) : `(${of.condition(value)}) ? ${value} : undefined`;

function compile(schema: z.core.$ZodType, program: Program): Compiled {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if ('coerce' in def && def.coerce) throw new NotCompiled();
  switch (def.type) {
    case 'string':
      return checked('typeof # === "string"', def, program);
    case 'number':
      return checked('Number.isFinite(#)', def, program);
    case 'boolean':
      return checked('typeof # === "boolean"', def, program);
    case 'literal':
      return oneOf(def.values);
    case 'enum':
      return oneOf(Object.values(def.entries));
    case 'nullable':
      return nullable(compile(def.innerType, program));
    case 'union':
      return union(
        def.options.map((option) => compile(option, program)),
        program,
      );
    case 'array':
      return arrayOf(compile(def.element, program), checksOf(def, program), program);
    case 'tuple':
      return tuple(def, program);
    case 'object':
      return object(def, program);
    case 'record':
      return record(def, program);
    default:
      throw new NotCompiled();
  }
}

/** `#` stands for the value. */
function checked(condition: string, def: z.core.$ZodTypeDef, program: Program): Compiled {
  const conditions = [condition, ...checksOf(def, program)].join(' && ');
  return kept((value) => conditions.replaceAll('#', value));
}

function oneOf(values: readonly unknown[]): Compiled {
  if (values.some((value) => typeof value !== 'string' && !Number.isFinite(value))) throw new NotCompiled();
  return kept((value) => values.map((each) => `${value} === ${JSON.stringify(each)}`).join(' || '));
}

const nullable = (of: Compiled): Compiled =>
  of.kind === 'kept'
    ? kept((value) => `${value} === null || (${of.condition(value)})`)
    : { kind: 'made', expression: (value) => `${value} === null ? null : ${of.expression(value)}` };

function union(options: readonly Compiled[], program: Program): Compiled {
  if (options.every((option) => option.kind === 'kept')) {
    return kept((value) => options.map(({ condition }) => `(${condition(value)})`).join(' || '));
  }
  return made(
    options.map((option) => `{ const read = ${readingOf(option, 'value')}; if (read !== undefined) return read; }`),
    program,
  );
}

function arrayOf(item: Compiled, checks: readonly string[], program: Program): Compiled {
  const isArray = ['Array.isArray(#)', ...checks].join(' && ');
  if (item.kind === 'kept') {
    const name = declare([`for (const item of value) ${unless(item.condition('item'))}`, 'return true;'], program);
    return kept((value) => `${isArray.replaceAll('#', value)} && ${name}(${value})`);
  }
  return made(
    [
      unless(isArray.replaceAll('#', 'value')),
      'const copy = [];',
      `for (const item of value) { const read = ${item.expression('item')}; ${unless('read !== undefined')} copy.push(read); }`,
      'return copy;',
    ],
    program,
  );
}

function tuple({ items, rest }: z.core.$ZodTupleDef, program: Program): Compiled {
  if (rest) throw new NotCompiled();
  return made(
    [
      unless(`Array.isArray(value) && value.length === ${items.length}`),
      ...items.map((item, index) => readMember(`m${index}`, String(index), compile(item, program))),
      `return [${items.map((_, index) => `m${index}`).join(', ')}];`,
    ],
    program,
  );
}

const isObject = 'typeof value === "object" && value !== null && !Array.isArray(value)';

function object({ shape, catchall, checks }: z.core.$ZodObjectDef, program: Program): Compiled {
  const names = Object.keys(shape);
  if (catchall || checks?.length || names.includes('__proto__')) throw new NotCompiled();
  return made(
    [
      unless(isObject),
      ...names.map((name, index) => readMember(`m${index}`, JSON.stringify(name), compile(shape[name]!, program))),
      `return { ${names.map((name, index) => `${JSON.stringify(name)}: m${index}`).join(', ')} };`,
    ],
    program,
  );
}

function readMember(variable: string, key: string, of: Compiled): string {
  return of.kind === 'kept'
    ? `const ${variable} = value[${key}]; ${unless(of.condition(variable))}`
    : `const ${variable} = ${of.expression(`value[${key}]`)}; ${unless(`${variable} !== undefined`)}`;
}

function record({ keyType, valueType, checks }: z.core.$ZodRecordDef, program: Program): Compiled {
  const { def } = (keyType as z.core.$ZodTypes)._zod;
  if (def.type !== 'string' || checks?.length) throw new NotCompiled();
  const isName = checksOf(def, program).map((check) => check.replaceAll('#', 'key'));
  const member = compile(valueType, program);
  // Every member of a record is named. (A copy with keys like "640" would be an array with so many holes.)
  const isKept = member.kind === 'kept';
  return made(
    [
      unless(isObject),
      'const copy = {};',
      // What JSON can say and assigning cannot: zod leaves it out.
      `for (const key in value) { ${unless(['key !== "__proto__"', ...isName].join(' && '))} ${readMember('m', 'key', member)} ${isKept ? '' : 'copy[key] = m;'} }`,
      `return ${isKept ? 'value' : 'copy'};`,
    ],
    program,
  );
}

const unless = (condition: string): string => `if (!(${condition})) return undefined;`;

/** Declares a function of `value`, and gives its name. */
function declare(statements: readonly string[], { functions }: Program): string {
  const name = `f${functions.length}`;
  functions.push(`const ${name} = (value) => { ${statements.join(' ')} };`);
  return name;
}

function made(statements: readonly string[], program: Program): Compiled {
  const name = declare(statements, program);
  return { kind: 'made', expression: (value) => `${name}(${value})` };
}

type Check = z.core.$ZodChecks['_zod']['def'] | z.core.$ZodStringFormatChecks['_zod']['def'];

function checksOf(def: z.core.$ZodTypeDef, program: Program): string[] {
  // `z.int()` is a check itself; `z.number().int()` has one.
  const own = 'check' in def ? [def as unknown as Check] : [];
  const further = (def.checks ?? []).map((check) => check._zod.def as Check);
  return [...own, ...further].map((check) => conditionOf(check, program));
}

function conditionOf(check: Check, { patterns }: Program): string {
  switch (check.check) {
    case 'number_format':
      if (check.format === 'safeint') return 'Number.isSafeInteger(#)';
      break;
    case 'greater_than':
      if (typeof check.value === 'number') return `# ${check.inclusive ? '>=' : '>'} ${check.value}`;
      break;
    case 'less_than':
      if (typeof check.value === 'number') return `# ${check.inclusive ? '<=' : '<'} ${check.value}`;
      break;
    case 'min_length':
      return `#.length >= ${check.minimum}`;
    case 'max_length':
      return `#.length <= ${check.maximum}`;
    case 'string_format': {
      // Other formats do more than match; a global pattern remembers where it stopped.
      const { format, pattern } = check;
      const matches = format === 'regex' || format === 'datetime';
      if (matches && pattern && !pattern.global && !pattern.sticky) {
        return `patterns[${patterns.push(pattern) - 1}].test(#)`;
      }
      break;
    }
    default:
      break;
  }
  throw new NotCompiled();
}
