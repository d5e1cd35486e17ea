/** Input of the endpoints of keys. */

import { maxLiveKeys } from '@frontage/auth/api-key';
import { identifier } from '@frontage/dto-mapping/fields';
import { AddressListError, parseAddressList } from '@frontage/network-address';
import { scopes } from '@frontage/policy';
import { z } from 'zod';
import { paging } from '../../representation/paging.ts';

/** Most scopes of one key: more than there are, as some may be added. */
export const maxScopes = 100;

/** Most addresses of one key. */
export const maxAddresses = 50;

export const params = z.object({ id: identifier('The key: the part between the second and the third underscore.') });

/** Address or network, as text. */
export const address = z
  .string()
  .max(50)
  .regex(/^[0-9A-Fa-f:.]+(\/[0-9]{1,3})?$/, 'is not an address or a network');

const checkedAddress = address.superRefine((text, context) => {
  try {
    parseAddressList([text]);
  } catch (error) {
    if (!(error instanceof AddressListError)) throw error;
    context.addIssue({ code: 'custom', message: error.message });
  }
});

export const newKey = z
  .strictObject({
    scopes: z
      .array(z.enum(scopes))
      .min(1)
      .max(scopes.length)
      .meta({ description: 'Scopes: any of those that the key which asks has itself.' }),
    addresses: z
      .array(checkedAddress.meta({ description: 'One address, or a network.' }))
      .max(maxAddresses)
      .default([])
      .meta({ description: 'Addresses from which the key may be used: `192.0.2.0/24`, `2001:db8::1`. Default any.' }),
    expiresInDays: z
      .int()
      .min(1)
      .max(3_650)
      .optional()
      .meta({ description: 'Days after which it ends. Default: it has no end.' }),
  })
  .meta({
    description: `A key to be made. It has the mode of the key which asks. At most ${maxLiveKeys} of a partner are live in each.`,
  });

export const query = z.object(paging);
