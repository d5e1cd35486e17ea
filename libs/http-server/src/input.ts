/** Input schemas for what HTTP itself defines. */

import { z } from 'zod';

/** An `Idempotency-Key` header: a structured-field string, or bare as many clients send it. Gives the key without quotes. */
export const idempotencyKey = z
  .string({ error: 'is required here: a key of your choice, the same for every try' })
  .transform((header) => /^"(.*)"$/.exec(header)?.[1] ?? header)
  .pipe(z.string().regex(/^[\x21-\x7e]{1,255}$/, 'must be 1 to 255 visible ASCII characters'));
