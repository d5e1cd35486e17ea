/** Notice of a change that was not answered. */

import type { ReactElement } from 'react';
import { pageFailureOf } from '../../graphql/page-failure.ts';
import { here, loginUrl } from '../../session.ts';
import { actionSentence } from './action-sentence.ts';
import { FailureNotice } from './failure-notice.tsx';

export function ChangeFailure({ error }: { readonly error: unknown }): ReactElement {
  const { code, requestId } = pageFailureOf(error);
  return (
    <FailureNotice requestId={requestId}>
      {actionSentence(code)} {code === 'UNAUTHENTICATED' && <a href={loginUrl(here())}>Log in</a>}
    </FailureNotice>
  );
}
