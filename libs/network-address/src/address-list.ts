/** Lists of networks, as operators write them. */

import { isIpv4, parseAddress, type Address } from './address.ts';
import { contains, parseNetwork, type Network } from './network.ts';

export interface AddressList {
  /** Number of networks in the list. */
  readonly size: number;
  /** True if the list has a whole family: `0.0.0.0/0`, `::/0`. */
  readonly hasEverybody: boolean;
  /** Asks whether an address is in one of the networks. A text that is no address is in none. */
  matches(address: Address | string): boolean;
}

/** Flaws of a list: every bad entry, not only the first. */
export class AddressListError extends Error {
  override readonly name = 'AddressListError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('; '));
    this.problems = problems;
  }
}

/**
 * Reads addresses and networks (`192.0.2.1`, `10.0.0.0/8`, `2001:db8::/32`). Separators are commas, spaces and lines; `#` begins a comment.
 * Throws an AddressListError.
 */
export function parseAddressList(text: string | readonly string[]): AddressList {
  const entries = (typeof text === 'string' ? [text] : text)
    .flatMap((part) => part.replace(/#.*/g, '').split(/[\s,]+/))
    .filter((entry) => entry !== '');
  const networks = { v4: [] as Network[], v6: [] as Network[] };
  const problems: string[] = [];
  for (const entry of entries) {
    const network = parseNetwork(entry);
    if ('wrong' in network) problems.push(`${JSON.stringify(entry.slice(0, 60))} ${network.wrong}`);
    else networks[isIpv4(network.address) ? 'v4' : 'v6'].push(network);
  }
  if (problems.length > 0) throw new AddressListError(problems);
  return {
    size: entries.length,
    hasEverybody: [...networks.v4, ...networks.v6].some(({ bits }) => bits === 0),
    matches: (given) => {
      const address = typeof given === 'string' ? parseAddress(given) : given;
      if (!address) return false;
      return networks[isIpv4(address) ? 'v4' : 'v6'].some((network) => contains(network, address));
    },
  };
}
