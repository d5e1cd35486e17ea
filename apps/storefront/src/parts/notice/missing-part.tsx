/** Notice in the place of a part that fails, so that the page around it stays. */

import type { ReactElement } from 'react';
import { pageFailureOf } from '../../graphql/page-failure.ts';
import { RequestId } from '../failure-notice/request-id.tsx';

export interface MissingPartProps {
  /** Sentence for people: what is missing. */
  readonly sentence: string;
  readonly error: unknown;
  readonly retry: () => void;
}

export const MissingPart = ({ sentence, error, retry }: MissingPartProps): ReactElement => (
  <div className="notice warn" role="alert">
    <p>{sentence}</p>
    <p className="row">
      <button type="button" className="quiet" onClick={retry}>
        Try again
      </button>
      <RequestId id={pageFailureOf(error).requestId} />
    </p>
  </div>
);
