/** Live region: says short messages to screen readers, such as that something is in the cart. */

import { useSyncExternalStore, type ReactElement } from 'react';

let message = '';
const listeners = new Set<() => void>();

/** Says a message. The same one twice is said twice. */
export function announce(text: string): void {
  // A region that does not change says nothing: a no-break space makes it another text.
  message = text === message ? `${text}\u00a0` : text;
  for (const changed of listeners) changed();
}

const subscribe = (changed: () => void): (() => void) => {
  listeners.add(changed);
  return () => void listeners.delete(changed);
};

export const Announcer = (): ReactElement => (
  <p className="visually-hidden" role="status" aria-live="polite">
    {useSyncExternalStore(subscribe, () => message)}
  </p>
);
