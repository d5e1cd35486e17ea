/** Devices of a customer. Their tokens are never shown. */

import { customerBounds } from '@frontage/customers-client/bounds';
import { defineView } from '@frontage/dto-mapping';
import { count } from '@frontage/dto-mapping/fields';
import { z } from 'zod';

export const deviceCountView = defineView(
  'DeviceCount',
  z
    .object({ total: count('Devices that notifications go to.', customerBounds.devices) })
    .meta({ description: 'Number of the devices of a customer after a change.' }),
);
