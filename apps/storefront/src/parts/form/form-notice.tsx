/** Notice of a form: refusals that are about no field, and failures with the id of the request. */

import type { ReactElement } from 'react';
import { pageFailureOf } from '../../graphql/page-failure.ts';
import { here, loginUrl } from '../../session.ts';
import { RequestId } from '../failure-notice/request-id.tsx';
import { changeFailureSentence } from './change-failure.ts';
import type { Form } from './use-form.ts';

export interface FormNoticeProps {
  readonly form: Pick<Form, 'refusals' | 'failure'>;
}

export function FormNotice({ form: { refusals, failure } }: FormNoticeProps): ReactElement | null {
  if (failure !== undefined) return <FailureNotice error={failure} />;
  if (refusals.others.length === 0) return null;
  return (
    <p className="notice bad" role="alert" tabIndex={-1} data-form-notice>
      {refusals.others.join(' ')}
    </p>
  );
}

/** Notice of a change that was not answered. */
export function FailureNotice({ error }: { readonly error: unknown }): ReactElement {
  const { code, requestId } = pageFailureOf(error);
  return (
    <div className="notice bad" role="alert" tabIndex={-1} data-form-notice>
      {changeFailureSentence(code)} {code === 'UNAUTHENTICATED' && <a href={loginUrl(here())}>Log in</a>}{' '}
      <RequestId id={requestId} />
    </div>
  );
}
