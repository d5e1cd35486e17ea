/** Schemas of the input of customers, for the contract and for the edge: what the edge lets through, the service does not refuse. */

import { identifier, writtenLine } from '@frontage/dto-mapping/fields';
import { z } from 'zod';
import { cartBounds, customerTextBounds as texts } from './bounds.ts';
import { isCountryCode } from './countries.ts';

/** Id of an address, within its customer. */
export const addressId = identifier('The address.', 'is not the id of an address');

/** Id of a device, chosen by the app that runs on it. */
export const deviceId = identifier('The device.', 'is not the id of a device');

/** Token that a platform's push service gave to the app on a device. */
export const pushToken = z
  .string()
  .min(1)
  .max(texts.token)
  .regex(/^[!-~]+$/, 'must be visible ASCII characters, without blanks')
  .meta({ description: "Token of the app on the device, of the platform's push service." });

/** Key of a checkout, chosen by the client that checks out: its Idempotency-Key. */
export const checkoutKey = z
  .string()
  .max(255)
  .regex(/^[!-~]+$/, 'must be visible ASCII characters, without blanks');

/** Quantity of a product in a cart. */
export const cartQuantity = z
  .int()
  .min(1, `must be from 1 to ${cartBounds.quantity}`)
  .max(cartBounds.quantity, `must be from 1 to ${cartBounds.quantity}`)
  .meta({ description: 'Pieces of the product.' });

/** Name of a customer, whole. */
export const customerName = writtenLine(texts.name, 'The whole name in one line, as the customer writes it.');

/** Locale: a language, and a country where it matters (BCP 47). */
export const locale = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Z]{2})?$/, 'must be a language and a country: de-DE')
  .meta({ maxLength: 6, description: 'Language and country, as BCP 47 has them.' });

/** Time of day on a clock of 24 hours: `22:00`. */
const timeOfDay = (description: string) =>
  z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be hours and minutes: 22:00')
    .meta({ maxLength: 5, description });

/** Asks whether this machine knows a time zone, by its name in the IANA database. */
function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Hours in which a customer wants no notifications, each day; past midnight where `to` is before `from`. */
export const quietHours = z
  .strictObject({
    from: timeOfDay('Beginning, on the clocks of the time zone.'),
    to: timeOfDay('End, on the clocks of the time zone: another time than the beginning.'),
    timeZone: z
      .string()
      .max(64)
      .regex(/^[A-Za-z][A-Za-z0-9_+/-]*$/, 'must be the name of a time zone: Europe/Berlin')
      .refine(isTimeZone, { error: 'is not the name of a time zone', abort: true })
      .meta({ description: 'Time zone, by its name in the IANA database.' }),
  })
  .refine(({ from, to }) => from !== to, { path: ['to'], error: 'must be another time than the beginning' })
  .meta({ description: 'Hours in which notifications wait.' });

/** Members of an address. */
export const addressInput = z.strictObject({
  label: writtenLine(texts.label, 'Label for the customer: Home.'),
  recipient: writtenLine(texts.recipient, 'Name of the recipient.'),
  street: writtenLine(texts.street, 'Street and number.'),
  /** Empty in countries without postcodes. */
  postcode: z
    .string()
    .trim()
    .regex(/^([A-Za-z0-9]([A-Za-z0-9 -]{0,14}[A-Za-z0-9])?)?$/, 'must be up to 16 letters, digits, blanks and dashes')
    .meta({ maxLength: 16, description: 'Postcode as the country writes it; empty where it has none.' }),
  city: writtenLine(texts.city, 'Town or city.'),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be a country code of ISO 3166-1 alpha-2: DE')
    .refine(isCountryCode, 'is not the code of a country')
    .meta({ maxLength: 2, description: 'The country, ISO 3166-1 alpha-2.' }),
});
