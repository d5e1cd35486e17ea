/** Steps of time. Upstream calls are held until nothing else can happen, and let through together, one millisecond later. */

import type { Authorize } from '@frontage/service-host';
import { installClock } from './clock.ts';
import { settled } from './settled.ts';

export interface Steps {
  /** Authorization of calls from outside the domain. Services await it before they answer, so this is where calls are held. */
  readonly authorize: Authorize;
  /** Takes steps until the promise settles. */
  passing<T>(coming: Promise<T>): Promise<T>;
  /** Restores the real clock, and holds no more calls. */
  restore(): void;
}

/** Stops the clock. Timers keep real time: nothing healthy waits for one. */
export function installSteps(authorize: Authorize): Steps {
  const held: (() => void)[] = [];
  let isHolding = false;
  const clock = installClock({ stands: true });
  const letThrough = (): void => {
    clock.advance(1);
    for (const release of held.splice(0)) release();
  };
  return {
    authorize: async (token, audience) => {
      if (isHolding) await new Promise<void>((resolve) => held.push(resolve));
      return authorize(token, audience);
    },
    passing: async (coming) => {
      isHolding = true;
      let isHere = false;
      const noted = coming.finally(() => (isHere = true));
      noted.catch(() => undefined);
      for (await settled(); !isHere; await settled()) letThrough();
      isHolding = false;
      return noted;
    },
    restore: () => {
      isHolding = false;
      letThrough();
      clock.restore();
    },
  };
}
