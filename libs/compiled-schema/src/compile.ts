/**
 * Compiler of schemas to JavaScript that copies a value. The copy has only members that the schema names. Of two modes, `read` checks
 * everything as zod would, and gives undefined for a value that does not fit. `write` checks JSON types only, allows optional members, and
 * throws.
 */

import type { z, ZodType } from 'zod';

export type Mode = 'read' | 'write';

/** Compiles a schema. Throws NotCompiled for a schema without code for the mode. */
export function compile(schema: ZodType, mode: Mode): (value: unknown) => unknown {
  const program: Program = { mode, functions: [], patterns: [] };
  const compiled = compileSchema(schema, program);
  const statements =
    compiled.kind === 'made'
      ? [`return ${compiled.expression('value')};`]
      : [unless(compiled.condition('value'), program), 'return value;'];
  const code = `return (value) => { ${statements.join(' ')} };`;
  // Code is made of schemas in our own source: no input gets in here.
  const make = new Function('patterns', [...program.functions, code].join('\n'));
  return (make as (patterns: readonly RegExp[]) => (value: unknown) => unknown)(program.patterns);
}

/** Error: the compiler has no code for a part of the schema. */
export class NotCompiled extends Error {
  override readonly name = 'NotCompiled';
}

interface Program {
  readonly mode: Mode;
  /** Declarations of functions, each before its use. */
  readonly functions: string[];
  readonly patterns: RegExp[];
}

/** Code for one schema, given an expression for the value. */
type Compiled =
  /** Value that is taken as it is, under this condition. */
  | { readonly kind: 'kept'; readonly condition: (value: string) => string }
  /** Value that this expression makes anew; undefined when it cannot. */
  | { readonly kind: 'made'; readonly expression: (value: string) => string };

const kept = (condition: (value: string) => string): Compiled => ({ kind: 'kept', condition });

const readingOf = (of: Compiled, value: string): string =>
  of.kind === 'made' ? of.expression(value) : `(${of.condition(value)}) ? ${value} : undefined`;

function compileSchema(schema: z.core.$ZodType, program: Program): Compiled {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if ('coerce' in def && def.coerce) throw new NotCompiled('a coercion');
  switch (def.type) {
    case 'string':
      return checked('typeof # === "string"', def, program);
    case 'number':
      return checked('Number.isFinite(#)', def, program);
    case 'boolean':
      return checked('typeof # === "boolean"', def, program);
    case 'literal':
      return oneOf(def.values, program);
    case 'enum':
      return oneOf(Object.values(def.entries), program);
    case 'nullable':
      return orElse('null', compileSchema(def.innerType, program));
    case 'optional':
      if (program.mode === 'read') throw new NotCompiled('an optional member');
      return orElse('undefined', compileSchema(def.innerType, program));
    case 'union':
      return union(
        def.options.map((option) => compileSchema(option, program)),
        program,
      );
    case 'array':
      return arrayOf(compileSchema(def.element, program), checksOf(def, program), program);
    case 'tuple':
      return tuple(def, program);
    case 'object':
      return object(def, program);
    case 'record':
      return record(def, program);
    default:
      throw new NotCompiled(`'${def.type}'`);
  }
}

/** Adds a definition's checks to a condition, in which `#` stands for the value. */
function checked(condition: string, def: z.core.$ZodTypeDef, program: Program): Compiled {
  const conditions = [condition, ...checksOf(def, program)].join(' && ');
  return kept((value) => conditions.replaceAll('#', value));
}

function oneOf(values: readonly unknown[], { mode }: Program): Compiled {
  if (values.some((value) => typeof value !== 'string' && !Number.isFinite(value))) throw new NotCompiled('a literal');
  // For `write`, the type of the view is enough.
  if (mode === 'write') return kept((value) => `typeof ${value} === "string" || Number.isFinite(${value})`);
  return kept((value) => values.map((each) => `${value} === ${JSON.stringify(each)}`).join(' || '));
}

/** Keeps `null` (or `undefined`), and compiles any other value by the inner schema. */
const orElse = (itself: 'null' | 'undefined', of: Compiled): Compiled =>
  of.kind === 'kept'
    ? kept((value) => `${value} === ${itself} || (${of.condition(value)})`)
    : { kind: 'made', expression: (value) => `(${value} === ${itself} ? ${itself} : ${of.expression(value)})` };

