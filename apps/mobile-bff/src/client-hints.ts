/** Client hints in the phone's headers: currency, pixel ratio, saving of data. */

import { currencies, defaultCurrency } from '@frontage/dto-mapping/money';
import { numericOr } from '@frontage/http-server/input';
import { z } from 'zod';

export const clientHints = z.object({
  'accept-currency': z
    .enum(currencies)
    .default(defaultCurrency)
    .meta({ description: 'The currency of prices (ISO 4217).' }),
  'x-device-dpr': numericOr(z.number().min(0.5).max(5), 2).meta({
    description: 'Device pixels per CSS pixel: pictures are chosen by it.',
  }),
  'save-data': z
    .enum(['on', 'off'])
    .default('off')
    .transform((value) => value === 'on')
    .meta({ description: 'On: smaller pictures and shorter pages, please.' }),
});

export type ClientHints = z.output<typeof clientHints>;

/** Width of the image for a box, in device pixels; in CSS pixels with `Save-Data`. */
export const imageWidth = (cssPx: number, hints: ClientHints): number =>
  hints['save-data'] ? cssPx : Math.ceil(cssPx * hints['x-device-dpr']);

/** Default size of a page, in items. */
export const pageSize = (hints: ClientHints): number => (hints['save-data'] ? 10 : 20);
