/** OpenID Connect provider: the configuration of oidc-provider, which implements the protocol. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { assemble, routes, withoutLimits } from '@frontage/http-server/stack';
import {
  authenticate,
  failures,
  health,
  notFound,
  problemPages,
  requestContext,
  securityHeaders,
} from '@frontage/http-server/stages';
import { type Composition, createRuntime, type Runtime } from '@frontage/http-server';
import { contextOf } from '@frontage/http-server/context';
import { createOutboundFetch } from '@frontage/upstream/http';
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { findAccount } from './accounts.ts';
import { defineClients, redirectSources } from './clients.ts';
import type { Config } from './config.ts';
import { renderErrorPage } from './error-page.ts';
import { createInteraction, type Middleware } from './interaction.ts';
import { loadKeys, type Keys } from './keys.ts';
import { confirmScript, renderLoggedOutPage, renderLogoutPage } from './logout-page.ts';
import { createMemoryAdapter, definePolicy, Provider } from './oidc-provider.ts';
import { contentSecurityPolicy } from './page.ts';
import { logEvents } from './provider-log.ts';
import { defaultResource, describeResource, extraTokenClaims, serviceTokenTtlS, userScopes } from './resources.ts';

const clockToleranceS = 15;
const fortnightS = 14 * 24 * 60 * 60;

type ExpressResponse = Parameters<typeof contextOf>[0];

/** Creates the provider, behind the stages of every process. Its keys are in the data directory. */
export async function createIdentityProvider(
  config: Config,
  { log, metrics, state }: Runtime = createRuntime('identity-provider'),
): Promise<Composition> {
  const { adapter, clear } = createMemoryAdapter(clockToleranceS);
  const keys = await loadKeys(config.FRONTAGE_DATA_DIR);
  const provider = new Provider(config.OIDC_ISSUER, { ...defineConfiguration(config, keys), adapter });
  // With an https issuer, a proxy in front ends TLS, and says so in X-Forwarded-Proto.
  provider.proxy = config.OIDC_ISSUER.startsWith('https:');
  provider.use(createFrame(contentSecurityPolicy(redirectSources(config))));
  provider.use(createInteraction(provider, log));
  logEvents(provider, log);

  const handler = assemble([
    requestContext({ log, metrics, debug: true }),
    health({ state }),
    securityHeaders(),
    authenticate([]), // each endpoint of the protocol authenticates by itself
    withoutLimits('a stand-in for somebody else’s server, in development'),
    problemPages(),
    routes({ access: 'public' }, mount(provider)),
    notFound(),
    failures(),
  ]);
  return { handler, close: clear };
}

/** Middleware around the library: sets the policy of its pages, and the route name for log and metrics. */
const createFrame =
  (policy: string): Middleware =>
  async (ctx, next) => {
    ctx.set('Content-Security-Policy', policy);
    await next();
    const route: unknown = ctx['_matchedRoute'];
    // For an unknown path, the next stage answers.
    if (typeof route !== 'string') ctx.respond = false;
    else contextOf(ctx.res as ExpressResponse).route = route.replace(/:(\w+)/g, '{$1}');
  };

const mount = (provider: Provider) => {
  const callback = provider.callback();
  return async (request: IncomingMessage, response: ServerResponse, next: () => void): Promise<void> => {
    await callback(request, response);
    if (!response.headersSent) next();
  };
};

