/** Trace: the W3C Trace Context of one call (https://www.w3.org/TR/trace-context/). */

import { randomBytes } from 'node:crypto';

export interface Trace {
  /** Trace id: 32 lower-case hex digits. */
  readonly traceId: string;
  /** Id of the calling span: 16 lower-case hex digits. */
  readonly spanId: string;
  readonly sampled: boolean;
}

const pattern = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;
const zeroTrace = '0'.repeat(32);
const zeroSpan = '0'.repeat(16);

/** Pool of random bytes, one read of entropy for many ids. Ids need to be unique, not secret. */
let pool = Buffer.alloc(0);
let used = 0;
function hex(bytes: number): string {
  if (used + bytes > pool.length) {
    pool = randomBytes(4096);
    used = 0;
  }
  const text = pool.toString('hex', used, used + bytes);
  used += bytes;
  return text;
}

const newSpanId = (): string => hex(8);

/** Makes a new trace. Not sampled unless asked for. */
export const newTrace = (sampled = false): Trace => ({ traceId: hex(16), spanId: newSpanId(), sampled });

/** Makes the trace of one call within this one. */
export const childTrace = (trace: Trace): Trace => ({
  traceId: trace.traceId,
  spanId: newSpanId(),
  sampled: trace.sampled,
});

/** Parses a `traceparent` header; undefined when absent or invalid. All-zero ids and upper case are invalid. */
export function parseTraceparent(header: string | undefined): Trace | undefined {
  const match = pattern.exec(header ?? '');
  if (!match || match[1] === zeroTrace || match[2] === zeroSpan) return undefined;
  return { traceId: match[1]!, spanId: match[2]!, sampled: (Number.parseInt(match[3]!, 16) & 1) === 1 };
}

export const formatTraceparent = (trace: Trace): string =>
  `00-${trace.traceId}-${trace.spanId}-${trace.sampled ? '01' : '00'}`;
