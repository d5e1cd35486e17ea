/** Secrets in the environment. */

import { z } from 'zod';
import { minSecretLength } from './seal.ts';

/**
 * Schema of secrets that can be rotated: separated by commas, the first writes and all of them read.
 *
 * The default minimum is that of a seal.
 */
export const secretList = (minLength: number = minSecretLength) =>
  z.string().transform((text, context): readonly string[] => {
    const list = text.split(',').map((secret) => secret.trim());
    if (list.some(({ length }) => length < minLength)) {
      const message = `must be secrets of ${minLength} characters or more, separated by commas`;
      context.addIssue({ code: 'custom', message });
    }
    return list;
  });
