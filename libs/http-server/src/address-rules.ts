/** Allow and deny lists: for everything, and for groups of routes. */

import { parseAddressList, type Address } from '@frontage/network-address';
import { z } from 'zod';
import { parseJson } from './config.ts';
import { routeGroup, type RouteGroup } from './route-group.ts';

/** Whether a request from an address may go on. */
export type AddressRules = (address: Address | undefined, method: string, path: string) => boolean;

/** Without lists, everybody may. */
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
 * Reads `{ "allow": […], "deny": […], "routes": { "/v2/keys": { "allow": […] } } }`. Whoever is denied anywhere is out; where there is an
 * allow list, only whoever is on it is in. The lists of a group of routes hold beside those for everything. Throws with everything wrong.
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

/** A client whose address cannot be told is on no list, so it gets past none. */
function permits({ allow, deny }: Lists, address: Address | undefined): boolean {
  if (!address) return !allow && !deny;
  return !deny?.matches(address) && (!allow || allow.matches(address));
}
