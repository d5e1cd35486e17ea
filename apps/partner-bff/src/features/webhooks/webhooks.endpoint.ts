/** Webhooks of the partner: endpoints, secrets, tests, deliveries, replay. */

import { decodeCursor, encodeCursor } from '@frontage/dto-mapping';
import { Failure } from '@frontage/errors';
import { Reply } from '@frontage/http-server';
import { ifMatch, patchTypes } from '@frontage/http-server/input';
import { permission, type Principal } from '@frontage/policy';
import {
  createSecret,
  disabledNotice,
  toPayload,
  type Delivery,
  type ReplaySelection,
  type WebhookEndpoint,
  type WebhookStore,
  type Written,
} from '@frontage/webhooks';
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { defineEndpoint } from '../../deps.ts';
import { samples } from '../../samples.ts';
import { location } from '../../representation/location.ts';
import { asPartner, ownOf } from '../../partner.ts';
import type { Representation, Version } from '../../version.ts';
import { endpointChange, maxEndpoints, newEndpoint, params, query, replay } from './webhooks.input.ts';

export interface DeliveryPage {
  readonly endpoint: WebhookEndpoint;
  readonly deliveries: readonly Delivery[];
  /** Query of the request for this page; `next` is the cursor of the next page. */
  readonly query: Readonly<Record<string, string | number | undefined>>;
  readonly next: string | undefined;
}

/** Representations that a version gives of webhooks. */
export interface WebhookViews {
  readonly webhook: Representation<[endpoint: WebhookEndpoint, principal: Principal]>;
  readonly webhookSecret: Representation<[endpoint: WebhookEndpoint, secret: string, principal: Principal]>;
  readonly webhookList: Representation<[endpoints: readonly WebhookEndpoint[], principal: Principal]>;
  readonly deliveryList: Representation<[page: DeliveryPage, principal: Principal]>;
  readonly sending: Representation<[endpoint: WebhookEndpoint, count: number]>;
}

/** Overlap of two secrets after a roll, in milliseconds. Each roll has it anew. */
const overlapMs = 24 * 3_600_000;
const budget = { ms: 2_000, calls: 0 } as const;
const read = permission('webhook:read');
const manage = permission('webhook:manage');
const headers = z.object({ 'if-match': ifMatch });
const byId = { parameters: { id: samples.webhook.id } };
const iso = (ms: number): string => new Date(ms).toISOString();

const listWebhooks = ({ views }: Version<WebhookViews>) =>
  defineEndpoint({
    name: 'listWebhooks',
    summary: 'The webhook endpoints of this partner in this mode',
    method: 'GET',
    path: '/webhooks',
    access: read,
    budget,
    input: {},
    etag: true,
    view: views.webhookList.view,
    example: () => ({ answer: views.webhookList.of([samples.webhook], samples.partner) }),
    handle: async ({ principal }, { webhooks: { store } }) =>
      views.webhookList.of(await ownEndpoints(store, principal), principal),
  });

const createWebhook = ({ views, link }: Version<WebhookViews>) =>
  defineEndpoint({
    name: 'createWebhook',
    summary: 'Creates a webhook endpoint, and shows its secret',
    // An answer that is kept for retries would keep the secret with it.
    description:
      'The secret is shown in this answer alone, so that no answer is kept and there is no Idempotency-Key: after a lost answer, list the endpoints and roll the secret.',
    method: 'POST',
    path: '/webhooks',
    access: manage,
    budget,
    input: { body: newEndpoint },
    view: views.webhookSecret.view,
    status: 201,
    failures: ['CONFLICT'],
    headers: location('Location of the endpoint.'),
    example: () => ({
      body: { url: samples.webhook.url, events: [...samples.webhook.events], description: samples.webhook.description },
      answer: views.webhookSecret.of(samples.webhook, samples.webhookSecret, samples.partner),
    }),
    handle: async ({ input: { body }, principal }, { webhooks }) => {
      requireAllowed(webhooks.allows(body.url));
      const [id, secret] = [randomUUID(), createSecret()];
      const { id: partnerId, mode } = asPartner(principal);
      const endpoint = { ...body, id, partnerId, mode, createdAt: iso(Date.now()) };
      const addition = await webhooks.store.add({ endpoint, secret, max: maxEndpoints });
      if (addition === 'too-many') {
        throw new Failure('CONFLICT', `There are ${maxEndpoints} webhook endpoints already.`, {
          reason: 'TOO_MANY_WEBHOOKS',
        });
      }
      return new Reply(views.webhookSecret.of({ ...endpoint, failures: 0, revision: 1 }, secret, principal), {
        headers: { Location: link(`/webhooks/${id}`).href },
      });
    },
  });

