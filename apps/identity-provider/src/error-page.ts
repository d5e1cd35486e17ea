/** Error page, for a request that cannot be answered with a redirect to the client. */

import { escapeHtml } from '@frontage/look';
import { renderPage } from './page.ts';

export interface ErrorPage {
  /** Code of OAuth: `invalid_request`. */
  readonly error: string;
  readonly description?: string | undefined;
}

export const renderErrorPage = ({ error, description }: ErrorPage): string =>
  renderPage({
    title: 'This did not work – Frontage',
    body: `<h1>This did not work</h1>
<p class="notice bad" role="alert">${escapeHtml(description ?? 'The request could not be understood.')}</p>
<p>Please go back to where you came from and start again. Code: <code>${escapeHtml(error)}</code></p>`,
  });
