/** Call: the context of one request, handed to every client method like Go's `ctx`. */

import { anonymous, type Caller } from './caller.ts';
import { Deadline } from './deadline.ts';
import { Ledger } from './ledger.ts';
import { newTrace, type Trace } from './trace.ts';

export interface Call {
  readonly deadline: Deadline;
  readonly caller: Caller;
  readonly trace: Trace;
  readonly ledger: Ledger;
  /** Best effort: a stale entry or the like replaces a failure. Failed attempts are not retried. Default false. */
  readonly bestEffort?: boolean;
}

export interface CallOptions {
  /** Time budget, in milliseconds from now. Default 30,000, for work without a budget of its own (jobs, start-up, tests). */
  readonly budgetMs?: number;
  readonly caller?: Caller;
  readonly trace?: Trace;
  /** Ledger of the request that begins a shared fetch. Default none: the call is not shared. */
  readonly begunBy?: Ledger;
}

/** Begins a call. The caller of `newCall` closes `call.deadline` at the end. */
export const newCall = (options: CallOptions = {}): Call => ({
  deadline: Deadline.in(options.budgetMs ?? 30_000),
  caller: options.caller ?? anonymous,
  trace: options.trace ?? newTrace(),
  ledger: new Ledger(options.begunBy),
});

/** Call with another deadline. */
export const withDeadline = (call: Call, deadline: Deadline): Call => ({ ...call, deadline });

/** Begins a call, does its work, and closes it whatever happens. */
export async function inCall<T>(options: CallOptions, work: (call: Call) => Promise<T>): Promise<T> {
  const call = newCall(options);
  try {
    return await work(call);
  } finally {
    call.deadline.close();
  }
}