const getWebhook = ({ views }: Version<WebhookViews>) =>
  defineEndpoint({
    name: 'getWebhook',
    summary: 'One webhook endpoint',
    method: 'GET',
    path: '/webhooks/{id}',
    access: read,
    budget,
    input: { params },
    etag: true,
    view: views.webhook.view,
    example: () => ({ ...byId, answer: views.webhook.of(samples.webhook, samples.partner) }),
    handle: async ({ input, principal }, { webhooks }) => {
      const endpoint = await ownEndpoint(webhooks.store, input.params.id, principal);
      return new Reply(views.webhook.of(endpoint, principal), { revision: endpoint.revision });
    },
  });

/** Whether an endpoint is as a change would leave it. A change that is sent again is no conflict with itself. */
const isSo = (endpoint: WebhookEndpoint, { status, ...members }: z.output<typeof endpointChange>): boolean =>
  (status === undefined || (status === 'disabled') === (endpoint.disabled !== undefined)) &&
  isDeepStrictEqual({ ...endpoint, ...members }, { ...endpoint });

/** Demands that a write has been done. PRECONDITION_FAILED when another writer came first. */
function requireDone(written: Written): void {
  if (written === 'stale') throw new Failure('PRECONDITION_FAILED', 'It was changed meanwhile: read it again.');
  if (written === 'none') throw noEndpoint();
}

const changeWebhook = ({ views, link }: Version<WebhookViews>) =>
  defineEndpoint({
    name: 'changeWebhook',
    summary: 'Changes, enables or disables a webhook endpoint',
    method: 'PATCH',
    path: '/webhooks/{id}',
    access: manage,
    budget,
    input: { params, headers, body: endpointChange },
    bodyTypes: patchTypes,
    etag: true,
    view: views.webhook.view,
    example: () => ({
      parameters: { ...byId.parameters, ...samples.tag },
      body: { events: ['order.paid', 'order.cancelled'] },
      answer: views.webhook.of({ ...samples.webhook, events: ['order.paid', 'order.cancelled'] }, samples.partner),
    }),
    handle: async ({ input: { params, headers, body }, principal }, { webhooks: { store, allows } }) => {
      const { status, ...members } = body;
      const endpoint = await ownEndpoint(store, params.id, principal);
      const { id } = endpoint;
      requireAllowed(members.url === undefined || allows(members.url));
      const shown = (now: WebhookEndpoint) => new Reply(views.webhook.of(now, principal), { revision: now.revision });
      if (isSo(endpoint, body)) return shown(endpoint);
      // The change comes first: whoever has the revision has the row, until the transaction ends.
      requireDone(await store.change(id, members, headers['if-match']));
      const now = iso(Date.now());
      if (status === 'enabled') await store.enable(id, now);
      if (status === 'disabled') {
        const disabled = { reason: 'by-owner', at: now } as const;
        const notice = disabledNotice(endpoint, { ...disabled, href: link(`/webhooks/${id}`).href });
        await store.disable(id, disabled, notice);
      }
      return shown(await ownEndpoint(store, id, principal));
    },
  });

const deleteWebhook = ({ views }: Version<WebhookViews>) =>
  defineEndpoint({
    name: 'deleteWebhook',
    summary: 'Deletes a webhook endpoint with its deliveries, and lists those that are left',
    description:
      'Deliveries under way may still arrive. An endpoint that is gone already is no error, so that the request can be repeated.',
    method: 'DELETE',
    path: '/webhooks/{id}',
    access: manage,
    budget,
    input: { params, headers },
    view: views.webhookList.view,
    example: () => ({
      parameters: { ...byId.parameters, ...samples.tag },
      answer: views.webhookList.of([], samples.partner),
    }),
    handle: async ({ input: { params, headers }, principal }, { webhooks: { store } }) => {
      const endpoint = ownOf(principal, await store.find(params.id));
      const written = endpoint && (await store.remove(endpoint.id, headers['if-match']));
      if (written === 'stale') requireDone(written);
      return views.webhookList.of(await ownEndpoints(store, principal), principal);
    },
  });

const rollWebhookSecret = ({ views }: Version<WebhookViews>) =>
  defineEndpoint({
    name: 'rollWebhookSecret',
    summary: 'Gives a webhook endpoint a new secret, and shows it',
    description: 'The old secret signs too for 24 hours. The new one is shown in this answer alone.',
    method: 'POST',
    path: '/webhooks/{id}/secret',
    access: manage,
    budget,
    input: { params },
    view: views.webhookSecret.view,
    example: () => ({
      ...byId,
      answer: views.webhookSecret.of(samples.webhook, samples.webhookSecret, samples.partner),
    }),
    handle: async ({ input, principal }, { webhooks: { store } }) => {
      const endpoint = await ownEndpoint(store, input.params.id, principal);
      const [secret, now] = [createSecret(), Date.now()];
      await store.roll(endpoint.id, secret, { now: iso(now), oldEndsAt: iso(now + overlapMs) });
      return views.webhookSecret.of(endpoint, secret, principal);
    },
  });

