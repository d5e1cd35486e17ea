/**
 * Text that nothing behind the edge can carry: what is not well-formed Unicode (a lone surrogate has no UTF-8), and NUL, at which C
 * libraries end and which PostgreSQL refuses. It is the client's mistake, found here once for everything that text may get into: a
 * URL, a header, SQL, a log line.
 */

import { Failure, type InputError } from '@frontage/errors';
import { isUtf8 } from 'node:buffer';
import querystring from 'node:querystring';
import { maxErrors, toPointer } from './pointer.ts';

/** What is wrong with a text; undefined for what can be carried. */
export function flawOf(text: string): string | undefined {
  if (!text.isWellFormed()) return 'is not well-formed Unicode: it has half of a surrogate pair';
  return text.includes('\0') ? 'has the character U+0000' : undefined;
}

/** A member of a value, and the way to it. */
interface Place {
  readonly value: unknown;
  readonly name: string;
  readonly parent: Place | undefined;
}

/**
 * The texts in a JSON value that cannot be carried, names of members included, with pointers to where they stand below `root`. Not by
 * recursion: a body may be nested deeper than the stack is.
 */
export function textFlaws(value: unknown, root: string): InputError[] {
  const errors: InputError[] = [];
  const open: Place[] = [{ value, name: root, parent: undefined }];
  for (let place = open.pop(); place && errors.length < maxErrors; place = open.pop()) {
    const { value: here } = place;
    if (typeof here === 'string') {
      const flaw = flawOf(here);
      if (flaw !== undefined) errors.push({ pointer: toPointer(wayTo(place)), detail: flaw });
    } else if (typeof here === 'object' && here !== null) {
      for (const [name, member] of Object.entries(here)) {
        const flaw = flawOf(name);
        if (flaw === undefined) open.push({ value: member, name, parent: place });
        // The name itself cannot be shown.
        else errors.push({ pointer: toPointer(wayTo(place)), detail: `has a member whose name ${flaw}` });
      }
    }
  }
  return errors;
}

function wayTo(place: Place): string[] {
  const names: string[] = [];
  for (let each: Place | undefined = place; each; each = each.parent) names.unshift(each.name);
  return names;
}

/**
 * Express' query parser for every route: names and values, arrays for what comes twice. INVALID_INPUT for what is not UTF-8 once it is
 * decoded, which Node would replace by U+FFFD, and for NUL. A `%` that begins no escape stands for itself, as browsers have it.
 */
export function parseQuery(query: string | null | undefined): NodeJS.Dict<string | string[]> {
  const text = query ?? '';
  // Most queries have no escape at all, and most escapes are fine: only what is not is looked at by its parts.
  if (text.includes('%') && flawOfBytes(text) !== undefined)
    throw unreadable(text.split('&').flatMap(flawsOfPair).slice(0, maxErrors));
  return querystring.parse(text);
}

function flawsOfPair(pair: string): InputError[] {
  const [name = ''] = pair.split('=', 1);
  const flaw = flawOfBytes(pair);
  if (flaw === undefined) return [];
  return [
    {
      pointer: toPointer(flawOfBytes(name) === undefined ? ['query', toBytes(name).toString()] : ['query']),
      detail: flaw,
    },
  ];
}

function flawOfBytes(text: string): string | undefined {
  const bytes = toBytes(text);
  if (!isUtf8(bytes)) return 'is not UTF-8';
  return bytes.includes(0) ? 'has the character U+0000' : undefined;
}

/** Percent-decoded. Node's types lack it. */
const toBytes = (text: string): Buffer =>
  (querystring as unknown as { unescapeBuffer(text: string): Buffer }).unescapeBuffer(text);

/** INVALID_INPUT for text that cannot be carried. */
export const unreadable = (errors: readonly InputError[]): Failure =>
  new Failure('INVALID_INPUT', 'Some of the input is no text.', { errors });
