/** The logout pages: asking, sending by itself when there is nothing to ask, and saying that it is done. */

import { renderPage } from './page.ts';

/** Presses the button for somebody whose client has already asked. Without JavaScript the button is there to press. */
export const confirmScript = `document.addEventListener('DOMContentLoaded', () => document.querySelector('button').click());`;

/** Whoever sent the browser here has ended its own session, or has not: that is not ours to say. */
const notConfirmed = `<button type="submit" form="op.logoutForm">Not now</button>
<p>If you do not, the next login needs no password. The page that you came from may have logged you out already.</p>`;

/** Renders the question. `form` is oidc-provider's, as HTML; its buttons stand outside and refer to it. */
export const renderLogoutPage = (form: string, { confirmed }: { readonly confirmed: boolean }): string =>
  renderPage({
    title: 'Log out – Frontage',
    body: `<h1>Log out of Frontage?</h1>
${form}
<button type="submit" form="op.logoutForm" name="logout" value="yes">Log out</button>
${confirmed ? `<script>${confirmScript}</script>` : notConfirmed}`,
  });

export const renderLoggedOutPage = (): string =>
  renderPage({ title: 'Logged out – Frontage', body: '<h1>You are logged out</h1>\n<p>You can close this page.</p>' });
