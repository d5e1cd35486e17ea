/** Notice that the network is away. What is in the cache can still be looked at. */

import { useSyncExternalStore, type ReactElement } from 'react';

const subscribe = (changed: () => void): (() => void) => {
  globalThis.addEventListener('online', changed);
  globalThis.addEventListener('offline', changed);
  return () => {
    globalThis.removeEventListener('online', changed);
    globalThis.removeEventListener('offline', changed);
  };
};

export function OfflineNotice(): ReactElement {
  const isOnline = useSyncExternalStore(subscribe, () => navigator.onLine);
  return (
    <div role="status">
      {!isOnline && <p className="notice warn">You are offline. Pages that you have seen are still here.</p>}
    </div>
  );
}
