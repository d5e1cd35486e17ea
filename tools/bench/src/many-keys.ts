/** As many API keys as one likes, each made of its number: whoever sends them need not be told what was put into the database. */

import { formatApiKey } from '@frontage/auth';
import { createHash } from 'node:crypto';

/** What a key is known by, and the key. */
export interface NumberedKey {
  readonly id: string;
  readonly key: string;
  /** Whose it is: two of a partner are live, as they are while one is rolled. */
  readonly partnerId: string;
}

/** Ids lie as far apart as those of real keys, so that an index has no easier time. */
const scattered = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

/** The key of that number. The names of partners are all of the same length, and so are answers that tell them. */
export function keyAt(number: number): NumberedKey {
  const id = scattered(`id ${number}`).slice(0, 16);
  return {
    id,
    key: formatApiKey('live', id, scattered(`secret ${number}`)),
    partnerId: `partner-${String(Math.floor(number / 2)).padStart(6, '0')}`,
  };
}
