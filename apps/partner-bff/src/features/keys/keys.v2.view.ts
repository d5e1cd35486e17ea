/** Keys in version 2. */

import { stateOfKey, type ApiKeyRecord } from '@frontage/auth/api-key';
import { defineView } from '@frontage/dto-mapping';
import { identifier, instant } from '@frontage/dto-mapping/fields';
import { may, modes, scopes } from '@frontage/policy';
import { z } from 'zod';
import { linksSchema, pageLinks, type Linker, type Links } from '../../representation/links.ts';
import { maxPageSize } from '../../representation/paging.ts';
import { represent } from '../../version.ts';
import type { KeyReader, KeyViews } from './keys.endpoint.ts';
import { address, maxAddresses, maxScopes } from './keys.input.ts';

const keyMembers = {
  id: identifier('The key: the part between its second and third underscore.'),
  hint: z
    .string()
    .max(4)
    .regex(/^[0-9A-Za-z]{4}$/)
    .meta({ description: 'The last four characters of the key.' }),
  mode: z.enum(modes).meta({ description: 'Mode of the key.' }),
  scopes: z
    .array(z.enum(scopes).meta({ 'x-extensible-enum': true, description: 'A scope.' }))
    .max(maxScopes)
    .meta({ description: 'Scopes.' }),
  addresses: z
    .array(address.meta({ description: 'One address, or a network.' }))
    .max(maxAddresses)
    .meta({ description: 'Addresses from which it may be used. Empty: any.' }),
  state: z
    .enum(['live', 'rolled', 'revoked', 'expired'])
    .meta({ description: '`rolled`: it is live, and has a successor.' }),
  current: z.boolean().meta({ description: 'True for the key that asks.' }),
  createdAt: instant('Instant of its creation.'),
  expiresAt: instant('End of the key. Missing: never.').optional(),
  revokedAt: instant('Instant of its revocation, if it was revoked.').optional(),
  lastUsedAt: instant('Instant of its last use, about a minute late.').optional(),
  exposedAt: instant(
    'Instant at which it was first sent in a URL, where logs keep it. Such a key should be rolled and revoked.',
  ).optional(),
  _links: linksSchema,
};

const keySchema = z.object(keyMembers).meta({ description: 'A key, without its secret.' });
const keyView = defineView('Key', keySchema);

const keyWithSecretView = defineView(
  'KeyWithSecret',
  z
    .object({
      ...keyMembers,
      key: z
        .string()
        .max(200)
        .regex(/^fk_(live|test|dev)_[a-z0-9-]+_[0-9A-Za-z]+$/)
        .meta({ description: 'The key itself. It is not shown again.' }),
    })
    .meta({ description: 'A new key, with its secret.' }),
);

const keyListView = defineView(
  'KeyList',
  z
    .object({
      _embedded: z
        .object({ keys: z.array(keySchema).max(maxPageSize).meta({ description: 'One page of keys.' }) })
        .meta({ description: 'Items of the page.' }),
      _links: linksSchema,
    })
    .meta({ description: 'Keys, newest first.' }),
);

const pathOf = (id: string): string => `/keys/${id}`;

const linksOf = (key: ApiKeyRecord, { principal, at }: KeyReader, { link }: Linker): Links => {
  const { id, replacedBy, scopes: given } = key;
  const isLive = ['live', 'rolled'].includes(stateOfKey(key, at));
  const mayManage = may(principal, 'key:manage') === 'granted';
  const mayRoll = mayManage && given.every((scope) => principal.scopes.has(scope));
  return {
    self: link(pathOf(id)),
    ...(replacedBy !== undefined && { successor: link(pathOf(replacedBy)) }),
    ...(isLive && mayRoll && { roll: link(`${pathOf(id)}/roll`) }),
    ...(isLive && mayManage && { revoke: link(pathOf(id)) }),
  };
};

const toKeyView = (key: ApiKeyRecord, reader: KeyReader, links: Linker) => ({
  id: key.id,
  hint: key.hint,
  mode: key.mode,
  scopes: [...key.scopes],
  addresses: [...key.addresses],
  state: stateOfKey(key, reader.at),
  current: key.id === reader.principal.keyId,
  createdAt: key.createdAt,
  ...(key.expiresAt !== undefined && { expiresAt: key.expiresAt }),
  ...(key.revokedAt !== undefined && { revokedAt: key.revokedAt }),
  ...(key.lastUsedAt !== undefined && { lastUsedAt: key.lastUsedAt }),
  ...(key.exposedAt !== undefined && { exposedAt: key.exposedAt }),
  _links: linksOf(key, reader, links),
});

export const keysV2 = (links: Linker): KeyViews => ({
  key: represent(keyView, (key, reader) => toKeyView(key, reader, links)),
  keyWithSecret: represent(keyWithSecretView, (key, secret, reader) => ({
    ...toKeyView(key, reader, links),
    key: secret,
  })),
  keyList: represent(keyListView, ({ keys, query, next }, reader) => ({
    _embedded: { keys: keys.map((key) => toKeyView(key, reader, links)) },
    _links: {
      ...pageLinks(links, '/keys', query, next),
      ...(may(reader.principal, 'key:manage') === 'granted' && { 'create-key': links.link('/keys') }),
    },
  })),
});
