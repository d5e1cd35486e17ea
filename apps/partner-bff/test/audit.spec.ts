/** Audit log: every write of a partner, from the request to the operator's table. */

import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import { databases, type Database } from './databases.ts';
import { startPartnerHouse, type PartnerHouse } from './harness.ts';

const hook = { url: 'https://shop.example.test/hooks', events: ['order.*'] };

describe.each(databases)('the audit log in %s', (_, open) => {
  let database: Database;
  let house: PartnerHouse;
  beforeEach(async () => {
    database = await open();
    house = await startPartnerHouse({ ...database.env, TRUST_PROXY: '1', MESSAGE_LOG_URL: 'log://127.0.0.1:9' });
  });
  afterEach(async () => {
    await house.close();
    await database.close();
  });

  const send = (method: 'post' | 'patch' | 'delete', path: string, body?: object, who = house.as('acme')) => {
    const request = house.api[method](path)
      .set({ Authorization: who, 'X-Forwarded-For': '192.0.2.7' })
      // Any revision: the operations that take the header require it.
      .set(method === 'post' ? {} : { 'If-Match': '*' });
    return body === undefined ? request : request.send(body);
  };
  const place = (body: object, key: string = randomUUID()) =>
    send('post', '/v2/orders', body).set('Idempotency-Key', key);
  const rows = () => database.keys.db.selectFrom('audit_log').selectAll().orderBy('at').orderBy('id').execute();
  /** Entries of acme, oldest first, as their operation and status. */
  const told = async () =>
    (await rows()).filter((row) => row.partner_id === 'acme').map(({ operation, status }) => `${operation} ${status}`);
  /** Stops the house, which writes what is in memory, and starts it again. */
  async function settled(): Promise<void> {
    await house.close();
    house = await startPartnerHouse({ ...database.env, TRUST_PROXY: '1' });
  }

  it('has a write to a store of ours as soon as it has happened: who, what, from where, before and after', async () => {
    const { body } = await send('post', '/v2/webhooks', hook).expect(201);
    const href = body._links.self.href;
    await send('patch', href, { description: 'Ours' }).expect(200);
    await send('delete', href).expect(200);
    const [created, changed, deleted] = await rows();
    const who = { partner_id: 'acme', key_id: 'acme', version: 'v2', address: '192.0.2.7', resource: href };
    expect(created).toMatchObject({ ...who, operation: 'createWebhook', status: 201, before: null });
    expect(changed).toMatchObject({ ...who, operation: 'changeWebhook', status: 200, before: created!.after });
    expect(deleted).toMatchObject({
      ...who,
      operation: 'deleteWebhook',
      status: 200,
      before: changed!.after,
      after: null,
    });
    expect(JSON.parse(created!.after!)).toMatchObject({ id: body.id, description: '', url: hook.url });
    expect(JSON.parse(changed!.after!)).toMatchObject({ description: 'Ours' });
    expect(Math.abs(Date.parse(created!.at) - Date.now())).toBeLessThan(60_000);
  });

  it('and such a write are one: without its entry, the write has not happened', async () => {
    const { body: before } = await send('post', '/v2/keys', { scopes: ['orders:read'] }).expect(201);
    await database.keys.db.schema.alterTable('audit_log').renameTo('elsewhere').execute();
    await send('post', '/v2/webhooks', hook).expect(500);
    await send('post', before._links.roll.href).expect(500);
    await send('delete', before._links.self.href).expect(500);
    await database.keys.db.schema.alterTable('elsewhere').renameTo('audit_log').execute();
    const { body: hooks } = await house.api.get('/v2/webhooks').set('Authorization', house.as('acme')).expect(200);
    expect(JSON.stringify(hooks)).not.toContain(hook.url);
    const { body: after } = await house.api.get(before._links.self.href).set('Authorization', house.as('acme'));
    expect(after).toMatchObject({ state: 'live' });
    expect(after).not.toHaveProperty('expiresAt');
  });

  it('leaves nothing of a write that is refused half-way', async () => {
    const { body: key } = await send('post', '/v2/keys', { scopes: ['orders:read'] }).expect(201);
    for (let more = 1; more < 19; more += 1) await send('post', '/v2/keys', { scopes: ['orders:read'] }).expect(201);
    await send('post', key._links.roll.href).expect(409);
    const { body: after } = await house.api.get(key._links.self.href).set('Authorization', house.as('acme'));
    expect(after).toMatchObject({ state: 'live' });
    expect(after).not.toHaveProperty('expiresAt');
  });

  it('has writes that go to a service, with what they made, and writes that are refused', async () => {
    const placed = await place({ lines: [{ product: 'p-001', quantity: 1 }] }).expect(201);
    const order = placed.body._links.self.href;
    await send('post', `${order}/cancel`).set('Idempotency-Key', randomUUID()).expect(200);
    await send('post', `${order}/pay`).set('Idempotency-Key', randomUUID()).expect(409);
    await place({ lines: [] }).expect(400);
    await send('post', '/v2/orders/nothing/cancel').set('Idempotency-Key', randomUUID()).expect(404);
    const { body: key } = await send('post', '/v2/keys', { scopes: ['orders:read'] }).expect(201);
    await send('post', '/v2/webhooks', hook, `Bearer ${key.key}`).expect(403);
    await send('post', '/v2/orders/bulk', { orders: [{ lines: [{ product: 'p-001', quantity: 1 }] }] })
      .set('Idempotency-Key', randomUUID())
      .expect(202);
    await send('post', '/v2/webhooks', hook, house.as('globex')).expect(201);
    await house.api.get('/v2/orders').set('Authorization', house.as('acme')).expect(200);
    await settled();
    expect((await told()).toSorted()).toEqual(
      [
        ...['placeOrder 201', 'cancelOrder 200', 'payOrder 409', 'placeOrder 400', 'cancelOrder 404'],
        ...['createKey 201', 'createWebhook 403', 'placeOrders 202'],
      ].toSorted(),
    );
    const find = async (operation: string, status: number) =>
      (await rows()).find((row) => row.operation === operation && row.status === status)!;
    const made = await find('placeOrder', 201);
    expect(made).toMatchObject({ resource: order, address: '192.0.2.7', before: null });
    expect(JSON.parse(made.after!)).toMatchObject({ id: placed.body.id, status: 'PENDING' });
    expect(await find('payOrder', 409)).toMatchObject({ resource: `${order}/pay`, after: null });
    expect(await find('cancelOrder', 404)).toMatchObject({ resource: '/v2/orders/{id}/cancel' });
    expect(await find('createWebhook', 403)).toMatchObject({ key_id: key.id });
    expect(await find('placeOrders', 202)).toMatchObject({ resource: expect.stringMatching(/^\/v2\/operations\//) });
  });

  it('holds up no write to a service while it cannot be written, and has it later', async () => {
    await database.keys.db.schema.alterTable('audit_log').renameTo('elsewhere').execute();
    await place({ lines: [{ product: 'p-001', quantity: 1 }] }).expect(201);
    await database.keys.db.schema.alterTable('elsewhere').renameTo('audit_log').execute();
    await settled();
    expect(await told()).toEqual(['placeOrder 201']);
  });

  it('holds no secret, wherever one was put', async () => {
    const idempotency = `once-${randomUUID()}`;
    const { body: key } = await send('post', '/v2/keys', { scopes: ['keys:manage', 'keys:read', 'orders:write'] });
    const { body: rolled } = await send('post', key._links.roll.href).expect(201);
    const { body: webhook } = await send('post', '/v2/webhooks', hook).expect(201);
    const { body: secret } = await send('post', webhook._links['roll-secret'].href).expect(200);
    await send('post', '/v2/webhooks', { ...hook, description: `Mine: ${key.key} and ${webhook.secret}` }).expect(201);
    await place({ lines: [{ product: 'p-001', quantity: 1 }] }, idempotency).expect(201);
    await place({ lines: [{ product: rolled.key, quantity: 1 }] }, idempotency);
    for (const each of [key.key, rolled.key, webhook.secret, encodeURIComponent(secret.secret), idempotency]) {
      await send('delete', `/v2/keys/${each}`);
      await send('delete', `/v2/keys/${key.id}?key=${each}`, undefined, `Bearer ${rolled.key}`);
      await send('patch', `/v2/webhooks/${each}`, { description: each });
      await send('post', `/v2/orders/${each}/pay`).set('Idempotency-Key', idempotency);
    }
    await settled();
    const text = JSON.stringify(await rows());
    expect(text).toContain(key.id);
    for (const each of [key.key, rolled.key]) expect(text).not.toContain(each.slice(-38));
    for (const each of [webhook.secret, secret.secret]) expect(text).not.toContain(each.slice('whsec_'.length, -4));
    expect(text).not.toContain(idempotency);
    expect((await told()).length).toBeGreaterThan(20);
  });

  it('has what operators did for a partner: with their account, before and after, and no secret', async () => {
    const issued = await database.command('issue acme --scopes orders:read --addresses 192.0.2.0/24');
    const secret = /fk_\w+_(\w+)/.exec(issued)![1]!;
    const { id } = (await database.keys.store.keysOf('acme', { limit: 1 }))[0]!;
    await database.command(`roll ${id} --overlap 1h`);
    await database.command(`revoke ${id}`);
    await database.command('partner acme --tier gold');
    await expect(database.command('revoke no-such-key')).rejects.toThrow("There is no key 'no-such-key'");
    const entries = (await rows()).filter(({ version }) => version === 'operator');
    expect(entries.map(({ operation, resource, partner_id }) => [operation, resource, partner_id])).toEqual([
      ['issueKey', `/keys/${id}`, 'acme'],
      ['rollKey', expect.stringMatching(/^\/keys\/\w+$/) as unknown, 'acme'],
      ['revokeKey', `/keys/${id}`, 'acme'],
      ['changePartner', '/partners/acme', 'acme'],
    ]);
    expect(new Set(entries.map(({ key_id }) => key_id))).toEqual(new Set([`operator:${userInfo().username}`]));
    expect(JSON.parse(entries[0]!.after!)).toEqual({ scopes: ['orders:read'], addresses: ['192.0.2.0/24'] });
    expect(JSON.parse(entries[2]!.before!)).not.toHaveProperty('revokedAt');
    expect(JSON.parse(entries[2]!.after!)).toHaveProperty('revokedAt');
    expect([entries[3]!.before, entries[3]!.after].map((each) => JSON.parse(each!).tier as string)).toEqual([
      'standard',
      'gold',
    ]);
    expect(JSON.stringify(entries)).not.toContain(secret);
    expect(await database.command('audit acme')).toContain('operator revokeKey');
  });

  it('has no write of an operator without its entry', async () => {
    await database.keys.db.schema.alterTable('audit_log').renameTo('elsewhere').execute();
    const before = await database.keys.store.keysOf('acme');
    await expect(database.command('issue acme --scopes orders:read')).rejects.toThrow();
    expect(await database.keys.store.keysOf('acme')).toEqual(before);
    await database.keys.db.schema.alterTable('elsewhere').renameTo('audit_log').execute();
  });

  it('is read by an operator: of one partner, newest first, as much as is asked for', async () => {
    const { body } = await send('post', '/v2/webhooks', hook).expect(201);
    await send('patch', body._links.self.href, { description: 'Ours' }).expect(200);
    await send('post', '/v2/webhooks', hook, house.as('globex')).expect(201);
    const out = await database.command('audit acme');
    expect(out).toMatch(/^AT +KEY +MODE +FROM +OPERATION +STATUS +RESOURCE +REQUEST\n/);
    expect(out).toMatch(
      /acme +live +192\.0\.2\.7 +v2 changeWebhook +200 +\/v2\/webhooks\/.*\n {2}- .*\n {2}\+ .*"Ours"/,
    );
    expect(out.indexOf('changeWebhook')).toBeLessThan(out.indexOf('createWebhook'));
    expect(out).not.toContain('globex');
    expect(await database.command('audit acme --limit 1')).not.toContain('createWebhook');
    expect(await database.command('audit initech')).toContain('initech has written nothing since ');
    expect(await database.command(`audit acme --since 0s`)).toContain('acme has written nothing since ');
  });
});
