/** All scenes, one after the other. */

import type { Ground } from './ground.ts';
import type { Measured } from './measured.ts';
import { flakyService } from './scenes/flaky-service.ts';
import { leavingClients } from './scenes/leaving-clients.ts';
import { oneFlight } from './scenes/one-flight.ts';
import { slowService } from './scenes/slow-service.ts';
import { stoppedService } from './scenes/stopped-service.ts';

export type Scene = (ground: Ground) => Promise<readonly Measured[]>;

export const scenes: Readonly<Record<string, Scene>> = {
  'a flaky service': flakyService,
  'a service that stops': stoppedService,
  'one flight for all': oneFlight,
  'clients that leave': leavingClients,
  'a slow service': slowService,
};
