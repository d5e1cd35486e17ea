/** Wish of a visitor, kept in this tab while they log in. */

import { useEffect } from 'react';
import { useViewer } from '../frame/use-viewer.tsx';
import { announce } from '../parts/announcer/announcer.tsx';
import { sentenceOf } from '../parts/form/refusals.ts';
import { readKeptWish, type KeptWish } from './read-kept-wish.ts';
import { addWish } from './use-wish.tsx';

const key = 'frontage.wish';

/** Keeps a product until somebody is logged in. Without storage it is not kept: the heart is there to be pressed again. */
export function keepForLogin(wish: KeptWish): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(wish));
  } catch {
    // A browser that forbids storage.
  }
}

function takeKept(): KeptWish | undefined {
  try {
    const text = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    return readKeptWish(text);
  } catch {
    return undefined;
  }
}

/** Puts what a visitor wished for on the wish list, once they are logged in. */
export function useKeptWish(): void {
  const viewer = useViewer();
  const isCustomer = viewer?.role === 'CUSTOMER';
  useEffect(() => {
    const wish = isCustomer ? takeKept() : undefined;
    if (!wish) return;
    addWish(wish.id).then(
      ([refusal]) => announce(refusal ? sentenceOf(refusal) : `${wish.name} is on your wish list.`, { isShown: true }),
      () => announce(`${wish.name} could not be put on your wish list.`, { isShown: true }),
    );
  }, [isCustomer]);
}
