/** Input errors for the client, from zod's issues. Bounded, however much was sent. */

import type { InputError } from '@frontage/errors';
import type { z } from 'zod';
import { maxErrors, toPointer } from './pointer.ts';

/** The first errors of all parts. `part` is where the input was read: `body`; without it, pointers begin at the value itself. */
export const inputErrors = (
  issues: readonly { readonly part?: string; readonly issue: z.core.$ZodIssue }[],
): readonly InputError[] => issues.flatMap(({ part, issue }) => toInputErrors(part, issue)).slice(0, maxErrors);

function toInputErrors(part: string | undefined, issue: z.core.$ZodIssue): InputError[] {
  const base = [...(part === undefined ? [] : [part]), ...issue.path.map(String)];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys
      .slice(0, maxErrors)
      .map((key) => ({ pointer: toPointer([...base, key]), detail: 'is not known here' }));
  }
  return [{ pointer: toPointer(base), detail: issue.message }];
}
