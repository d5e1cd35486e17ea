/** The `If-Match` header, with which a write says what it was made for (RFC 9110 §13.1.1). */

import { z } from 'zod';
import { readTags, revisionsIn } from './entity-tag.ts';

/** A list of tags, or `*`. The lists of clients have one tag, as a rule. */
const pattern = '^ *(\\*|(W/)?"[^"]*"( *, *(W/)?"[^"]*")*) *$';

/**
 * `If-Match` header. The output is the revisions of which one must be current; undefined for `*`, which any has. An operation that takes it
 * requires it: without it, the answer is 428. As an option (`ifMatch.optional()`) it protects those who send it. A malformed one is refused,
 * as ignoring it would overwrite what it protects.
 */
export const ifMatch = z
  .string()
  .max(1_000)
  .meta({ pattern })
  .transform((field, context): readonly number[] | undefined => {
    const tags = readTags(field);
    if (tags === '*') return undefined;
    if (tags) return revisionsIn(tags);
    context.addIssue({ code: 'custom', message: 'must be an ETag as it came, a list of them, or *' });
    return z.NEVER;
  })
  .meta({ description: 'Tag of the answer on which the write is based (its `ETag`), or `*` for whatever is there.' });
