/** The logout pages: asking, sending by itself when there is nothing to ask, and saying that it is done. */

import { renderPage } from './page.ts';

/** Presses the button for somebody whose client has already asked. Without JavaScript the button is there to press. */
export const confirmScript = `document.addEventListener('DOMContentLoaded', () => document.querySelector('button').click());`;

/** Renders the question. `form` is oidc-provider's, as HTML; its buttons stand outside and refer to it. */
export const renderLogoutPage = (form: string, { confirmed }: { readonly confirmed: boolean }): string =>
  renderPage({
    title: 'Log out – Frontage',
    body: `<h1>Log out of Frontage?</h1>
${form}
<button type="submit" form="op.logoutForm" name="logout" value="yes">Log out</button>
${confirmed ? `<script>${confirmScript}</script>` : '<button type="submit" form="op.logoutForm">Stay logged in</button>'}`,
  });

export const renderLoggedOutPage = (): string =>
  renderPage({ title: 'Logged out – Frontage', body: '<h1>You are logged out</h1>\n<p>You can close this page.</p>' });
