/** Focus that does not get lost: where what had it is gone after a change, the title of the page gets it. */

import { useEffect, useRef } from 'react';

/** Looks after the focus whenever `state` is another. Keyboards and screen readers would begin at the top of the document otherwise. */
export function useKeptFocus(state: unknown): void {
  const before = useRef(state);
  useEffect(() => {
    if (before.current === state) return;
    before.current = state;
    const { activeElement, body } = document;
    if (activeElement === body) document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
  }, [state]);
}
