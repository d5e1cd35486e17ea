/** Cursors: opaque positions in a list, versioned, bound to the list they came from, and checked when they come back. */

import { Failure } from '@frontage/errors';
import { createHash } from 'node:crypto';
import { z } from 'zod';

/** Longest cursor, in characters. */
const maxLength = 512;

/** What one looks like; whose it is, its checksum tells. */
const shape = { pattern: '^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{8}$', maxLength };

/** The parameter of a list. What is no cursor at all, `decodeCursor` refuses like what is one of another list. */
export const cursorParameter = z
  .string()
  .max(maxLength)
  .optional()
  .meta({ ...shape, description: 'Where the page begins: `next` of the page before. Default the first page.' });

/** The member of a page. */
export const nextCursor = z
  .string()
  .optional()
  .meta({ ...shape, description: 'Where the next page begins: send it as `cursor`. Missing on the last page.' });

/** Not a secret: it detects damage and mix-ups, as cursors grant nothing. */
const check = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 8);

/**
 * Wraps a service's position. `list` names the list and everything that shapes it (filters, order), so that a cursor of one query
 * is refused by another.
 */
export function encodeCursor(list: string, position: string): string {
  const payload = JSON.stringify([1, position]);
  return `${Buffer.from(payload).toString('base64url')}.${check(`${list}\n${payload}`)}`;
}

/** Undefined for what is none: the check is no secret, so that anybody can make one that fits it. */
function positionIn(payload: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(payload);
    if (Array.isArray(parsed) && parsed[0] === 1 && typeof parsed[1] === 'string') return parsed[1];
  } catch {
    // No JSON.
  }
  return undefined;
}

/** Gives back what `encodeCursor` was given; throws INVALID_INPUT for anything it did not make for this list. */
export function decodeCursor(list: string, cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const [encoded = '', sum] = cursor.split('.', 2);
  const payload = Buffer.from(encoded, 'base64url').toString('utf8');
  const position = sum === check(`${list}\n${payload}`) ? positionIn(payload) : undefined;
  if (cursor.length <= maxLength && position !== undefined) return position;
  throw new Failure('INVALID_INPUT', 'The cursor is not one of this list.', {
    reason: 'BAD_CURSOR',
    errors: [{ pointer: '#/query/cursor', detail: 'is not a cursor that this list gave out' }],
  });
}
