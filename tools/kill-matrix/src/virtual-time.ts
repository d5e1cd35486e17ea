/**
 * Virtual time: no budget runs out because a machine is busy, and no test waits. Timers of this process, `Date` and `performance.now` stand
 * still while anything can happen without time passing; then time goes on to the next timer.
 */

import { withGlobal } from '@sinonjs/fake-timers';
import { settled } from './settled.ts';

export interface VirtualTime {
  /** Moves the clock ahead, as a machine sleeps: timers that are due meanwhile fire once. Nothing that waits for one may be under way. */
  advance(ms: number): void;
  /** Lets time pass until it has come. */
  passing<T>(coming: Promise<T>): Promise<T>;
  /** Puts the real clock and timers back. */
  restore(): void;
}

/** Timers so close to each other are one step: houses that work side by side have their own each. */
const stepMs = 5;

/** Puts virtual time in the place of this process' own. */
export function installVirtualTime(): VirtualTime {
  const clock = withGlobal(globalThis).install({
    now: Date.now(),
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
    // Those of before: connections that were kept alive.
    shouldClearNativeTimers: true,
  });
  const { timeout } = AbortSignal;
  AbortSignal.timeout = (ms) => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(new DOMException('The operation timed out.', 'TimeoutError')), ms);
    return controller.signal;
  };
  return {
    advance: (ms) => void clock.jump(ms),
    passing: async (coming) => {
      let isHere = false;
      const noted = coming.finally(() => (isHere = true));
      noted.catch(() => undefined);
      for (await settled(); !isHere; await settled()) {
        clock.next();
        clock.tick(stepMs);
      }
      return noted;
    },
    restore: () => {
      AbortSignal.timeout = timeout;
      clock.uninstall();
    },
  };
}
