/**
 * Shapes that say how much may come: what a client has to be ready for. Views are made of them; nothing is checked on its way out, so a
 * bound is what the service behind promises, and generous where it promises nothing.
 */

import { z } from 'zod';
import { currencies } from './currencies.ts';

/** Text for people, of at most so many UTF-16 code units: plain, in any script. */
export const text = (max: number, description: string) =>
  // A format of our own, as JSON Schema allows: it tells text from what programs read, whose patterns say more.
  z.string().max(max).meta({ format: 'text', description });

/** What programs call something: ASCII that needs no encoding in a path, and is no step in one. */
export const identifier = (description: string, error = 'is not an id') =>
  z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._~-]{0,63}$/, error)
    .meta({ maxLength: 64, description });

/** What the identity provider calls a person: its `sub` (OpenID Connect Core 1.0 §2). */
export const subject = (description: string) =>
  z
    .string()
    .regex(/^[ -~]{1,255}$/)
    .meta({ maxLength: 255, description });

/** An ISO 8601 instant in UTC. */
export const instant = (description: string) => z.string().max(32).meta({ format: 'date-time', description });

/** How many there are: none, or more. */
export const count = (description: string, max = 2_147_483_647) => z.int().min(0).max(max).meta({ description });

/** An absolute URL, or one relative to whatever it stands in. */
export const url = (description: string) => z.string().max(2_048).meta({ format: 'uri-reference', description });

/** One of the currencies of the price lists. */
export const currencyCode = z.enum(currencies).meta({ description: 'The currency (ISO 4217).' });
