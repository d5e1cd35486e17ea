/** Proof of webhook endpoints, on those that are seeded in development. */

import { restAttempt, type RestFeatureProof } from '@frontage/proof';
import { developmentWebhooks } from '../src/webhooks/webhooks.ts';

const who = 'acme';
/** Precondition of writes, whatever other scenarios have written. */
const headers = { 'if-match': '*' };
const params = { id: developmentWebhooks.acme };
const requires = ['database'] as const;

export const proof = {
  scenarios: {
    listWebhooks: { who, requires },
    createWebhook: {
      who,
      requires,
      request: { body: { url: 'https://new.example.test/webhooks', events: ['order.*'] } },
      shows: { status: 'enabled' },
    },
    getWebhook: { who, requires, request: { params }, shows: { id: params.id } },
    changeWebhook: {
      who,
      requires,
      request: { params, headers, body: { description: 'Ours' } },
      shows: { description: 'Ours' },
    },
    // The seeded endpoint is every other scenario's.
    deleteWebhook: { who, requires, request: { params: { id: 'deleted-before' }, headers } },
    rollWebhookSecret: { who, requires, request: { params } },
    testWebhook: { who, requires, request: { params }, shows: { count: 1 } },
    listDeliveries: { who, requires, request: { params } },
    replayDeliveries: { who, requires, request: { params, body: { from: '2026-01-01T00:00:00Z' } } },
  },
  attempts: {
    'webhook:read': restAttempt(() => ({ method: 'GET', path: '/v2/webhooks' })),
    // An address that is refused: where access is granted, nothing is created.
    'webhook:manage': restAttempt(() => ({
      method: 'POST',
      path: '/v2/webhooks',
      body: { url: 'http://10.0.0.1/', events: ['order.*'] },
    })),
  },
} satisfies RestFeatureProof;
