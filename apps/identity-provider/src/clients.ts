/** OAuth clients and their authentication. */

import type { ClientMetadata } from 'oidc-provider';
import type { Config } from './config.ts';

/** The public client: the app on the phone. */
export const mobileApp = 'mobile-app';

/** Client of a process that calls domain services in its own name. */
const serviceCaller = (clientId: string, secret: string): ClientMetadata => ({
  client_id: clientId,
  client_secret: secret,
  token_endpoint_auth_method: 'client_secret_basic',
  grant_types: ['client_credentials'],
  response_types: [],
  redirect_uris: [],
});

/** Registered clients. PKCE is required of all that use the code flow (provider.ts). */
export const defineClients = (config: Config): ClientMetadata[] => [
  {
    ...serviceCaller('web-bff', config.WEB_BFF_CLIENT_SECRET),
    client_name: 'Frontage web shop',
    grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
    response_types: ['code'],
    redirect_uris: [`${config.WEB_BFF_URL}/auth/callback`],
    post_logout_redirect_uris: [`${config.WEB_BFF_URL}/`],
    backchannel_logout_uri: `${config.WEB_BFF_BACKCHANNEL_URL}/auth/backchannel-logout`,
    backchannel_logout_session_required: true,
  },
  {
    client_id: mobileApp,
    client_name: 'Frontage mobile app',
    application_type: 'native',
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    // For native clients oidc-provider accepts any port of a loopback address (RFC 8252 §7.3).
    redirect_uris: ['com.frontage.app:/callback', 'http://127.0.0.1/callback'],
  },
  serviceCaller('mobile-bff', config.MOBILE_BFF_CLIENT_SECRET),
  serviceCaller('partner-bff', config.PARTNER_BFF_CLIENT_SECRET),
  serviceCaller('domain-services', config.DOMAIN_SERVICES_CLIENT_SECRET),
];

/**
 * Origins to which our forms may lead, for `form-action`.
 *
 * Browsers apply it to redirects after a form was sent, too, so that a redirect to the client would be blocked without its origin.
 */
export const redirectSources = (config: Config): string[] => [
  config.WEB_BFF_URL,
  'com.frontage.app:',
  'http://127.0.0.1:*',
];
