/** Headers with which a call travels between processes: caller, deadline, trace and cache status. */
export { formatCacheStatus } from './cache-status.ts';
export { formatCaller, isCallerId, parseCaller } from './caller.ts';
export { callerHeader, deadlineHeader, idempotencyKeyPattern, unquotedKey } from './headers.ts';
export { childTrace, formatTraceparent, newTrace, parseTraceparent } from './trace.ts';
export type { Trace } from './trace.ts';
