/**
 * The fence around one execution: how much its answer may hold, and until when. An estimate made before (cost/) can be wrong; what is
 * counted while values are completed cannot. Once it has ended, no resolver is called and no value completed any more, and there
 * is no answer, not even a part of one.
 */

import type { CallFence, Deadline } from '@frontage/call';
import { mistake } from '../render-error.ts';

export interface FenceLimits {
  /** Values that an answer may hold. */
  readonly maxValues: number;
  /** Calls that may be made for it. */
  readonly maxCalls: number;
  /** UTF-16 code units of all strings of an answer. */
  readonly maxText: number;
}

/** For introspection: the whole schema has more values than any answer may hold, and is for developers. */
export const unlimited: FenceLimits = { maxValues: Infinity, maxCalls: Infinity, maxText: Infinity };

/** So many values between two looks at the clock. */
const valuesPerLook = 64;

export class Fence implements CallFence {
  readonly #limits: FenceLimits;
  readonly #deadline: Deadline | undefined;
  #values = 0;
  #calls = 0;
  #text = 0;
  #ended: Error | undefined;

  constructor(limits: FenceLimits, deadline: Deadline | undefined) {
    this.#limits = limits;
    this.#deadline = deadline;
  }

  /** Why there will be no answer. */
  get ended(): Error | undefined {
    return this.#ended;
  }

  /** What comes of the work, or why it must stop if that comes first. */
  within<T>(work: Promise<T>): Promise<T> {
    return this.#deadline ? this.#deadline.within(work) : work;
  }

  /** Values counted so far. */
  get values(): number {
    return this.#values;
  }

  /** Counts a value before anything is done for it. Throws when it is one too many, or the time is up. */
  pass(): void {
    if (this.#ended) throw this.#ended;
    this.#values += 1;
    if (this.#values > this.#limits.maxValues) this.#end(tooLarge('values', this.#limits.maxValues));
    if (this.#values % valuesPerLook === 0) this.#look();
  }

  /** Counts a call before it is made, and ends the execution when it is one too many. */
  passCall(): void {
    if (this.#ended) throw this.#ended;
    this.#calls += 1;
    if (this.#calls > this.#limits.maxCalls) {
      const { maxCalls: limit } = this.#limits;
      this.#end(mistake(`The operation needs more than ${limit} calls. Ask for less at a time.`, costly, { limit }));
    }
  }

  /** Counts the text of a value. */
  passText(length: number): void {
    this.#text += length;
    if (this.#text > this.#limits.maxText) this.#end(tooLarge('characters', this.#limits.maxText));
  }

  /** Synchronous work is not interrupted by timers: it looks at the clock itself. */
  #look(): void {
    const reason = this.#deadline?.reason;
    if (reason) this.#end(reason);
  }

  /** Ends the execution. */
  end(reason: Error): void {
    this.#ended ??= reason;
  }

  #end(reason: Error): never {
    this.end(reason);
    throw reason;
  }
}

/** The code is Apollo Router's, for what an answer turned out to cost. */
const costly = 'COST_ACTUAL_TOO_EXPENSIVE';

const tooLarge = (what: string, limit: number): Error =>
  mistake(`The answer has more than ${limit} ${what}. Ask for less at a time.`, costly, { limit });
