/** Log of the provider: refused requests and their causes, without tokens, codes and passwords. */

import type { Logger } from '@frontage/observability';
import type { errors, KoaContextWithOIDC } from 'oidc-provider';
import type { Provider } from './oidc-provider.ts';

const refusals = [
  'authorization.error',
  'grant.error',
  'userinfo.error',
  'end_session.error',
  'end_session_confirm.error',
  'introspection.error',
  'revocation.error',
] as const;

/** Connects the provider's events to a logger. */
export function logEvents(provider: Provider, log: Logger): void {
  const events: NodeJS.EventEmitter = provider;
  for (const refusal of refusals) {
    events.on(refusal, (ctx: KoaContextWithOIDC, error: errors.OIDCProviderError) => {
      const { error: code, error_description: description, error_detail: detail } = error;
      log.info(
        { client: ctx.oidc.client?.clientId, route: ctx.oidc.route, code, description, detail },
        'request refused',
      );
    });
  }
  events.on('server_error', (ctx: KoaContextWithOIDC, err: Error) =>
    log.error({ err, route: ctx.oidc.route }, 'request failed'),
  );
  events.on('backchannel.error', (_ctx: KoaContextWithOIDC, err: Error) =>
    log.warn({ err }, 'back-channel logout failed'),
  );
  // Without a listener, Koa writes errors to standard error.
  events.on('error', (err: unknown) => log.error({ err }, 'request failed'));
}
