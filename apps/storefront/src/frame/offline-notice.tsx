/** Notice that the network, or the shop, is away. What is in the cache can still be looked at. */

import { useSyncExternalStore, type ReactElement } from 'react';
import css from './frame.module.css';
import { isShopAway, subscribeConnection } from '../graphql/connection.ts';

const subscribe = (changed: () => void): (() => void) => {
  const ending = new AbortController();
  globalThis.addEventListener('online', changed, { signal: ending.signal });
  globalThis.addEventListener('offline', changed, { signal: ending.signal });
  const stop = subscribeConnection(changed);
  return () => {
    ending.abort();
    stop();
  };
};

type Connection = 'there' | 'offline' | 'away';

const connection = (): Connection => {
  if (!navigator.onLine) return 'offline';
  return isShopAway() ? 'away' : 'there';
};

const sentences: Readonly<Record<Exclude<Connection, 'there'>, string>> = {
  offline: 'You are offline. Pages that you have seen are still here.',
  away: 'The shop cannot be reached right now. Pages that you have seen are still here.',
};

export function OfflineNotice(): ReactElement {
  const now = useSyncExternalStore(subscribe, connection);
  return (
    <div role="status" className={css['offline']}>
      {now !== 'there' && <p className="notice warn">{sentences[now]}</p>}
    </div>
  );
}
