/** Context of one call: deadline, caller, trace and ledger. */
export type { AnswerTags } from './answer-tags.ts';
export type { CacheUse } from './cache-status.ts';
export { inCall, newCall, withDeadline } from './call.ts';
export type { Call, CallOptions } from './call.ts';
export { anonymous } from './caller.ts';
export type { Caller } from './caller.ts';
export { Deadline } from './deadline.ts';
export { reasonHeader } from './headers.ts';
export { Ledger } from './ledger.ts';
export type { CallFence } from './ledger.ts';
