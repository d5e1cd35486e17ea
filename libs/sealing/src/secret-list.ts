/** Secrets as the environment says them. */

import { z } from 'zod';
import { minSecretLength } from './seal.ts';

/**
 * In a configuration schema: secrets that can be replaced while what they made is still about. Separated by commas; the first writes
 * and all of them read. By default long enough to seal with.
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
