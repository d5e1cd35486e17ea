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

/** The fields of an object. */
export interface Fields {
  readonly list: readonly PlannedField[];
  /**
   * One of them is called `__proto__`, which no plain object takes for a member: the answer is made without a prototype. Others are not,
   * because V8 is slower with such objects.
   */
  readonly nameProto: boolean;
}

/** Makes the fields of an object. */
export const toFields = (list: readonly PlannedField[]): Fields => ({
  list,
  nameProto: list.some(({ name }) => name === '__proto__'),
});

type Answered = Record<string, unknown>;

/** All fields of an object; a promise when one of them is. */
export function runAtOnce(fields: Fields, source: unknown, parent: Parent): Answered | Promise<Answered> {
  // Here and not in a function, which V8 made measurably slower.
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

/** One field after the other: mutations. */
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
  // Nobody asks for them here, but if they do not fit, the field has failed.
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
