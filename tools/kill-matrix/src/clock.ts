/**
 * This process' clock, moved ahead: what caches hold is then as old as they are told. Timers run as ever, so nothing may be under way
 * that waits for one while it moves.
 */

export interface MovableClock {
  /** Moves it ahead by so many milliseconds. */
  advance(ms: number): void;
  /** Puts the real one back. */
  restore(): void;
}

export interface ClockOptions {
  /** Whether it stands still between two advances, at whole milliseconds. Default: it goes on. */
  readonly stands?: boolean;
}

/** Puts a movable clock in the place of `Date` and `performance.now`. */
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
      // An own property shadowed the prototype's, or another clock's.
      Reflect.deleteProperty(performance, 'now');
      if (had) Object.defineProperty(performance, 'now', had);
    },
  };
}
