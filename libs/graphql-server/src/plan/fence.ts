/**
 * Fence: the limits on one execution, counted while values are completed.
 *
 * The estimate before it (cost/) can be wrong, and this count cannot. Once the fence has ended an execution, no resolver is called and no
 * value completed, and there is no answer, not even a partial one.
 */

import type { CallFence, Deadline } from '@frontage/call';
import { mistake } from '../render-error.ts';

export interface FenceLimits {
  /** Values of an answer. */
  readonly maxValues: number;
  /** Calls to services. */
  readonly maxCalls: number;
  /** UTF-16 code units of all strings of an answer. */
  readonly maxText: number;
}

/** Limits for introspection: the schema has more values than an answer may hold, and is for developers. */
export const unlimited: FenceLimits = { maxValues: Infinity, maxCalls: Infinity, maxText: Infinity };

/** Values between two checks of the clock. */
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

  /** Error that ended the execution. */
  get ended(): Error | undefined {
    return this.#ended;
  }

  /** Result of the work, or the deadline's error if that comes first. */
  within<T>(work: Promise<T>): Promise<T> {
    return this.#deadline ? this.#deadline.within(work) : work;
  }

  /** Values counted so far. */
  get values(): number {
    return this.#values;
  }

  /** Counts a value before any work for it. Throws when it exceeds the limit, or the deadline has passed. */
  pass(): void {
    if (this.#ended) throw this.#ended;
    this.#values += 1;
    if (this.#values > this.#limits.maxValues) this.#end(tooLarge('values', this.#limits.maxValues));
    if (this.#values % valuesPerLook === 0) this.#look();
  }

  /** Counts a call before it is made. Throws, and ends the execution, when it exceeds the limit. */
  passCall(): void {
    if (this.#ended) throw this.#ended;
    this.#calls += 1;
    if (this.#calls > this.#limits.maxCalls) {
      const { maxCalls: limit } = this.#limits;
      this.#end(mistake(`The operation needs more than ${limit} calls. Ask for less at a time.`, costly, { limit }));
    }
  }

  /** Counts the length of a string. */
  passText(length: number): void {
    this.#text += length;
    if (this.#text > this.#limits.maxText) this.#end(tooLarge('characters', this.#limits.maxText));
  }

  /** Checks the clock, since timers do not interrupt synchronous work. */
  #look(): void {
    const reason = this.#deadline?.reason;
    if (reason) this.#end(reason);
  }

  /** Ends the execution. The first reason stays. */
  end(reason: Error): void {
    this.#ended ??= reason;
  }

  #end(reason: Error): never {
    this.end(reason);
    throw reason;
  }
}

/** Apollo Router's code for the actual cost of an answer. */
const costly = 'COST_ACTUAL_TOO_EXPENSIVE';

const tooLarge = (what: string, limit: number): Error =>
  mistake(`The answer has more than ${limit} ${what}. Ask for less at a time.`, costly, { limit });
