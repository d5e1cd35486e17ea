/** Switches of a house's services. */

import { patienceMs } from './visit.ts';

export type Condition = 'Well' | 'Down';

/** One way to press the switches. */
export interface Presses {
  /** Makes a service work or not, and waits until it is so. */
  make(service: string, condition: Condition): Promise<void>;
  /** Ends all faults, and waits until there is none. */
  makeAllWell(): Promise<void>;
}

export interface Switches extends Presses {
  /** Switches services off for as long as the work takes, whatever comes of it. */
  without(services: readonly string[], work: () => Promise<void>): Promise<void>;
}

export const createSwitches = ({ make, makeAllWell }: Presses): Switches => ({
  make,
  makeAllWell,
  async without(services, work) {
    try {
      for (const service of services) await make(service, 'Down');
      await work();
    } finally {
      await makeAllWell();
    }
  },
});

/** Switches by requests, as the buttons of the house page make them: for scenes that are about something else. */
export function createSwitchboard(address: string): Switches {
  async function ask(method: string, path: string, faults?: object): Promise<void> {
    const answer = await fetch(address + path, {
      method,
      signal: AbortSignal.timeout(patienceMs),
      ...(faults && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(faults) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    await answer.body?.cancel();
  }
  return createSwitches({
    make: (service, condition) =>
      condition === 'Down' ? ask('PUT', `/faults/${service}`, { down: true }) : ask('DELETE', `/faults/${service}`),
    makeAllWell: () => ask('DELETE', '/faults'),
  });
}
