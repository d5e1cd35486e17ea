import { jest } from '@jest/globals';
import { Reply, type Endpoint, type Handling } from '@frontage/http-server';
import type { AnsweredRequest } from '@frontage/http-server/stages';
import type { PartnerPrincipal } from '@frontage/policy';
import { z } from 'zod';
import { createAudit } from './audit.ts';
import type { AuditEntry } from './audit-log.ts';

const principal: PartnerPrincipal = {
  ...{ kind: 'partner', id: 'acme', keyId: 'k-1', mode: 'live', tier: 'gold' },
  ...{ scopes: new Set(), regions: new Set() },
};
const refused = (name: string): AnsweredRequest => ({
  endpoint: { name, method: 'POST', path: '/orders' },
  request: { id: name, address: undefined, params: {} },
  principal,
  status: 403,
});

let tries: (readonly AuditEntry[])[];
let dropped: string[];
let isDown: boolean;
const open = (options = {}) =>
  createAudit<object>({
    log: {
      append: async (entries) => {
        tries.push(entries);
        if (isDown) throw new Error('gone');
      },
    },
    inTransaction: () => Promise.reject(new Error('not in this spec')),
    onFailed: () => undefined,
    onDropped: ({ operation }) => dropped.push(operation),
    ...options,
  });
const operations = () => tries.map((entries) => entries.map(({ operation }) => operation));

beforeEach(() => {
  jest.useFakeTimers();
  tries = [];
  dropped = [];
  isDown = false;
});
afterEach(() => jest.useRealTimers());

describe('entries that are no part of a transaction', () => {
  it('are written together within a second, and at the end', async () => {
    const audit = open();
    for (const name of ['a', 'b']) audit.note('/v2', refused(name));
    expect(tries).toEqual([]);
    await jest.advanceTimersByTimeAsync(1_000);
    audit.note('/v2', refused('c'));
    await audit.close();
    expect(operations()).toEqual([['a', 'b'], ['c']]);
  });

  it('are kept while the database is down, and repeated unchanged', async () => {
    const audit = open();
    isDown = true;
    audit.note('/v2', refused('a'));
    await jest.advanceTimersByTimeAsync(2_000);
    audit.note('/v2', refused('b'));
    isDown = false;
    await jest.advanceTimersByTimeAsync(1_000);
    expect(operations()).toEqual([['a'], ['a'], ['a'], ['b']]);
    expect(tries[2]).toEqual(tries[0]);
  });

  it('are told of when they cannot be written at the end', async () => {
    const audit = open();
    isDown = true;
    audit.note('/v2', refused('a'));
    await jest.advanceTimersByTimeAsync(1_000);
    audit.note('/v2', refused('b'));
    await audit.close();
    expect(dropped).toEqual(['a', 'b']);
  });

  it('are dropped, and told of, beyond what may be kept', async () => {
    const audit = open({ maxEntries: 2 });
    for (const name of ['a', 'b', 'c']) audit.note('/v2', refused(name));
    await audit.close();
    expect([operations(), dropped]).toEqual([[['a', 'b']], ['c']]);
  });
});

describe('a write that outlives its request', () => {
  const late = async (ending: 'done' | 'failed') => {
    const audit = open();
    const ended = Promise.withResolvers<object>();
    const [endpoint] = audit.around('/v2', [
      {
        ...{ name: 'payOrder', summary: '', method: 'POST', path: '/orders/{id}/pay', budget: { ms: 1, calls: 1 } },
        ...{ access: { kind: 'public' }, input: {}, view: { name: 'Order', schema: z.object({}), serialize: String } },
        handle: () => ended.promise,
      } as unknown as Endpoint<object>,
    ]);
    const request = { id: 'r-1', address: undefined, params: { id: 'o-1' } };
    const handled = endpoint!.handle({ request, principal } as unknown as Handling<never>, {});
    audit.note('/v2', { endpoint: endpoint!, request, principal, status: 504 });
    if (ending === 'done') ended.resolve(new Reply(undefined, {}));
    else ended.reject(new Error('gone'));
    await handled.catch(() => undefined);
    await jest.advanceTimersByTimeAsync(1_000);
    return tries.flat().map(({ operation, resource, status }) => [operation, resource, status]);
  };

  it('is recorded once, as what came of it', async () => {
    expect(await late('done')).toEqual([['payOrder', '/v2/orders/o-1/pay', 200]]);
  });

  it('is recorded once, as it was answered, when it failed', async () => {
    expect(await late('failed')).toEqual([['payOrder', '/v2/orders/o-1/pay', 504]]);
  });
});
