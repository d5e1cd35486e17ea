/** The `Idempotency-Key` header, which retries of one request share. */

import { z } from 'zod';

/** `Idempotency-Key` header: a structured-field string, or bare as many clients send it. The output is the key without quotes. */
export const idempotencyKey = z
  .string({ error: 'is required here: a key of your choice, the same for every try' })
  // The pattern of the key below, with optional quotes.
  .meta({ pattern: '^"?[\\x21-\\x7e]{1,255}"?$', maxLength: 257 })
  .transform((header) => /^"(.*)"$/.exec(header)?.[1] ?? header)
  .pipe(z.string().regex(/^[\x21-\x7e]{1,255}$/, 'must be 1 to 255 visible ASCII characters'))
  .meta({ description: 'A key of your choice, the same for every try. It is kept for 24 hours.' });
