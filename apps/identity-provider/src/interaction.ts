/** Interaction: the steps between a client's request and its answer, on `/interaction/{uid}`. */

import { text } from 'node:stream/consumers';
import type { Logger } from '@frontage/observability';
import type { InteractionResults } from 'oidc-provider';
import { logIn } from './accounts.ts';
import { renderErrorPage } from './error-page.ts';
import { renderLoginPage } from './login-page.ts';
import { OIDCProviderError, type Provider } from './oidc-provider.ts';

const path = /^\/interaction\/[\w-]+$/;
const route = '/interaction/:uid';
const maxFormBytes = 4096;

/** Koa middleware of the provider. */
export type Middleware = Parameters<Provider['use']>[0];
type Context = Parameters<Middleware>[0];

/** Creates the login middleware. The interaction's cookie is SameSite=Lax, so that cross-site forms fail. */
export const createInteraction =
  (provider: Provider, log: Logger): Middleware =>
  async (ctx, next) => {
    if (!path.test(ctx.path)) return next();
    ctx['_matchedRoute'] = route;
    ctx.set('Cache-Control', 'no-store');
    ctx.type = 'html';
    try {
      const { prompt, params } = await provider.interactionDetails(ctx.req, ctx.res);
      // No consent page: the clients are our own, and their requests are granted (provider.ts).
      if (prompt.name === 'consent') await finish(provider, ctx, { consent: {} });
      else if (ctx.method === 'POST') await receiveForm(provider, log, ctx);
      else if (ctx.method === 'GET' || ctx.method === 'HEAD') showForm(ctx, params['login_hint']);
      else refuse(ctx, 405, 'Only the form of the login page can be sent here.');
    } catch (error) {
      if (!(error instanceof OIDCProviderError)) throw error;
      refuse(ctx, error.status, 'This login has expired or was already used.');
    }
  };

function showForm(ctx: Context, hint: unknown): void {
  ctx.body = renderLoginPage({ ...(typeof hint === 'string' && { login: hint }) });
}

async function receiveForm(provider: Provider, log: Logger, ctx: Context): Promise<void> {
  const { length } = ctx.request;
  if (!ctx.is('urlencoded')) return refuse(ctx, 415, 'Only the form of the login page can be sent here.');
  // Browsers send the length of a form, and Node's parser rejects a longer body.
  if (length === undefined) return refuse(ctx, 411, 'The form does not say how long it is.');
  if (length > maxFormBytes) return refuse(ctx, 413, 'The form is too large.');

  const form = new URLSearchParams(await text(ctx.req));
  const login = form.get('login') ?? '';
  const person = logIn(login, form.get('password') ?? '');
  if (person) return finish(provider, ctx, { login: { accountId: person.id, amr: ['pwd'] } });
  // The log does not name the login: people type their password into the wrong field.
  log.info('login refused');
  ctx.body = renderLoginPage({ login, refused: true });
}

/** Ends the interaction. 303, so that browsers do not send the password on (RFC 9700 §4.12). */
async function finish(provider: Provider, ctx: Context, result: InteractionResults): Promise<void> {
  ctx.status = 303;
  ctx.redirect(await provider.interactionResult(ctx.req, ctx.res, result));
}

function refuse(ctx: Context, status: number, description: string): void {
  ctx.status = status;
  if (status === 405) ctx.set('Allow', 'GET, HEAD, POST');
  ctx.body = renderErrorPage({ error: 'invalid_request', description });
}
