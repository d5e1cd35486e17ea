/**
 * This process' clock, moved ahead: what caches hold is then as old as they are told. Timers run as ever, so nothing may be under way
 * while it moves; real sockets and a frozen clock do not go together, which is why no fake clock is used here.
 */

export interface MovableClock {
  /** Moves it ahead by so many milliseconds. */
  advance(ms: number): void;
  /** Puts the real one back. */
  restore(): void;
}

/** Puts a movable clock in the place of `Date` and `performance.now`. */
export function installClock(): MovableClock {
  const real = { Date: globalThis.Date, performanceNow: performance.now };
  let aheadMs = 0;
  const now = (): number => real.Date.now() + aheadMs;
  globalThis.Date = new Proxy(real.Date, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: () => new real.Date(now()).toString(),
    get: (target, name, receiver) => (name === 'now' ? now : (Reflect.get(target, name, receiver) as unknown)),
  });
  performance.now = () => real.performanceNow.call(performance) + aheadMs;
  return {
    advance: (ms) => {
      aheadMs += ms;
    },
    restore: () => {
      globalThis.Date = real.Date;
      // An own property shadowed the prototype's.
      Reflect.deleteProperty(performance, 'now');
    },
  };
}
