/** Profile of the customer who asks. */

import type { Customer } from '@frontage/customers-client';
import { customerName, locale, quietHours } from '@frontage/customers-client/input';
import { currencyCode } from '@frontage/dto-mapping/money';
import { Reply } from '@frontage/http-server';
import { ifMatch, patchTypes } from '@frontage/http-server/input';
import { permission } from '@frontage/policy';
import { z } from 'zod';
import { customerOf } from '../../customer.ts';
import { defineEndpoint } from '../../deps.ts';
import { samples } from '../../samples.ts';
import { meView, toMeView } from './me.view.ts';

const answer = (customer: Customer) => new Reply(toMeView(customer), { revision: customer.revision });

const change = z
  .strictObject({
    name: customerName,
    locale,
    currency: currencyCode,
    quietHours: quietHours.nullable().meta({ description: 'Hours in which notifications wait; null ends them.' }),
  })
  .partial()
  .meta({ description: 'Changes of the profile: what is left out stays (RFC 7396).' });

export const getMe = defineEndpoint({
  name: 'getMe',
  summary: 'The profile of the customer who asks',
  method: 'GET',
  path: '/me',
  access: permission('profile:read'),
  budget: { ms: 800, calls: 1 },
  input: {},
  view: meView,
  etag: true,
  example: () => ({ answer: toMeView(samples.customer) }),
  handle: async ({ principal, call }, { customers }) => answer(await customers.customer(customerOf(principal), call)),
});

export const changeMe = defineEndpoint({
  name: 'changeMe',
  summary: 'Changes the profile of the customer who asks',
  description: 'A change that is there already is a success, whatever the tag: after a lost answer, send it again.',
  method: 'PATCH',
  path: '/me',
  access: permission('profile:write'),
  budget: { ms: 1_000, calls: 1 },
  input: { headers: z.object({ 'if-match': ifMatch }), body: change },
  bodyTypes: patchTypes,
  view: meView,
  etag: true,
  example: () => ({
    parameters: samples.tag,
    body: { locale: 'de-AT', quietHours: null },
    answer: toMeView({ ...samples.customer, locale: 'de-AT', quietHours: undefined }),
  }),
  handle: async ({ input: { headers, body }, principal, call }, { customers }) =>
    answer(await customers.update({ id: customerOf(principal), change: body, expected: headers['if-match'] }, call)),
});
