/** Memory of the session in the browser: whether somebody was logged in here, and whether a login was just tried. It holds no secret. */

import type { BrowserStorage } from './storage.ts';

const personKey = 'frontage.person';
const triedKey = 'frontage.login-tried';

export interface SessionMemory {
  /** True when somebody is logged in, as far as this browser knows: until a logout here. */
  isRemembered(): boolean;
  /** Notes that somebody is logged in. Ends the try. True when nobody was remembered before. */
  remember(): boolean;
  /** Notes a logout. */
  forget(): void;
  /** Asks for a try of a login without being asked to: true once, until somebody is logged in. No page may go there and back for ever. */
  tryOnce(): boolean;
}

/** Opens the memory. `shared` is that of all tabs, `own` that of this one. Without storage nobody is remembered, and nothing tried. */
export function createSessionMemory(shared: BrowserStorage, own: BrowserStorage): SessionMemory {
  const attempt = <Value>(work: () => Value, otherwise: Value): Value => {
    try {
      return work();
    } catch {
      return otherwise;
    }
  };
  const isRemembered = (): boolean => attempt(() => shared.getItem(personKey) !== null, false);
  return {
    isRemembered,
    remember() {
      const isNew = !isRemembered();
      attempt(() => own.removeItem(triedKey), undefined);
      if (isNew) attempt(() => shared.setItem(personKey, '1'), undefined);
      return isNew;
    },
    forget: () => attempt(() => shared.removeItem(personKey), undefined),
    tryOnce: () =>
      attempt(() => {
        if (!isRemembered() || own.getItem(triedKey) !== null) return false;
        own.setItem(triedKey, '1');
        return true;
      }, false),
  };
}

/** Change of the session between two looks at it. */
export type SessionChange = 'none' | 'login' | 'logout' | 'expiry' | 'other person';

/**
 * Compares two looks: `before` is whom pages are drawn for, `now` whom web-bff knows; null is nobody. Somebody who is still remembered has not
 * logged out: the session has ended by itself.
 */
export function sessionChange(before: string | null, now: string | null, isRemembered: boolean): SessionChange {
  if (before === now) return 'none';
  if (before === null) return 'login';
  if (now !== null) return 'other person';
  return isRemembered ? 'expiry' : 'logout';
}
