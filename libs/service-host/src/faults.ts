/** Fault injector: the faults a service can have, and the parsing of requests for them. */

import { Failure } from '@frontage/errors';

export interface Faults {
  /** Delay before the answer, in milliseconds. */
  readonly latencyMs: number;
  /** Further random delay, up to this many milliseconds. */
  readonly jitterMs: number;
  /** Share of calls that fail with `status`, 0 to 1. */
  readonly errorRate: number;
  /** Status of failing calls. */
  readonly status: number;
  /** Closes the connection in the middle of the answer. */
  readonly hangUp: boolean;
  /** Answers something that violates the contract. */
  readonly corrupt: boolean;
  /** Size of the answer in bytes, in place of the real one. 0: off. */
  readonly oversizeBytes: number;
  /** Refuses connections and ends those that are open. */
  readonly down: boolean;
}

export const noFaults: Faults = Object.freeze({
  latencyMs: 0,
  jitterMs: 0,
  errorRate: 0,
  status: 503,
  hangUp: false,
  corrupt: false,
  oversizeBytes: 0,
  down: false,
});

/** Faults of one hosted service. */
export class FaultControl {
  #faults: Faults = noFaults;
  readonly #onChange: (faults: Faults) => void;

  constructor(onChange: (faults: Faults) => void = () => undefined) {
    this.#onChange = onChange;
  }

  get current(): Faults {
    return this.#faults;
  }

  /** Replaces the faults. A `status` without an `errorRate` applies to every call. */
  set(faults: Partial<Faults>): void {
    const errorRate = faults.errorRate ?? (faults.status === undefined ? 0 : 1);
    this.#faults = { ...noFaults, ...faults, errorRate };
    this.#onChange(this.#faults);
  }

  clear(): void {
    this.set({});
  }
}

const ranges: Readonly<Record<string, { readonly max: number; readonly whole: boolean }>> = {
  latencyMs: { max: 600_000, whole: true },
  jitterMs: { max: 600_000, whole: true },
  errorRate: { max: 1, whole: false },
  status: { max: 599, whole: true },
  oversizeBytes: { max: 1_000_000_000, whole: true },
};

/** Parses the body of `PUT /faults/{service}`. Throws INVALID_INPUT naming every member that is wrong. */
export function readFaults(body: unknown): Partial<Faults> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new Failure('INVALID_INPUT', 'The faults must be a JSON object.', {
      errors: [{ pointer: '#/body', detail: 'must be an object' }],
    });
  }
  const errors = Object.entries(body).flatMap(([name, value]) => {
    const wrong = wrongWith(name, value);
    return wrong === undefined ? [] : [{ pointer: `#/body/${name}`, detail: wrong }];
  });
  if (errors.length > 0) throw new Failure('INVALID_INPUT', 'Some faults are not possible.', { errors });
  return body;
}

function wrongWith(name: string, value: unknown): string | undefined {
  if (!Object.hasOwn(noFaults, name)) return `is not a fault; use ${Object.keys(noFaults).join(', ')}`;
  const range = ranges[name];
  if (!range) return typeof value === 'boolean' ? undefined : 'must be true or false';
  const min = name === 'status' ? 400 : 0;
  const fits =
    typeof value === 'number' && value >= min && value <= range.max && (!range.whole || Number.isInteger(value));
  return fits ? undefined : `must be ${range.whole ? 'a whole number' : 'a number'} from ${min} to ${range.max}`;
}

/** Delays the answer, until the client closes the connection at the latest. */
export function delay(faults: Faults, signal: AbortSignal): Promise<void> | undefined {
  const ms = faults.latencyMs + Math.random() * faults.jitterMs;
  if (ms === 0) return undefined;
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}

/** Whether this call is one of those that fail. */
export const isFailing = (faults: Faults): boolean => faults.errorRate > 0 && Math.random() < faults.errorRate;
