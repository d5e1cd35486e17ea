/** OpenAPI links: from an answer that has an id to the operations on the resource that it shows. */

import type { oas31 } from 'zod-openapi';
import type { Endpoint } from '../endpoint.ts';

type Endpoints = readonly Endpoint<never>[];

const isRead = ({ method, path }: Endpoint<never>): boolean => method === 'GET' && /^\/[^/]+\/\{id\}$/.test(path);

/** Links of an answer in the view of this name. Views without an address of their own have none. */
export function linksOf(view: string, endpoints: Endpoints): Readonly<Record<string, oas31.LinkObject>> {
  const read = endpoints.find((endpoint) => isRead(endpoint) && endpoint.view.name === view);
  if (!read) return {};
  const below = endpoints.filter(({ path }) => path === read.path || path.startsWith(`${read.path}/`));
  return Object.fromEntries(
    below.map(({ name, summary }) => [
      name,
      { operationId: name, parameters: { id: '$response.body#/id' }, description: summary },
    ]),
  );
}
