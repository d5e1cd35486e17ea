/**
 * Virtual time: no budget runs out because a machine is busy, and no test waits. Timers of this process, `Date` and `performance.now`
 * stand still while work can go on without time passing; then time advances to the next timer.
 */

import { withGlobal } from '@sinonjs/fake-timers';
import { settled } from './settled.ts';

export interface VirtualTime {
  /** Moves the clock ahead as after a sleep: each due timer fires once. No work may be under way that waits for one. */
  advance(ms: number): void;
  /** Advances time until the promise settles. */
  passing<T>(coming: Promise<T>): Promise<T>;
  /** Restores the real clock and timers. */
  restore(): void;
}

/** Width of one step in milliseconds. Concurrent test beds have timers of their own, and nearly equal ones fire together. */
const stepMs = 5;

/** Replaces the timers and clocks of this process with virtual ones. */
export function installVirtualTime(): VirtualTime {
  const clock = withGlobal(globalThis).install({
    now: Date.now(),
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
    // Timers from before are those of kept-alive connections.
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
