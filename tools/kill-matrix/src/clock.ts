/**
 * Clock of this process, moved ahead: cache entries age by as much. Timers keep real time, so no work may be under way that waits for one
 * while the clock moves.
 */

export interface MovableClock {
  /** Moves the clock ahead, in milliseconds. */
  advance(ms: number): void;
  /** Restores the real clock. */
  restore(): void;
}

export interface ClockOptions {
  /** Stops the clock between two advances, at whole milliseconds. Default false: it runs. */
  readonly stands?: boolean;
}

/** Replaces `Date` and `performance.now` with a movable clock. */
export function installClock({ stands = false }: ClockOptions = {}): MovableClock {
  const real = { Date: globalThis.Date, performanceNow: performance.now };
  const started = { at: real.Date.now(), sinceOrigin: Math.round(performance.now()) };
  let aheadMs = 0;
  const now = (): number => (stands ? started.at : real.Date.now()) + aheadMs;
  const sinceOrigin = (): number => (stands ? started.sinceOrigin : real.performanceNow.call(performance)) + aheadMs;
  const had = Object.getOwnPropertyDescriptor(performance, 'now');
  globalThis.Date = new Proxy(real.Date, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: () => new real.Date(now()).toString(),
    get: (target, name, receiver) => (name === 'now' ? now : (Reflect.get(target, name, receiver) as unknown)),
  });
  performance.now = sinceOrigin;
  return {
    advance: (ms) => {
      aheadMs += ms;
    },
    restore: () => {
      globalThis.Date = real.Date;
      // The own property shadowed the prototype's, or another movable clock's.
      Reflect.deleteProperty(performance, 'now');
      if (had) Object.defineProperty(performance, 'now', had);
    },
  };
}
