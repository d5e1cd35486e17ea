/** Page of failures: what cannot be shown, what to do, and the id to quote. */

import { useEffect, useRef, type ReactElement } from 'react';
import { Link } from 'react-router';
import { pageFailureOf } from '../graphql/page-failure.ts';
import { RequestId } from '../parts/failure-notice/request-id.tsx';
import { PageTitle } from '../parts/page-title/page-title.tsx';
import { here, logInAgain, loginUrl } from '../session.ts';
import { sentencesFor } from './failure-sentences.ts';
import { useViewer } from './use-viewer.tsx';

export interface FailurePageProps {
  readonly error: unknown;
  /** Tries once more. Default: there is nothing to try. */
  readonly retry?: () => void;
}

export function FailurePage({ error, retry }: FailurePageProps): ReactElement {
  const { code, requestId } = pageFailureOf(error);
  const { title, text } = sentencesFor(code);
  const isOver = code === 'UNAUTHENTICATED';
  useEffect(() => {
    if (isOver) logInAgain();
  }, [isOver]);
  const viewer = useViewer()?.id;
  const before = useRef(viewer);
  useEffect(() => {
    // The person has logged in in another tab.
    if (viewer !== undefined && viewer !== before.current && isOver) retry?.();
    before.current = viewer;
  }, [isOver, retry, viewer]);
  const isOffline = code === 'OFFLINE';
  useEffect(() => {
    if (!isOffline || !retry) return;
    globalThis.addEventListener('online', retry);
    return () => globalThis.removeEventListener('online', retry);
  }, [isOffline, retry]);
  return (
    <>
      <PageTitle>{title}</PageTitle>
      <p role="alert">{text}</p>
      <p className="row">
        {isOver && (
          <a className="button" href={loginUrl(here())}>
            Log in
          </a>
        )}
        {retry && code !== 'NOT_FOUND' && !isOver && (
          <button type="button" onClick={retry}>
            Try again
          </button>
        )}
      </p>
      {code === 'NOT_FOUND' && <Elsewhere />}
      <p>
        <RequestId id={requestId} />
      </p>
    </>
  );
}

/** Ways on from a page that is not there; and for search engines, that it is not. */
const Elsewhere = (): ReactElement => (
  <>
    <meta name="robots" content="noindex" />
    <ul>
      <li>
        <Link to="/">The first page of the shop</Link>
      </li>
      <li>
        <Link to="/categories">All categories</Link>
      </li>
      <li>
        <Link to="/search">All products</Link>, to search and to filter
      </li>
    </ul>
  </>
);
