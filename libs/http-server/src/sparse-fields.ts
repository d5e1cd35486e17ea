/** `fields`: the query parameter by which a client asks for some members of an answer. */

import { fieldsetOf, type FieldsetOptions } from '@frontage/dto-mapping';
import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';

/** Most fields of one request. */
const maxFields = 50;
/** Most names of a path that are looked at. No view is as deep. */
const maxDepth = 10;

/**
 * Adds the parameter to an endpoint. Its values are the members that the view names. The handler is told which are wanted, and need not
 * fetch the others.
 */
export function withFields<Deps>(endpoint: Endpoint<Deps>, options: FieldsetOptions): Endpoint<Deps> {
  const { input, view } = endpoint;
  const fieldset = fieldsetOf(view.schema, options);
  const field = z
    .enum(fieldset.paths, { error: ({ input: given }) => unknownField(String(given), fieldset.paths) })
    .meta({ id: `${view.name}Field`, description: 'A member, by its path.' });
  const fields = z
    .preprocess(toList, z.array(field).min(1).max(maxFields))
    .optional()
    .meta({ description: describe(options), 'x-narrows-answer': true });
  return { ...endpoint, fieldset, input: { ...input, query: (input.query ?? z.object({})).extend({ fields }) } };
}

/** Names between commas. A parameter that was repeated is an array already, and no list. */
const toList = (text: unknown): unknown =>
  // One more than are allowed is enough to refuse them.
  typeof text === 'string' ? text.split(',', maxFields + 1) : text && null;

const describe = ({ items, always }: FieldsetOptions): string =>
  `Members of ${items ? 'each item' : 'the answer'} that are wanted, by path: \`name,price.net\`. Default all. ` +
  `Members that are required otherwise are missing where they are not named, ${always.map((name) => `\`${name}\``).join(' and ')} excepted` +
  (items ? '; what stands around the items always comes.' : '.');

/** Message for a field that there is not: the nearest ones that there are. */
function unknownField(field: string, paths: readonly string[]): string {
  let prefix = '';
  for (const name of field.split('.', maxDepth)) {
    const deeper = `${prefix}${name}.`;
    if (!paths.some((path) => path.startsWith(deeper))) break;
    prefix = deeper;
  }
  const beside = paths.filter((path) => path.startsWith(prefix) && !path.slice(prefix.length).includes('.'));
  return `is no field: there is ${beside.join(', ')}`.slice(0, 1_000);
}
