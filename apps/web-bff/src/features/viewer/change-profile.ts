/** Changes of the customer's profile and addresses. */

import type { Address, ChangedAddress, Customer } from '@frontage/customers-client';
import { addressId as addressIdSchema, addressInput, customerName, locale } from '@frontage/customers-client/input';
import { idempotencyKey } from '@frontage/http-server/input';
import { z } from 'zod';
import type { WebContext } from '../../context.ts';
import { customerOf } from '../../customer.ts';
import { inWave } from '../../degradation.ts';
import { readEntityId } from '../../entity-id.ts';
import { noSuch, orAbsent, readArguments } from '../../input.ts';
import type { MutationResolvers } from '../../schema.types.ts';
import { withUserErrors } from '../../user-errors.ts';
import { toAddressView, toViewerView, type ViewerView } from './viewer.view.ts';

const { label, recipient, street, postcode, city, country } = addressInput.shape;
const profileChange = z.object({
  input: z.object({ name: orAbsent(customerName), locale: orAbsent(locale), revision: orAbsent(z.int().min(1)) }),
});
const newAddress = z.object({ input: addressInput.extend({ idempotencyKey }) });
const addressChange = z.object({
  input: z.object({
    label: orAbsent(label),
    recipient: orAbsent(recipient),
    street: orAbsent(street),
    postcode: orAbsent(postcode),
    city: orAbsent(city),
    country: orAbsent(country),
  }),
});

/** Payload of a change of one address, without its refusals. */
interface AddressPayload {
  readonly address: Address | undefined;
  readonly viewer: ViewerView | undefined;
}

const viewerAlone = ({ principal }: WebContext) => ({ viewer: toViewerView(principal) });
const withoutAddress = (context: WebContext): AddressPayload => ({ ...viewerAlone(context), address: undefined });

/** Payload after a change. The operation then reads the profile as it is now, without a call. */
function changed(customer: Customer, context: WebContext) {
  context.loaders.profiles.clear(customer.id).prime(customer.id, customer);
  return viewerAlone(context);
}

const changedAddress = ({ customer, address }: ChangedAddress, context: WebContext): AddressPayload => ({
  ...changed(customer, context),
  address: toAddressView(customer, address),
});

/** Target of a change: an address of the customer who asks. Every other id names none of theirs, and costs no call. */
function targetOf(id: string, { principal }: WebContext): { readonly customerId: string; readonly addressId: string } {
  const customerId = customerOf(principal);
  const { type, within = [] } = readEntityId(id) ?? {};
  const [owner, addressId, ...rest] = within;
  const isOwn = type === 'address' && owner === customerId && rest.length === 0;
  if (!isOwn || addressId === undefined || !addressIdSchema.safeParse(addressId).success) {
    throw noSuch('addressId');
  }
  return { customerId, addressId };
}

export const updateProfile: MutationResolvers['updateProfile'] = (_, args, context, info) =>
  withUserErrors({ info, unchanged: () => viewerAlone(context) }, async () => {
    const { deps, principal, call } = context;
    const { revision: expected, ...texts } = readArguments(profileChange, args).input;
    const input = {
      id: customerOf(principal),
      change: { ...texts, currency: args.input.currency ?? undefined },
      expected: expected === undefined ? undefined : [expected],
    };
    return changed(await inWave(call, () => deps.customers.update(input, call)), context);
  });

export const addAddress: MutationResolvers['addAddress'] = (_, args, context, info) =>
  withUserErrors({ info, unchanged: () => withoutAddress(context) }, async () => {
    const { deps, principal, call } = context;
    const { idempotencyKey: key, ...address } = readArguments(newAddress, args).input;
    const input = { customerId: customerOf(principal), address, idempotencyKey: key };
    return changedAddress(await inWave(call, () => deps.customers.addAddress(input, call)), context);
  });

export const updateAddress: MutationResolvers['updateAddress'] = (_, args, context, info) =>
  withUserErrors({ info, about: 'addressId', unchanged: () => withoutAddress(context) }, async () => {
    const { deps, call } = context;
    const target = targetOf(args.input.addressId, context);
    const change = readArguments(addressChange, args).input;
    return changedAddress(await inWave(call, () => deps.customers.updateAddress({ ...target, change }, call)), context);
  });

export const removeAddress: MutationResolvers['removeAddress'] = (_, { input }, context, info) =>
  withUserErrors({ info, unchanged: () => viewerAlone(context) }, async () => {
    const { deps, call } = context;
    const target = targetOf(input.addressId, context);
    return changed(await inWave(call, () => deps.customers.removeAddress(target, call)), context);
  });

export const setDefaultAddress: MutationResolvers['setDefaultAddress'] = (_, { input }, context, info) =>
  withUserErrors({ info, about: 'addressId', unchanged: () => withoutAddress(context) }, async () => {
    const { deps, call } = context;
    const target = targetOf(input.addressId, context);
    return changedAddress(await inWave(call, () => deps.customers.setDefaultAddress(target, call)), context);
  });
