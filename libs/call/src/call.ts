/** Call: the context of one piece of work. The second argument of every client method, like Go's `ctx`. */

import { anonymous, type Caller } from './caller.ts';
import { Deadline } from './deadline.ts';
import { Ledger } from './ledger.ts';
import { newTrace, type Trace } from './trace.ts';

export interface Call {
  readonly deadline: Deadline;
  readonly caller: Caller;
  readonly trace: Trace;
  readonly ledger: Ledger;
  /** Something good enough stands in should this fail: what fails is not tried again. Default false. */
  readonly bestEffort?: boolean;
}

export interface CallOptions {
  /** Milliseconds from now. Default 30,000: work without a budget of its own (jobs, start-up, tests). */
  readonly budgetMs?: number;
  readonly caller?: Caller;
  readonly trace?: Trace;
  /** The ledger of the work for which this is begun, if it is shared with others. Default none: it is work of its own. */
  readonly begunBy?: Ledger;
}

/** Begins a piece of work. Whoever begins it closes `call.deadline` when it is done. */
export const newCall = (options: CallOptions = {}): Call => ({
  deadline: Deadline.in(options.budgetMs ?? 30_000),
  caller: options.caller ?? anonymous,
  trace: options.trace ?? newTrace(),
  ledger: new Ledger(options.begunBy),
});

/** The same work under another deadline. */
export const withDeadline = (call: Call, deadline: Deadline): Call => ({ ...call, deadline });

/** Does a piece of work and closes it, whatever happens. */
export async function inCall<T>(options: CallOptions, work: (call: Call) => Promise<T>): Promise<T> {
  const call = newCall(options);
  try {
    return await work(call);
  } finally {
    call.deadline.close();
  }
}
