/** Storage of the browser. Reading the property throws where it is forbidden; nothing is kept there then. */

export type BrowserStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const nowhere: BrowserStorage = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined };

const usable = (open: () => BrowserStorage | undefined): BrowserStorage => {
  try {
    return open() ?? nowhere;
  } catch {
    return nowhere;
  }
};

/** Kept for all tabs, after the browser was closed, too. */
export const sharedStorage = usable(() => globalThis.localStorage);

/** Kept for this tab, over reloads and navigations. */
export const ownStorage = usable(() => globalThis.sessionStorage);
