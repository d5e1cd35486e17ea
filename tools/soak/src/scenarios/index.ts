/** The scenarios, one after the other. */

import type { Context } from '../context.ts';
import type { Measured } from '../measured.ts';
import { firstVisit } from './first-visit.ts';
import { flakyService } from './flaky-service.ts';
import { leavingClients } from './leaving-clients.ts';
import { oneFlight } from './one-flight.ts';
import { slowService } from './slow-service.ts';
import { stoppedService } from './stopped-service.ts';
import { unreliableNetworks } from './unreliable-networks.ts';
import { hangingWebhook, webhooksAtFullSpeed } from './webhooks.ts';

export type Scenario = (context: Context) => Promise<readonly Measured[]>;

export const scenarios: Readonly<Record<string, Scenario>> = {
  'a flaky service': flakyService,
  'a service that stops': stoppedService,
  'one flight for all': oneFlight,
  'clients that leave': leavingClients,
  'a slow service': slowService,
  'unreliable networks': unreliableNetworks,
  'webhooks at full speed': webhooksAtFullSpeed,
  'a webhook endpoint that hangs': hangingWebhook,
  'a first visit': firstVisit,
};
