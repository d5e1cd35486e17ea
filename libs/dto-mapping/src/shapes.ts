/**
 * Shapes with bounds, which tell a client how much may come. Views are made of them. Nothing is checked on its way out: a bound is the
 * service's promise, and generous where there is none.
 */

import { z } from 'zod';
import { currencies } from './currencies.ts';

/** Text for people, of bounded length in UTF-16 code units; plain, in any script. */
export const text = (max: number, description: string) =>
  // A format of our own, as JSON Schema allows. It tells text from identifiers, whose patterns say more.
  z.string().max(max).meta({ format: 'text', description });

/** Text of an input that must say something: blanks around it are cut off, and none but blanks is refused. */
export const requiredText = (max: number, description: string) =>
  z.string().trim().min(1).max(max).meta({ format: 'text', pattern: '\\S', description });

/** Line that a person writes: as `requiredText`, and without control characters or line breaks (Unicode Cc, Zl, Zp). */
export const writtenLine = (max: number, description: string) =>
  requiredText(max, description).regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'must be one line, without control characters');

/** Text that a person writes: as `requiredText`, and line feeds are its only control characters. CRLF becomes LF. */
export const writtenText = (max: number, description: string) =>
  requiredText(max, description)
    .overwrite((value) => value.replaceAll('\r\n', '\n'))
    .regex(/^(?:\n|[^\p{Cc}])*$/u, 'must be plain text, without control characters');

/** Identifier: ASCII that needs no encoding in a path, and is no dot segment. */
export const identifier = (description: string, error = 'is not an id') =>
  z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._~-]{0,63}$/, error)
    .meta({ maxLength: 64, description });

/** Subject: the identity provider's id of a person (`sub`, OpenID Connect Core 1.0 §2). */
export const subject = (description: string) =>
  z
    .string()
    .regex(/^[ -~]{1,255}$/)
    .meta({ maxLength: 255, description });

/** Instant in ISO 8601, UTC. */
export const instant = (description: string) => z.string().max(32).meta({ format: 'date-time', description });

/** Count, from 0. */
export const count = (description: string, max = 2_147_483_647) => z.int().min(0).max(max).meta({ description });

/** URL, absolute or relative to its place. */
export const url = (description: string) => z.string().max(2_048).meta({ format: 'uri-reference', description });

/** Currency of the price lists. */
export const currencyCode = z.enum(currencies).meta({ description: 'The currency (ISO 4217).' });
