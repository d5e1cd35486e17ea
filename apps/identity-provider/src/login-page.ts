/** Login page: a form that works with a keyboard, a screen reader, a password manager, and without JavaScript. */

import { escapeHtml } from '@frontage/look';
import { developmentPassword, people } from '@frontage/seed';
import { renderPage } from './page.ts';

/** The message does not tell whether a name exists. */
const refusal = 'The name or the password is wrong.';

export interface LoginPage {
  /** Value of the name field. */
  readonly login?: string;
  /** Whether a first attempt failed. */
  readonly refused?: boolean;
}

/** Renders the form. The focus is on the first field that needs attention. */
export function renderLoginPage({ login = '', refused = false }: LoginPage): string {
  const described = refused ? 'aria-invalid="true" aria-describedby="refusal"' : '';
  const focusOn = (field: 'login' | 'password') => ((login === '' ? 'login' : 'password') === field ? 'autofocus' : '');
  return renderPage({
    title: refused ? 'Error: Log in – Frontage' : 'Log in – Frontage',
    body: `<h1>Log in to Frontage</h1>
${refused ? `<p class="notice bad" role="alert" id="refusal">${refusal}</p>` : ''}
<form method="post">
<div class="field">
<label for="login">E-mail address or name</label>
<input id="login" name="login" type="text" inputmode="email" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="254" required value="${escapeHtml(login)}" ${focusOn('login')} ${described}>
</div>
<div class="field">
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" maxlength="128" required ${focusOn('password')} ${described}>
</div>
<button type="submit">Log in</button>
</form>
${hint}`,
  });
}

/** Always shown, since this provider never runs in production. */
const hint = `<section class="card" aria-labelledby="hint">
<h2 id="hint">For development</h2>
<p>The password of everybody is <code>${escapeHtml(developmentPassword)}</code>.</p>
<ul>
${people.map(({ email, role, tier }) => `<li><code>${escapeHtml(email)}</code> (${role}, ${tier})</li>`).join('\n')}
</ul>
</section>`;
