/** Button below a list for its next page. */

import { useState, useTransition, type ReactElement } from 'react';
import { announce } from '../announcer/announcer.tsx';
import { ChangeFailure } from '../failure-notice/change-failure.tsx';

export interface ShowMoreProps {
  /** True while there is another page. */
  readonly hasMore: boolean;
  /** Reads the next page, and says how many there are now. */
  readonly load: () => Promise<string>;
}

export function ShowMore({ hasMore, load }: ShowMoreProps): ReactElement | null {
  const [isPending, startTransition] = useTransition();
  const [failure, setFailure] = useState<unknown>();
  if (!hasMore) return null;
  const showMore = async (): Promise<void> => {
    try {
      setFailure(undefined);
      announce(await load());
    } catch (error) {
      setFailure(error);
    }
  };
  return (
    <>
      {failure !== undefined && <ChangeFailure error={failure} />}
      <button
        type="button"
        className="quiet"
        aria-disabled={isPending}
        onClick={() => {
          if (!isPending) startTransition(showMore);
        }}
      >
        {isPending ? 'Loading…' : 'Show more'}
      </button>
    </>
  );
}
