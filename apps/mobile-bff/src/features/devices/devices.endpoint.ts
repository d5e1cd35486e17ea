/** Devices of the customer: where notifications go. The customers service keeps them. */

import { customerBounds, devicePlatforms } from '@frontage/customers-client/bounds';
import { deviceId, pushToken } from '@frontage/customers-client/input';
import { permission } from '@frontage/policy';
import { z } from 'zod';
import { customerOf } from '../../customer.ts';
import { defineEndpoint } from '../../deps.ts';
import { deviceCountView } from './devices.view.ts';

const access = permission('device:use');
const params = z.object({ id: deviceId });
const newDevice = z
  .strictObject({
    platform: z.enum(devicePlatforms).meta({ description: 'Platform, which decides the push service.' }),
    token: pushToken,
  })
  .meta({ description: 'Destination of the notifications of a device.' });
const byId = { parameters: { id: '6f1c9a52' }, answer: { total: 1 } };

export const putDevice = defineEndpoint({
  name: 'putDevice',
  summary: 'Registers a device for notifications, or replaces its token',
  description: `Devices beyond ${customerBounds.devices} take the place of those that registered longest ago. The token is shown to nobody.`,
  method: 'PUT',
  path: '/devices/{id}',
  access,
  budget: { ms: 1_000, calls: 1 },
  input: { params, body: newDevice },
  maxBodyBytes: 10_000,
  view: deviceCountView,
  example: () => ({ ...byId, body: { platform: 'ios' as const, token: 'an-example-and-no-token' } }),
  handle: async ({ input: { params, body }, principal, call }, { customers }) => {
    const device = { customerId: customerOf(principal), device: { id: params.id, ...body } };
    return { total: (await customers.putDevice(device, call)).length };
  },
});

export const removeDevice = defineEndpoint({
  name: 'removeDevice',
  summary: 'Takes a device off notifications, if it is registered: at the logout, for instance',
  method: 'DELETE',
  path: '/devices/{id}',
  access,
  budget: { ms: 800, calls: 1 },
  input: { params },
  view: deviceCountView,
  example: () => ({ ...byId, answer: { total: 0 } }),
  handle: async ({ input: { params }, principal, call }, { customers }) => {
    const device = { customerId: customerOf(principal), deviceId: params.id };
    return { total: (await customers.removeDevice(device, call)).length };
  },
});
