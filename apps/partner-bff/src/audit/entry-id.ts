/** Ids of entries: UUIDv7 (RFC 9562 §5.7) with a counter (§6.2, method 1), so that entries of one millisecond keep their order. */

import { randomUUID } from 'node:crypto';

const maxCount = 0xfff;

let lastMs = 0;
let count = 0;

/** Makes an id that sorts after all that this process has made. */
export function nextEntryId(now = Date.now()): string {
  if (now > lastMs) [lastMs, count] = [now, 0];
  // More than 4,096 in a millisecond, or a clock that was put back: on with the next one.
  else if ((count += 1) > maxCount) [lastMs, count] = [lastMs + 1, 0];
  const [time, counter] = [lastMs.toString(16).padStart(12, '0'), count.toString(16).padStart(3, '0')];
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter}-${randomUUID().slice(19)}`;
}
