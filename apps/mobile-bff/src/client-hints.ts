/** Client hints in the phone's headers: currency, pixel ratio, saving of data. */

import { currencies, defaultCurrency } from '@frontage/dto-mapping/money';
import { numericOr } from '@frontage/http-server/input';
import { z } from 'zod';

/** `Save-Data`, for lists without prices and images. */
export const dataSaving = z.object({
  'save-data': z
    .enum(['on', 'off'])
    .default('off')
    .transform((value) => value === 'on')
    .meta({ description: 'On: pictures half as wide, and pages half as long.' }),
});

export const clientHints = z.object({
  'accept-currency': z
    .enum(currencies)
    .default(defaultCurrency)
    .meta({ description: 'The currency of prices (ISO 4217).' }),
  'x-device-dpr': numericOr(z.number().min(0.5).max(5), 2).meta({
    description: 'Device pixels per CSS pixel: pictures are chosen by it.',
  }),
  ...dataSaving.shape,
});

export type ClientHints = z.output<typeof clientHints>;

type DataSaving = z.output<typeof dataSaving>;

/** Hints that pictures are chosen by. */
export type ScreenHints = Omit<ClientHints, 'accept-currency'>;

/** Width of the image for a box of this width in CSS pixels: in device pixels, and half of it with `Save-Data`. */
export const imageWidth = (cssPx: number, hints: ScreenHints): number =>
  Math.ceil((cssPx * hints['x-device-dpr']) / (hints['save-data'] ? 2 : 1));

/** Size of a page that names no limit, in items: half of the usual one with `Save-Data`. */
export const pageSize = (usual: number, hints: DataSaving): number => (hints['save-data'] ? usual / 2 : usual);
