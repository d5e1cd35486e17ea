/** Cursors: opaque, versioned positions in a list. They are bound to their list, and checked when they come back. */

import { Failure } from '@frontage/errors';
import { createHash } from 'node:crypto';
import { z } from 'zod';

/** Longest cursor, in characters. */
const maxLength = 512;

/** Syntax of a cursor. Its checksum tells the list. */
const shape = { pattern: '^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{8}$', maxLength };

/** Query parameter of a list. The syntax is not enforced here: `decodeCursor` refuses malformed cursors like those of another list. */
export const cursorParameter = z
  .string()
  .max(maxLength)
  .optional()
  .meta({ ...shape, description: 'Start of the page: `next` of the page before. Default the first page.' });

/** Member of a page: the cursor of the next one. */
export const nextCursor = z
  .string()
  .optional()
  .meta({ ...shape, description: 'Start of the next page, to be sent as `cursor`. Missing on the last page.' });

/** Checksum against damage and mix-ups. It is no secret, as cursors grant nothing. */
const check = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 8);

/**
 * Encodes a service's position. `list` names the list and all that shapes it (filters, order), so that another query refuses the cursor.
 */
export function encodeCursor(list: string, position: string): string {
  const payload = JSON.stringify([1, position]);
  return `${Buffer.from(payload).toString('base64url')}.${check(`${list}\n${payload}`)}`;
}

/** Decodes the position; undefined for anything malformed. The checksum is no secret, so a client can forge one that fits. */
function positionIn(payload: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(payload);
    if (Array.isArray(parsed) && parsed[0] === 1 && typeof parsed[1] === 'string') return parsed[1];
  } catch {
    // The payload is no JSON.
  }
  return undefined;
}

/**
 * Decodes a cursor of this list. Throws INVALID_INPUT for anything that `encodeCursor` did not make for it. `parameter` is the name of its
 * query parameter.
 */
export function decodeCursor(list: string, cursor: string | undefined, parameter = 'cursor'): string | undefined {
  if (cursor === undefined) return undefined;
  const [encoded = '', sum] = cursor.split('.', 2);
  const payload = Buffer.from(encoded, 'base64url').toString('utf8');
  const position = sum === check(`${list}\n${payload}`) ? positionIn(payload) : undefined;
  if (cursor.length <= maxLength && position !== undefined) return position;
  throw new Failure('INVALID_INPUT', 'The cursor is not one of this list.', {
    reason: 'BAD_CURSOR',
    errors: [{ pointer: `#/query/${parameter}`, detail: 'is not a cursor that this list gave out' }],
  });
}
