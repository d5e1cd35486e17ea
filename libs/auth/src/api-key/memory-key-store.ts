/** Partners and keys in memory, for specs and processes that keep nothing. */

import { isLive, type ApiKeyRecord, type ApiKeyStore, type Partner } from './key-store.ts';

export function memoryKeyStore(): ApiKeyStore {
  const partners = new Map<string, Partner>();
  const keys = new Map<string, ApiKeyRecord>();
  const change = (id: string, changes: Partial<ApiKeyRecord>): void =>
    void keys.set(id, { ...keys.get(id)!, ...changes });
  const keysOf = (partnerId: string): ApiKeyRecord[] =>
    [...keys.values()]
      .filter((key) => key.partnerId === partnerId)
      .sort((a, b) => (`${a.createdAt} ${a.id}` < `${b.createdAt} ${b.id}` ? 1 : -1));
  return {
    find: async (id) => {
      const key = keys.get(id);
      return key && { key, partner: partners.get(key.partnerId)! };
    },
    partners: async () => [...partners.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    keysOf: async (partnerId, { mode, limit = Infinity, after } = {}) => {
      const all = keysOf(partnerId).filter((key) => mode === undefined || key.mode === mode);
      const from = after === undefined ? 0 : 1 + all.findIndex(({ id }) => id === after);
      return all.slice(from, from + limit);
    },
    putPartner: async (partner) => void partners.set(partner.id, partner),
    add: async ({ key, maxLive, replaces }) => {
      if (!partners.has(key.partnerId)) return 'no-partner';
      if (keys.has(key.id)) return 'exists';
      const before = replaces && keys.get(replaces.id);
      if (before) change(before.id, { expiresAt: earlier(before.expiresAt, replaces.endsAt), replacedBy: key.id });
      const others = keysOf(key.partnerId).filter(({ mode }) => mode === key.mode);
      const live = others.filter((other) => isLive(other, key.createdAt)).length;
      if (live < maxLive) keys.set(key.id, key);
      else if (before) keys.set(before.id, before);
      return live < maxLive ? 'added' : 'too-many';
    },
    revoke: async (id, at) => {
      const key = keys.get(id);
      if (key) change(id, { revokedAt: key.revokedAt ?? at });
      return key !== undefined;
    },
    expose: async (id, at) => {
      const key = keys.get(id);
      if (key) change(id, { exposedAt: key.exposedAt ?? at });
    },
    noteUses: async (uses) => {
      for (const { id, at, rehashed } of uses) {
        const key = keys.get(id);
        if (!key) continue;
        change(id, {
          lastUsedAt: key.lastUsedAt !== undefined && key.lastUsedAt > at ? key.lastUsedAt : at,
          ...rehashed,
        });
      }
    },
  };
}

const earlier = (a: string | undefined, b: string): string => (a !== undefined && a < b ? a : b);
