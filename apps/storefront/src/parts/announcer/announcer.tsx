/** Live region: says short messages to screen readers, such as that something is in the cart; and shows those that everybody has to see. */

import { useSyncExternalStore, type ReactElement } from 'react';
import css from './announcer.module.css';

interface Message {
  readonly text: string;
  /** True for a message that the page shows nowhere else. */
  readonly isShown: boolean;
}

const none: Message = { text: '', isShown: false };
let message = none;
const listeners = new Set<() => void>();

function tell(next: Message): void {
  message = next;
  for (const changed of listeners) changed();
}

/**
 * Says a message. The same one twice is said twice. `isShown` is for what the page itself does not show: a notice stays until it is closed, or
 * another message comes. Default false.
 */
export function announce(text: string, { isShown = false }: { readonly isShown?: boolean } = {}): void {
  // A region that does not change says nothing: a no-break space makes it another text.
  tell({ text: text === message.text ? `${text}\u00a0` : text, isShown });
}

const subscribe = (changed: () => void): (() => void) => {
  listeners.add(changed);
  return () => void listeners.delete(changed);
};

export function Announcer(): ReactElement {
  const { text, isShown } = useSyncExternalStore(subscribe, () => message);
  return (
    <div className={isShown ? css['shown'] : 'visually-hidden'}>
      <p role="status" aria-live="polite">
        {text}
      </p>
      {isShown && (
        <button type="button" className="quiet" onClick={() => tell(none)}>
          Close
        </button>
      )}
    </div>
  );
}
