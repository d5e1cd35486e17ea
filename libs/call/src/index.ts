/** The context of one piece of work: deadline, caller, trace and ledger. */
export { inCall, newCall, withDeadline } from './call.ts';
export type { Call, CallOptions } from './call.ts';
export { formatCacheStatus } from './cache-status.ts';
export type { CacheUse } from './cache-status.ts';
export { anonymous, formatCaller, isCallerId, parseCaller } from './caller.ts';
export type { Caller } from './caller.ts';
export { Deadline } from './deadline.ts';
export { callerHeader, deadlineHeader, reasonHeader } from './headers.ts';
export { Ledger } from './ledger.ts';
export type { CallFence } from './ledger.ts';
export { childTrace, formatTraceparent, newTrace, parseTraceparent } from './trace.ts';
export type { Trace } from './trace.ts';