const testWebhook = ({ views, link }: Version<WebhookViews>) =>
  defineEndpoint({
    name: 'testWebhook',
    summary: 'Sends `webhook.test` to an endpoint',
    description: 'Sent once, to a disabled endpoint too. The outcome does not count for its health.',
    method: 'POST',
    path: '/webhooks/{id}/test',
    access: manage,
    budget,
    input: { params },
    view: views.sending.view,
    status: 202,
    example: () => ({ ...byId, answer: views.sending.of(samples.webhook, 1) }),
    handle: async ({ input, principal }, { webhooks: { store } }) => {
      const endpoint = await ownEndpoint(store, input.params.id, principal);
      const at = iso(Date.now());
      const { href } = link(`/webhooks/${endpoint.id}`);
      const { partnerId, mode } = endpoint;
      const body = toPayload({ type: 'webhook.test', at, mode, data: { id: endpoint.id }, href });
      const event = {
        id: `test_${randomUUID()}`,
        partnerId,
        mode,
        type: 'webhook.test',
        at,
        body,
      } as const;
      await store.test(endpoint.id, event, at);
      return views.sending.of(endpoint, 1);
    },
  });

const listDeliveries = ({ views }: Version<WebhookViews>) =>
  defineEndpoint({
    name: 'listDeliveries',
    summary: 'The deliveries to an endpoint with their attempts, newest first',
    method: 'GET',
    path: '/webhooks/{id}/deliveries',
    access: read,
    budget,
    input: { params, query },
    etag: true,
    view: views.deliveryList.view,
    example: () => ({
      parameters: { ...byId.parameters, limit: 1 },
      answer: views.deliveryList.of(
        { endpoint: samples.webhook, deliveries: [samples.delivery], query: { limit: 1 }, next: undefined },
        samples.partner,
      ),
    }),
    handle: async ({ input: { params, query }, principal }, { webhooks: { store } }) => {
      const endpoint = await ownEndpoint(store, params.id, principal);
      const list = `deliveries ${endpoint.id}`;
      const after = decodeCursor(list, query.cursor);
      const found = await store.deliveries(endpoint.id, {
        limit: query.limit + 1,
        ...(after !== undefined && { after }),
      });
      const deliveries = found.slice(0, query.limit);
      const next = found.length > query.limit ? encodeCursor(list, deliveries.at(-1)!.id) : undefined;
      return views.deliveryList.of({ endpoint, deliveries, query, next }, principal);
    },
  });

const replayDeliveries = ({ views }: Version<WebhookViews>) =>
  defineEndpoint({
    name: 'replayDeliveries',
    summary: 'Sends events to an endpoint again: one delivery, a range of time, or everything since',
    method: 'POST',
    path: '/webhooks/{id}/replay',
    access: manage,
    budget,
    input: { params, body: replay },
    view: views.sending.view,
    status: 202,
    example: () => ({ ...byId, body: { from: samples.placedAt }, answer: views.sending.of(samples.webhook, 12) }),
    handle: async ({ input: { params, body }, principal }, { webhooks: { store } }) => {
      const endpoint = await ownEndpoint(store, params.id, principal);
      const which: ReplaySelection =
        'delivery' in body
          ? { deliveryId: body.delivery }
          : { from: iso(Date.parse(body.from)), until: body.until && iso(Date.parse(body.until)) };
      const count = await store.replay(endpoint.id, which, iso(Date.now()));
      if ('delivery' in body && count === 0) throw new Failure('NOT_FOUND', 'There is no such delivery.');
      return views.sending.of(endpoint, count);
    },
  });

export const webhookEndpoints = (version: Version<WebhookViews>) => [
  listWebhooks(version),
  createWebhook(version),
  getWebhook(version),
  changeWebhook(version),
  deleteWebhook(version),
  rollWebhookSecret(version),
  testWebhook(version),
  listDeliveries(version),
  replayDeliveries(version),
];

/** Endpoints of this partner and mode. */
function ownEndpoints(store: WebhookStore, principal: Principal): Promise<readonly WebhookEndpoint[]> {
  const { id, mode } = asPartner(principal);
  return store.list(id, mode);
}

/** Endpoint of this partner and mode. Any other is NOT_FOUND, as one that never was. */
async function ownEndpoint(store: WebhookStore, id: string, principal: Principal): Promise<WebhookEndpoint> {
  const endpoint = ownOf(principal, await store.find(id));
  if (endpoint) return endpoint;
  throw noEndpoint();
}

const noEndpoint = (): Failure => new Failure('NOT_FOUND', 'There is no such webhook endpoint.');

/** One refusal for every reason: the answer must not tell what the network behind us looks like. */
function requireAllowed(allowed: boolean): void {
  if (allowed) return;
  throw new Failure('INVALID_INPUT', 'Webhooks cannot be sent to this address.', {
    reason: 'URL_NOT_ALLOWED',
    errors: [{ pointer: '#/body/url', detail: 'is no address that webhooks can be sent to' }],
  });
}
