/** Providers of docs/providers.md: the dress of the fake issuer, and the settings that match it. */

import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import type { Person } from '@frontage/seed';
import { developmentClientSecret } from '../development.ts';
import type { FakeIssuer } from './fake-issuer.ts';
import type { ProviderDress } from './provider-dress.ts';

export interface DressedProvider {
  /** Heading in the document. */
  readonly name: string;
  /** Settings as they stand in the document. */
  readonly settings: Readonly<Record<string, string>>;
  readonly dress: ProviderDress;
  /** Claims of an access token for the mobile app, beside `sub`. Undefined when the provider gives none that mobile-bff accepts. */
  readonly phoneClaims: ((person: Person) => Record<string, unknown>) | undefined;
}

/** 200 groups of every person, which tokens must be read with. */
const groups = Array.from({ length: 200 }, () => randomUUID());

const scopeAfter = (prefix: string, suffix = '') => {
  const pattern = new RegExp(`^${prefix}([a-z-]+)${suffix}$`);
  return (form: URLSearchParams): string | undefined => pattern.exec(form.get('scope') ?? '')?.[1];
};

const document = new URL('../../../../docs/providers.md', import.meta.url);

/** Variables in the code block of a provider. */
function settingsOf(name: string): Record<string, string> {
  const [, section = ''] = readFileSync(document, 'utf8').split(`\n## ${name}\n`);
  const [, block = ''] = /```sh\n([^`]+)```/.exec(section) ?? [];
  return Object.fromEntries(
    [...block.matchAll(/^([A-Z_]+)=(?:'([^'\n]*)'|(.*))$/gm)].map(([, variable, quoted, bare]) => [
      variable!,
      quoted ?? bare!,
    ]),
  );
}

function provider(name: string, its: Omit<DressedProvider, 'name' | 'settings'>): DressedProvider {
  const settings = settingsOf(name);
  const { OIDC_ISSUER: issuer = '', OIDC_ORIGINS: elsewhere } = settings;
  const path = issuer.slice(new URL(issuer).origin.length);
  return { name, settings, ...its, dress: { path, elsewhere: elsewhere !== undefined, ...its.dress } };
}

const oidcScopes = ['openid', 'profile', 'email'];

/** The provider of this repository, without a dress. */
export const ownProvider: DressedProvider = {
  name: 'our own provider',
  settings: {},
  dress: {},
  phoneClaims: ({ role, tier }) => ({ aud: 'mobile-bff', roles: [role], tier }),
};

/** Each provider of the document. */
export const dressedProviders: readonly DressedProvider[] = [
  provider('Keycloak', {
    dress: {
      subOf: (person) => `f:9a8b7c6d-5e4f-4a3b-8c2d-1e0f9a8b7c6d:${person}`,
      scopes: [...oidcScopes, 'offline_access'],
      claimsOf: ({ role }) => ({ roles: undefined, realm_access: { roles: [...groups, role] } }),
      serviceOf: scopeAfter('frontage-'),
      serviceClaims: (service, client) => ({ aud: service, azp: client, scope: 'profile email' }),
    },
    phoneClaims: ({ role, tier }) => ({
      aud: ['mobile-bff', 'account'],
      azp: 'mobile-app',
      client_id: undefined,
      realm_access: { roles: [...groups, role] },
      tier,
    }),
  }),
  provider('Auth0', {
    dress: {
      subOf: (person) => `auth0|5f7c8ec7c33c6c004bbafe82-${person}`,
      needsOfflineAccess: true,
      claimsOf: ({ role, tier }) => ({
        roles: undefined,
        tier: undefined,
        'https://shop.example/roles': [...groups, role],
        'https://shop.example/tier': tier,
      }),
      serviceOf: (form) => /^https:\/\/([a-z-]+)\.shop\.example$/.exec(form.get('audience') ?? '')?.[1],
      serviceClaims: (service, client) => ({
        sub: `${client}@clients`,
        aud: `https://${service}.shop.example`,
        gty: 'client-credentials',
        scope: undefined,
      }),
    },
    phoneClaims: ({ role, tier }) => ({
      aud: ['https://mobile.shop.example', 'https://tenant.eu.auth0.example/userinfo'],
      'https://shop.example/roles': [role],
      'https://shop.example/tier': tier,
    }),
  }),
  provider('Entra ID', {
    dress: {
      subOf: (person) => `AAAAAAAAAAAAAAAAAAAAAIkzqFVrSaSaFHy782bbtaQ_${person}`,
      scopes: [...oidcScopes, 'offline_access'],
      needsOfflineAccess: true,
      without: [
        'revocation_endpoint',
        'authorization_response_iss_parameter_supported',
        'code_challenge_methods_supported',
        'backchannel_logout_supported',
        'backchannel_logout_session_supported',
      ],
      accessTokenType: 'JWT',
      claimsOf: ({ role }) => ({ roles: [role], groups, ver: '2.0' }),
      serviceOf: scopeAfter('api://frontage-', '/\\.default'),
      serviceClaims: (_, client) => ({
        aud: randomUUID(),
        azp: client,
        client_id: undefined,
        scope: undefined,
        roles: ['act'],
      }),
    },
    phoneClaims: ({ role, tier }) => ({
      aud: 'c1a7d9f0-52e3-4b8d-a3f6-90d2e4b7c815',
      azp: '0d9e8f7a-6b5c-4d3e-9f2a-1b0c9d8e7f6a',
      client_id: undefined,
      scp: 'access',
      groups,
      roles: [role],
      tier,
    }),
  }),
  provider('Cognito', {
    dress: {
      namesSessions: false,
      subOf: (person) => `eu-west-1:0c5f9d2e-1b7a-4c3d-8e6f-5a4b3c2d1e0f/${person}`,
      scopes: oidcScopes,
      returnParameter: 'logout_uri',
      without: [
        'authorization_response_iss_parameter_supported',
        'code_challenge_methods_supported',
        'backchannel_logout_supported',
        'backchannel_logout_session_supported',
      ],
      accessTokenType: null,
      claimsOf: ({ role, tier }) => ({
        roles: undefined,
        tier: undefined,
        'cognito:groups': [...groups, role],
        'custom:tier': tier,
        token_use: 'id',
      }),
      serviceOf: scopeAfter('frontage-', '/act'),
      serviceClaims: (service) => ({ aud: undefined, scope: `frontage-${service}/act`, token_use: 'access' }),
    },
    phoneClaims: undefined,
  }),
  provider('authentik', {
    dress: {
      // Hashed ids of 64 digits are its default. With a name of the application in front they were once too long.
      subOf: (person) => `${'9f86d081884c7d659a2feaa0c55ad015'.repeat(7)}|${person}`,
      scopes: [...oidcScopes, 'offline_access'],
      needsOfflineAccess: true,
      accessTokenType: 'JWT',
      claimsOf: ({ role }) => ({ roles: undefined, groups: [...groups, groupOf(role)] }),
      serviceOf: scopeAfter('frontage-'),
      serviceClaims: (service, client) => ({
        aud: client,
        azp: client,
        client_id: undefined,
        scope: `frontage-${service}`,
      }),
    },
    phoneClaims: ({ role, tier }) => ({
      aud: 'yTz7Kq1RwP4sLbE9vXn2GmC6dJh8FuA3oQk5ViBe',
      azp: 'yTz7Kq1RwP4sLbE9vXn2GmC6dJh8FuA3oQk5ViBe',
      client_id: undefined,
      groups: [...groups, groupOf(role)],
      tier,
    }),
  }),
];

function groupOf(role: Person['role']): string {
  return role === 'support' ? 'shop support' : 'shop customers';
}

/** Settings of a provider for the fake issuer in its dress: address and secret. */
export const settingsFor = ({ settings }: DressedProvider, fake: FakeIssuer): Record<string, string> => ({
  ...settings,
  OIDC_ISSUER: fake.url,
  ...(fake.elsewhere !== undefined && { OIDC_ORIGINS: fake.elsewhere }),
  WEB_BFF_CLIENT_SECRET: developmentClientSecret(settings['WEB_BFF_CLIENT_ID'] ?? 'web-bff'),
});
