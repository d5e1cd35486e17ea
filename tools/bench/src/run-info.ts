/** What the figures of a run stand on. */

import { describeMachine, type Machine } from './machine.ts';

export interface Method {
  readonly rounds: number;
  readonly seconds: number;
  /** Whichever is over first. */
  readonly warmUp: { readonly requests: number; readonly seconds: number };
  readonly connections: number;
}

/** What a reader must know of any run. */
export interface RunInfo {
  readonly startedAt: string;
  readonly machine: Machine;
  readonly method: {
    readonly rounds: number;
    readonly secondsPerRound: number;
    readonly warmUpRequests: number;
    readonly connections: number;
  };
  /** What a reader must know besides: that the machine was not idle, say. */
  readonly note?: string;
}

/** Of a run that begins now. */
export const describeRun = (method: Method, note: string | undefined): RunInfo => ({
  startedAt: new Date().toISOString(),
  machine: describeMachine(),
  method: {
    rounds: method.rounds,
    secondsPerRound: method.seconds,
    warmUpRequests: method.warmUp.requests,
    connections: method.connections,
  },
  ...(note !== undefined && { note }),
});
