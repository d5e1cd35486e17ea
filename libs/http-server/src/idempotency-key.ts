/** The `Idempotency-Key` header, which retries of one request share. */

import { idempotencyKeyPattern, unquotedKey } from '@frontage/call/headers';
import { z } from 'zod';

/** `Idempotency-Key` header: a structured-field string, or bare as many clients send it. The output is the key without quotes. */
export const idempotencyKey = z
  .string({ error: 'is required here: a key of your choice, the same for every try' })
  .meta({ pattern: idempotencyKeyPattern.source.replace(/^\^(.*)\$$/, '^"?$1"?$$'), maxLength: 257 })
  .transform(unquotedKey)
  .pipe(z.string().regex(idempotencyKeyPattern, 'must be 1 to 255 visible ASCII characters'))
  .meta({ description: 'A key of your choice, the same for every try. It is kept for 24 hours.' });
