/** Notice of a form: refusals that are about no field, and failures with the id of the request. */

import type { ReactElement } from 'react';
import { ChangeFailure } from '../failure-notice/change-failure.tsx';
import type { Form } from './use-form.ts';

export interface FormNoticeProps {
  readonly form: Pick<Form, 'refusals' | 'failure'>;
}

export function FormNotice({ form: { refusals, failure } }: FormNoticeProps): ReactElement | null {
  if (failure !== undefined) return <ChangeFailure error={failure} />;
  if (refusals.others.length === 0) return null;
  return (
    <p className="notice bad" role="alert" tabIndex={-1} data-form-notice>
      {refusals.others.join(' ')}
    </p>
  );
}