function union(options: readonly Compiled[], program: Program): Compiled {
  if (options.every((option) => option.kind === 'kept')) {
    return kept((value) => options.map(({ condition }) => `(${condition(value)})`).join(' || '));
  }
  if (program.mode === 'write') throw new NotCompiled('a union of objects');
  return made(
    options.map((option) => `{ const read = ${readingOf(option, 'value')}; if (read !== undefined) return read; }`),
    program,
  );
}

function arrayOf(item: Compiled, checks: readonly string[], program: Program): Compiled {
  const isArray = ['Array.isArray(#)', ...checks].join(' && ');
  if (item.kind === 'kept') {
    const name = declare(
      [`for (const item of value) ${unless(item.condition('item'), program)}`, 'return true;'],
      program,
    );
    return kept((value) => `${isArray.replaceAll('#', value)} && ${name}(${value})`);
  }
  return made(
    [
      unless(isArray.replaceAll('#', 'value'), program),
      'const copy = [];',
      `for (const item of value) { const made = ${item.expression('item')}; ${unless(isMade('made', program), program)} copy.push(made); }`,
      'return copy;',
    ],
    program,
  );
}

function tuple({ items, rest }: z.core.$ZodTupleDef, program: Program): Compiled {
  if (rest) throw new NotCompiled('a tuple of any length');
  return made(
    [
      unless(`Array.isArray(value) && value.length === ${items.length}`, program),
      ...items.map((item, index) => readMember(`m${index}`, String(index), compileSchema(item, program), program)),
      `return [${items.map((_, index) => `m${index}`).join(', ')}];`,
    ],
    program,
  );
}

const isObject = 'typeof value === "object" && value !== null && !Array.isArray(value)';

function object({ shape, catchall, checks }: z.core.$ZodObjectDef, program: Program): Compiled {
  const names = Object.keys(shape);
  if (catchall || checks?.length || names.includes('__proto__')) throw new NotCompiled('an object with rules');
  return made(
    [
      unless(isObject, program),
      ...names.map((name, index) =>
        readMember(`m${index}`, JSON.stringify(name), compileSchema(shape[name]!, program), program),
      ),
      `return { ${names.map((name, index) => `${JSON.stringify(name)}: m${index}`).join(', ')} };`,
    ],
    program,
  );
}

function readMember(variable: string, key: string, of: Compiled, program: Program): string {
  return of.kind === 'kept'
    ? `const ${variable} = value[${key}]; ${unless(of.condition(variable), program, key)}`
    : `const ${variable} = ${of.expression(`value[${key}]`)}; ${unless(isMade(variable, program), program)}`;
}

/** Condition that a value was made. In `write`, the code would have thrown otherwise. */
const isMade = (variable: string, { mode }: Program): string =>
  mode === 'read' ? `${variable} !== undefined` : 'true';

function record({ keyType, valueType, checks }: z.core.$ZodRecordDef, program: Program): Compiled {
  const { def } = (keyType as z.core.$ZodTypes)._zod;
  if (def.type !== 'string' || checks?.length) throw new NotCompiled('a record with rules');
  const isName = checksOf(def, program).map((check) => check.replaceAll('#', 'key'));
  const member = compileSchema(valueType, program);
  // A kept record is given itself, as all its members are named. (A copy with keys like "640" would be an array with as many holes.)
  const isKept = member.kind === 'kept';
  return made(
    [
      unless(isObject, program),
      'const copy = {};',
      // JSON can have a member `__proto__`, which cannot be assigned. zod leaves it out.
      `for (const key in value) { ${unless(['key !== "__proto__"', ...isName].join(' && '), program)} ${readMember('m', 'key', member, program)} ${isKept ? '' : 'copy[key] = m;'} }`,
      `return ${isKept ? 'value' : 'copy'};`,
    ],
    program,
  );
}

/** Statement that rejects a value unless it meets the condition. `key` is code for the name of the member concerned. */
function unless(condition: string, { mode }: Program, key?: string): string {
  if (condition === 'true') return '';
  if (mode === 'read') return `if (!(${condition})) return undefined;`;
  const message = `"the value does not fit its view"${key === undefined ? '' : ` + ": " + ${key}`}`;
  return `if (!(${condition})) throw new TypeError(${message});`;
}

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
  if (program.mode === 'write') return [];
  // The schema `z.int()` is itself a check; `z.number().int()` has one.
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
      // Formats other than these do more than match, and a global pattern keeps its position.
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
  throw new NotCompiled(`the check '${check.check}'`);
}
