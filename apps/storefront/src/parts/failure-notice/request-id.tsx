/** Id of a request, to quote when asking for help. Nothing where there was no answer. */

import type { ReactElement } from 'react';

export const RequestId = ({ id }: { readonly id: string | undefined }): ReactElement | null =>
  id === undefined ? null : (
    <small>
      Request <code>{id}</code>
    </small>
  );
