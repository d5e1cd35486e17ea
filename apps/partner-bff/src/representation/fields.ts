/** Sparse fields of the reads of a version. */

import { withFields, type Endpoint } from '@frontage/http-server';
import { z } from 'zod';

/** Members that always come: what tells items apart, and what an answer says about itself. */
const always = ['id', 'degraded'];

/** Lets clients ask for some members of what they read: of the items, where it is a list. Other endpoints stay as they are. */
export function sparse<Deps>(endpoint: Endpoint<Deps>): Endpoint<Deps> {
  const { method, view } = endpoint;
  if (method !== 'GET' || !(view.schema instanceof z.ZodObject)) return endpoint;
  return withFields(endpoint, { always, items: embeddedIn(view.schema) });
}

/** Place of the items of a list in HAL (draft-kelly-json-hal §4.1.2); undefined for a resource. */
export function embeddedIn({ shape }: z.ZodObject): readonly string[] | undefined {
  const embedded: unknown = shape['_embedded'];
  return embedded instanceof z.ZodObject ? ['_embedded', ...Object.keys(embedded.shape)] : undefined;
}
