/** Input of the endpoints of webhooks. */

import { identifier } from '@frontage/dto-mapping/fields';
import { eventFilters } from '@frontage/webhooks';
import { z } from 'zod';
import { paging } from '../../representation/paging.ts';

/** Most endpoints of one partner. */
export const maxEndpoints = 20;
/** Longest address, and longest description, in characters. */
export const [maxUrl, maxDescription] = [2_048, 500];

export const params = z.object({ id: identifier('The webhook endpoint.') });

const url = z.string().min(1).max(maxUrl).meta({
  format: 'uri',
  description: 'Address of the receiver: https, a public name, port 443 or 8443, no credentials.',
});

const events = z
  .array(z.enum(eventFilters as [string, ...string[]]))
  .min(1)
  .max(eventFilters.length)
  .meta({ description: 'Types of events: one, all of a kind (`order.*`), or `*`.' });

const description = z
  .string()
  .max(maxDescription)
  // PostgreSQL has no NUL in texts.
  .regex(/^[^\0]*$/, 'must have no NUL')
  .meta({ description: 'A note of your own.' });

export const newEndpoint = z.strictObject({ url, events, description: description.default('') });

export const endpointChange = z
  .strictObject({
    url,
    events,
    description,
    status: z.enum(['enabled', 'disabled']).meta({ description: 'Enabling delivers all that waited meanwhile, once.' }),
  })
  .partial()
  .meta({ description: 'Changes, as in a JSON merge patch (RFC 7396), without `null`.' });

const time = (description: string) => z.iso.datetime().meta({ format: 'date-time', maxLength: 40, description });

export const replay = z
  .union([
    z
      .strictObject({ delivery: identifier('The delivery.') })
      .meta({ description: 'One delivery: it is sent at once.' }),
    z
      .strictObject({
        from: time('From when on events are sent again.'),
        until: time('Until when. Default now.').optional(),
      })
      .meta({ description: 'All events that came in a range of time.' }),
  ])
  .meta({ description: 'Selection of deliveries to send again.' });

export const query = z.object(paging);
