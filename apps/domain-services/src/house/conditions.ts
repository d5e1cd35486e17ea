/** Conditions of a service: the faults that the house page can set, and what is said of any. */

import { noFaults, type Faults } from '@frontage/service-host';

/** Condition with a button. */
export interface Condition {
  readonly id: string;
  /** Name of the button. */
  readonly label: string;
  /** Body of `PUT /faults/{service}`; undefined where `DELETE` clears them. */
  readonly faults?: Partial<Faults>;
}

/** Conditions in the order of their buttons. */
export const conditions: readonly Condition[] = [
  { id: 'well', label: 'Well' },
  // Longer than clients wait for an optional part, and shorter than the attempt's limit.
  { id: 'slow', label: 'Slow', faults: { latencyMs: 1_500 } },
  { id: 'errors', label: 'Errors', faults: { errorRate: 1, status: 503 } },
  { id: 'hang-up', label: 'Hangs up', faults: { hangUp: true } },
  { id: 'down', label: 'Down', faults: { down: true } },
];

/** Id of a service's condition. `other`: faults that no button sets. */
export const conditionOf = (faults: Faults): string =>
  conditions.find((condition) => isSame({ ...noFaults, ...condition.faults }, faults))?.id ?? 'other';

const isSame = (one: Faults, other: Faults): boolean =>
  (Object.keys(noFaults) as (keyof Faults)[]).every((name) => one[name] === other[name]);

/** Faults in words, such as `answers after 1500 ms; every call fails with 503`. */
export function inWords(faults: Faults): string {
  const { latencyMs, jitterMs, errorRate, status, hangUp, corrupt, oversizeBytes, down } = faults;
  if (down) return 'refuses connections';
  const share = errorRate === 1 ? 'every call fails' : `${Math.round(errorRate * 100)} % of calls fail`;
  const said = [
    latencyMs + jitterMs > 0 && `answers after ${latencyMs}${jitterMs > 0 ? ` to ${latencyMs + jitterMs}` : ''} ms`,
    errorRate > 0 && `${share} with ${status}`,
    hangUp && 'hangs up in the middle of answers',
    corrupt && 'breaks its contract',
    oversizeBytes > 0 && `answers with ${oversizeBytes} bytes`,
  ].filter((text) => text !== false);
  return said.join('; ') || 'answers as it should';
}
