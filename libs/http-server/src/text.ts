/**
 * Text that cannot be passed on: malformed Unicode, and NUL. A lone surrogate has no UTF-8; C libraries end at NUL, and PostgreSQL refuses
 * it. Refused here once, as the client's mistake, for everything that text may reach: a URL, a header, SQL, a log line.
 */

import { Failure, type InputError } from '@frontage/errors';
import { isUtf8 } from 'node:buffer';
import querystring from 'node:querystring';
import { maxErrors, toPointer } from './pointer.ts';

/** Flaw of a text; undefined for a text that can be passed on. */
export function flawOf(text: string): string | undefined {
  if (!text.isWellFormed()) return 'is not well-formed Unicode: it has half of a surrogate pair';
  return text.includes('\0') ? 'has the character U+0000' : undefined;
}

/** A member of a value, with its ancestors. */
interface Place {
  readonly value: unknown;
  readonly name: string;
  readonly parent: Place | undefined;
}

/**
 * Flawed texts in a JSON value, names of members included, as pointers below `root`. Not recursive: a body may be nested deeper than the
 * stack.
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
        // A flawed name cannot be part of a pointer.
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
 * Query parser for Express: names and values, arrays for repeated names. INVALID_INPUT for decoded text that is not UTF-8, which Node would
 * replace by U+FFFD, and for NUL. A `%` that begins no escape stands for itself, as in browsers.
 */
export function parseQuery(query: string | null | undefined): NodeJS.Dict<string | string[]> {
  const text = query ?? '';
  // Fast path: most queries have no escape or only good ones, and are not split.
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

/** Percent-decoded bytes. Node's types lack `unescapeBuffer`. */
const toBytes = (text: string): Buffer =>
  (querystring as unknown as { unescapeBuffer(text: string): Buffer }).unescapeBuffer(text);

/** INVALID_INPUT for flawed text. */
export const unreadable = (errors: readonly InputError[]): Failure =>
  new Failure('INVALID_INPUT', 'Some of the input is no text.', { errors });
