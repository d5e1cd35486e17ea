/** Logout pages: the question, its automatic confirmation, and the end. */

import { renderPage } from './page.ts';

/** Confirms by script when the client has proved the login. Without JavaScript the button remains. */
export const confirmScript = `document.addEventListener('DOMContentLoaded', () => document.querySelector('button').click());`;

/** Text beside the question. The client may or may not have ended its own session: this provider cannot know. */
const notConfirmed = `<button class="quiet" type="submit" form="op.logoutForm">Not now</button>
<p class="hint">If you do not, the next login needs no password. The page that you came from may have logged you out already.</p>`;

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
  renderPage({
    title: 'Logged out – Frontage',
    body: '<h1>You are logged out</h1>\n<p class="notice good" role="status">You can close this page.</p>',
  });
