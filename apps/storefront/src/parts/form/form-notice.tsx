/** Notice of a form: refusals that are about no field, failures with the id of the request, and that it begins with a draft. */

import type { ReactElement } from 'react';
import { ChangeFailure } from '../failure-notice/change-failure.tsx';
import type { Form } from './use-form.ts';

export interface FormNoticeProps {
  readonly form: Pick<Form, 'refusals' | 'failure' | 'draft' | 'isDone'>;
}

export function FormNotice({ form: { refusals, failure, draft, isDone } }: FormNoticeProps): ReactElement | null {
  if (failure !== undefined) return <ChangeFailure error={failure} />;
  if (refusals.others.length === 0) {
    if (!draft || isDone) return null;
    return <p className="notice">This is what you had written. It is not sent yet.</p>;
  }
  return (
    <p className="notice bad" role="alert" tabIndex={-1} data-form-notice>
      {refusals.others.join(' ')}
    </p>
  );
}
