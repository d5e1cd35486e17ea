/** Notice that something could not be done: what to do, and the id to quote. */

import type { ReactElement, ReactNode } from 'react';
import { RequestId } from './request-id.tsx';

export interface FailureNoticeProps {
  /** Sentence for people. */
  readonly children: ReactNode;
  /** Id of the request; undefined where there was no answer. */
  readonly requestId?: string | undefined;
}

export const FailureNotice = ({ children, requestId }: FailureNoticeProps): ReactElement => (
  // Forms lead the focus to it, where it is the first problem.
  <div className="notice bad" role="alert" tabIndex={-1} data-form-notice>
    {children} <RequestId id={requestId} />
  </div>
);
