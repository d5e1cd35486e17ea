/** Allow and deny lists of client addresses, for all routes and for groups. */

import { parseAddressList, type Address } from '@frontage/network-address';
import { z } from 'zod';
import { parseJson } from './config.ts';
import { routeGroup, type RouteGroup } from './route-group.ts';

/** Decision on a request: true lets it pass. */
export type AddressRules = (address: Address | undefined, method: string, path: string) => boolean;

/** Rules without lists: every request passes. */
export const allowEverybody: AddressRules = () => true;

const list = z.array(z.string()).transform((entries, context) => {
  try {
    return parseAddressList(entries);
  } catch (error) {
    context.addIssue({ code: 'custom', message: (error as Error).message });
    return z.NEVER;
  }
});
const lists = z.strictObject({ allow: list.optional(), deny: list.optional() });
const schema = z.strictObject({
  ...lists.shape,
  routes: z.record(z.string(), lists).default({}),
});

type Lists = z.output<typeof lists>;

/**
 * Reads allow and deny lists from JSON. For example `{ "allow": […], "deny": […], "routes": { "/v2/keys": { "allow": […] } } }`. A deny
 * list refuses its addresses; an allow list refuses all others. Lists of a group of routes apply in addition to those for all routes.
 * Throws with every flaw.
 */
export function parseAddressRules(text: string): AddressRules {
  const { routes, ...everywhere } = parseJson(schema, text);
  const groups = Object.entries(routes).map(([group, own]): { group: RouteGroup; own: Lists } => ({
    group: routeGroup(group),
    own,
  }));
  return (address, method, path) =>
    permits(everywhere, address) &&
    groups.every(({ group, own }) => !group.matches(method, path) || permits(own, address));
}

/** An unknown address passes no list. */
function permits({ allow, deny }: Lists, address: Address | undefined): boolean {
  if (!address) return !allow && !deny;
  return !deny?.matches(address) && (!allow || allow.matches(address));
}
