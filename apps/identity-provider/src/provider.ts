/** The provider: oidc-provider, configured. What it may do is decided here; how it does it is the library's. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  assemble,
  authenticate,
  type Composition,
  contextOf,
  createRuntime,
  failures,
  health,
  notFound,
  problemPages,
  requestContext,
  routes,
  type Runtime,
  securityHeaders,
  withoutLimits,
} from '@frontage/http-server';
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

/** Creates the provider, with the keys under the data directory, in the stack that every process of ours has. */
export async function createIdentityProvider(
  config: Config,
  { log, metrics, state }: Runtime = createRuntime('identity-provider'),
): Promise<Composition> {
  const { adapter, clear } = createMemoryAdapter(clockToleranceS);
  const keys = await loadKeys(config.FRONTAGE_DATA_DIR);
  const provider = new Provider(config.OIDC_ISSUER, { ...defineConfiguration(config, keys), adapter });
  // An https issuer means that something in front of us ends TLS, and says so in X-Forwarded-Proto.
  provider.proxy = config.OIDC_ISSUER.startsWith('https:');
  provider.use(createFrame(contentSecurityPolicy(redirectSources(config))));
  provider.use(createInteraction(provider, log));
  logEvents(provider, log);

  const handler = assemble([
    requestContext({ log, metrics, debug: true }),
    health({ state }),
    securityHeaders(),
    authenticate([]), // each endpoint of the protocol has its own way
    withoutLimits('a stand-in for somebody else’s server, in development'),
    problemPages(),
    routes({ access: 'public' }, mount(provider)),
    notFound(),
    failures(),
  ]);
  return { handler, close: clear };
}

/** What surrounds every answer of the library: the policy of its pages, and the name of its route for log and metrics. */
const createFrame =
  (policy: string): Middleware =>
  async (ctx, next) => {
    ctx.set('Content-Security-Policy', policy);
    await next();
    const route: unknown = ctx['_matchedRoute'];
    // Nobody knew the path: the next stage says so in our own words.
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
    // The ID token says it all: a BFF then needs no second call to know whom it greets.
    conformIdTokenClaims: false,
    enabledJWA: { idTokenSigningAlgValues: ['RS256'] },
    pkce: { required: () => true },
    findAccount: (_ctx, sub) => findAccount(sub),
    loadExistingGrant: grantToOwnClient,
    extraTokenClaims,
    interactions: { policy: definePolicyWithoutConsent() },
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    // RFC 9700 §2.2.2: without a secret to bind it to, a refresh token works once. Reuse revokes all that came of the same login.
    rotateRefreshToken: ({ oidc }) => oidc.client?.clientAuthMethod === 'none',
    // Our browsers talk to BFFs; none of them asks for tokens from a page.
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

/** Native clients are asked for consent by default, whatever was granted (RFC 8252 §8.6); ours is first-party. */
function definePolicyWithoutConsent() {
  const policy = definePolicy();
  policy.get('consent')?.checks.remove('native_client_prompt');
  return policy;
}

/** Every client is our own: what it asks for within its means is granted at once. One grant a session, as the library expects. */
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

/** An ID token of this very login, verified by the library, says what a person would: that this is no stranger's link. */
const clientProvesLogin = ({ oidc }: KoaContextWithOIDC): boolean =>
  oidc.entities.IdTokenHint !== undefined && oidc.entities.IdTokenHint.payload['sub'] === oidc.session?.accountId;

/** The library's own dispatcher refuses private addresses, which is where web-bff is in development; ours knows no other than it. */
function createBackchannelFetch({ WEB_BFF_BACKCHANNEL_URL }: Config): typeof fetch {
  const outbound = createOutboundFetch({ origins: [WEB_BFF_BACKCHANNEL_URL] });
  return (url, options = {}) => {
    const { dispatcher: _, ...rest } = options as RequestInit & { dispatcher?: unknown };
    return outbound(url, rest);
  };
}
