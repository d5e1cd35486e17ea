/** Customer on their own phone. */

import type { Address, Customer } from '@frontage/customers-client';
import { customerBounds, customerTextBounds as texts } from '@frontage/customers-client/bounds';
import { quietHours } from '@frontage/customers-client/input';
import { defineView, type ViewOf } from '@frontage/dto-mapping';
import { identifier, subject, text } from '@frontage/dto-mapping/fields';
import { currencyCode } from '@frontage/dto-mapping/money';
import { z } from 'zod';
import { unlessEmpty } from '../../absence.ts';

const address = z
  .object({
    id: identifier('The address.'),
    label: text(texts.label, 'Label that the customer gave it.'),
    recipient: text(texts.recipient, 'Name of the recipient.'),
    street: text(texts.street, 'Street and number.'),
    postcode: text(16, 'Postcode, as the country writes it. Missing where it has none.').optional(),
    city: text(texts.city, 'Town or city.'),
    country: z.string().length(2).meta({ pattern: '^[A-Z]{2}$', description: 'The country (ISO 3166-1 alpha-2).' }),
    isDefault: z
      .boolean()
      .optional()
      .meta({ description: 'True for the one to which parcels go by default. Missing for the others.' }),
  })
  .meta({ description: 'An address that parcels can be sent to.' });

export const meView = defineView(
  'Me',
  z
    .object({
      id: subject('The customer.'),
      name: text(texts.name, 'The whole name, as the customer writes it.'),
      email: text(320, 'Address to which mail is sent. Missing while it is unknown.').optional(),
      tier: z.enum(['standard', 'gold']).meta({ description: 'Tier of the customer.' }),
      locale: text(35, 'Language and country of what is sent to the customer (BCP 47): `de-DE`.'),
      currency: currencyCode.meta({
        description: 'Currency that the customer prefers (ISO 4217): what to send as `Accept-Currency`.',
      }),
      quietHours: z
        .object(quietHours.shape)
        .optional()
        .meta({ description: 'Hours in which notifications wait, each day. Missing without any.' }),
      addresses: z
        .array(address)
        .max(customerBounds.addresses)
        .optional()
        .meta({ description: 'Address book, oldest first. Missing without any.' }),
    })
    .meta({ description: 'The customer who asks.' }),
);

const toAddress = ({ postcode, isDefault, ...rest }: Address): z.input<typeof address> => ({
  ...rest,
  postcode: postcode || undefined,
  isDefault: isDefault || undefined,
});

export const toMeView = (customer: Customer): ViewOf<typeof meView> => ({
  id: customer.id,
  name: customer.name,
  email: customer.email || undefined,
  tier: customer.tier,
  locale: customer.locale,
  currency: customer.currency,
  quietHours: customer.quietHours,
  addresses: unlessEmpty(customer.addresses.map(toAddress)),
});