function defineConfiguration(config: Config, keys: Keys): Configuration {
  return {
    jwks: keys.jwks,
    cookies: { keys: keys.cookieKeys },
    clockTolerance: clockToleranceS,
    clients: defineClients(config),
    clientAuthMethods: ['client_secret_basic', 'none'],
    responseTypes: ['code'],
    scopes: userScopes,
    claims: { openid: ['sub', 'roles', 'tier'], email: ['email', 'email_verified'], profile: ['name'] },
    // Claims are in the ID token itself: a BFF needs no call to userinfo.
    conformIdTokenClaims: false,
    enabledJWA: { idTokenSigningAlgValues: ['RS256'] },
    pkce: { required: () => true },
    findAccount: (_ctx, sub) => findAccount(sub),
    loadExistingGrant: grantToOwnClient,
    extraTokenClaims,
    interactions: { policy: definePolicyWithoutConsent() },
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    // RFC 9700 §2.2.2: a refresh token without client authentication works once. Reuse revokes all tokens of the same login.
    rotateRefreshToken: ({ oidc }) => oidc.client?.clientAuthMethod === 'none',
    // Browsers talk to BFFs; no page asks for tokens.
    clientBasedCORS: () => false,
    fetch: createBackchannelFetch(config),
    ttl: {
      AccessToken: config.ACCESS_TOKEN_TTL_S,
      AuthorizationCode: 60,
      ClientCredentials: serviceTokenTtlS,
      Grant: fortnightS,
      IdToken: 3600,
      Interaction: 3600,
      RefreshToken: fortnightS,
      Session: fortnightS,
    },
    renderError: (ctx, { error, error_description: description }) => {
      ctx.type = 'html';
      ctx.body = renderErrorPage({ error, description });
    },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      backchannelLogout: { enabled: true },
      clientCredentials: { enabled: true },
      introspection: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
      revocation: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
      resourceIndicators: {
        enabled: true,
        defaultResource,
        getResourceServerInfo: describeResource,
        useGrantedResource: () => true,
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => {
          const confirmed = clientProvesLogin(ctx);
          if (confirmed)
            ctx.set('Content-Security-Policy', contentSecurityPolicy(redirectSources(config), confirmScript));
          ctx.body = renderLogoutPage(form, { confirmed });
        },
        postLogoutSuccessSource: (ctx) => {
          ctx.body = renderLoggedOutPage();
        },
      },
    },
  };
}

/** Consent policy without the native-client prompt (RFC 8252 §8.6): our native client is first-party. */
function definePolicyWithoutConsent() {
  const policy = definePolicy();
  policy.get('consent')?.checks.remove('native_client_prompt');
  return policy;
}

/** Grants what an own client requests, within its means. One grant per session, as the library expects. */
async function grantToOwnClient(ctx: KoaContextWithOIDC) {
  const {
    account,
    client,
    provider,
    requestParamOIDCScopes,
    requestParamScopes,
    resourceServers = {},
    session,
  } = ctx.oidc;
  if (!account || !client || !session) return undefined;
  const id = session.grantIdFor(client.clientId);
  const known = id === undefined ? undefined : await provider.Grant.find(id);
  const grant = known ?? new provider.Grant({ accountId: account.accountId, clientId: client.clientId });
  grant.addOIDCScope(requestParamOIDCScopes);
  for (const [indicator, { scopes }] of Object.entries(resourceServers)) {
    grant.addResourceScope(
      indicator,
      [...requestParamScopes].filter((scope) => scopes.has(scope)),
    );
  }
  await grant.save();
  return grant;
}

/** Whether the client sent an ID token of this login, verified by the library. It then needs no confirmation: the link is no stranger's. */
const clientProvesLogin = ({ oidc }: KoaContextWithOIDC): boolean =>
  oidc.entities.IdTokenHint !== undefined && oidc.entities.IdTokenHint.payload['sub'] === oidc.session?.accountId;

/**
 * Fetch for back-channel logout, to web-bff alone.
 *
 * The library's own dispatcher refuses private addresses, which is where web-bff is in development.
 */
function createBackchannelFetch({ WEB_BFF_BACKCHANNEL_URL }: Config): typeof fetch {
  const outbound = createOutboundFetch({ origins: [WEB_BFF_BACKCHANNEL_URL] });
  return (url, options = {}) => {
    const { dispatcher: _, ...rest } = options as RequestInit & { dispatcher?: unknown };
    return outbound(url, rest);
  };
}
