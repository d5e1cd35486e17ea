/** Resolves and completes the fields of an object. */

import { getArgumentValues, type GraphQLResolveInfo } from 'graphql';
import { ResolveInfo } from './resolve-info.ts';
import {
  abandon,
  completeValue,
  fail,
  isPromise,
  settled,
  type Arguments,
  type Parent,
  type PlannedField,
} from './run.ts';

/** Planned fields of an object. */
export interface Fields {
  readonly list: readonly PlannedField[];
  /**
   * One field is called `__proto__`, so that the answer needs an object without a prototype.
   *
   * Other answers have one, because V8 is slower with objects that have none.
   */
  readonly nameProto: boolean;
}

export const toFields = (list: readonly PlannedField[]): Fields => ({
  list,
  nameProto: list.some(({ name }) => name === '__proto__'),
});

type Answered = Record<string, unknown>;

/** Runs all fields of an object; a promise when one of them is. */
export function runAtOnce(fields: Fields, source: unknown, parent: Parent): Answered | Promise<Answered> {
  // Inlined, since a function was measurably slower in V8.
  const object: Answered = fields.nameProto ? (Object.create(null) as Answered) : {};
  let pending: string[] | undefined;
  for (const field of fields.list) {
    let value;
    try {
      value = runField(field, source, parent);
    } catch (error) {
      if (pending) abandon(Object.values(object));
      throw error;
    }
    object[field.name] = value;
    if (isPromise(value)) (pending ??= []).push(field.name);
  }
  return pending ? settled(object, pending) : object;
}

/** Runs one field after the other, for mutations. */
export async function runInTurn(fields: Fields, source: unknown, parent: Parent): Promise<Answered> {
  const object: Answered = fields.nameProto ? (Object.create(null) as Answered) : {};
  for (const field of fields.list) object[field.name] = await runField(field, source, parent);
  return object;
}

function runField(planned: PlannedField, source: unknown, parent: Parent): unknown {
  parent.run.fence.pass();
  let resolved;
  try {
    resolved = resolve(planned, source, parent);
  } catch (error) {
    return fail(error, planned, parent, planned.name);
  }
  return completeValue(planned, resolved, parent, planned.name);
}

function resolve(planned: PlannedField, source: unknown, parent: Parent): unknown {
  const { field } = planned;
  if (field.resolve) {
    const info = new ResolveInfo(planned, parent);
    return field.resolve(source, argumentsOf(planned, parent), parent.run.context, info);
  }
  // The default resolver does not use arguments, but invalid ones fail the field.
  if (!planned.fixedArgs) argumentsOf(planned, parent);
  if ((typeof source !== 'object' || source === null) && typeof source !== 'function') return undefined;
  const property = (source as Record<string, unknown>)[field.name];
  if (typeof property !== 'function') return property;
  const info = new ResolveInfo(planned, parent);
  return (property as Method).call(source, argumentsOf(planned, parent), parent.run.context, info);
}

type Method = (args: Arguments, context: unknown, info: GraphQLResolveInfo) => unknown;

function argumentsOf(planned: PlannedField, { run }: Parent): Arguments {
  if (planned.fixedArgs) return planned.fixedArgs;
  let args = run.args.get(planned);
  if (!args) run.args.set(planned, (args = getArgumentValues(planned.field, planned.nodes[0]!, run.variables)));
  return args;
}
