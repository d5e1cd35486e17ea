/**
 * Search list for host names that are not complete.
 *
 * `catalog.shop.svc` is usual in Kubernetes, and means something only together with the search list of /etc/resolv.conf; Node's resolver
 * asks for names as they are.
 */

import { readFileSync } from 'node:fs';

export interface SearchList {
  /** Domains to try, in this order. */
  readonly domains: readonly string[];
  /** Fewest dots with which a name is first tried as it is. */
  readonly ndots: number;
}

/** Parses a resolv.conf (resolv.conf(5)); the last `search` or `domain` line counts. */
export function parseSearchList(text: string): SearchList {
  let domains: string[] = [];
  let ndots = 1;
  for (const line of text.split('\n')) {
    const [keyword, ...values] = line.trim().split(/\s+/);
    if (keyword === 'search') domains = values;
    else if (keyword === 'domain') domains = values.slice(0, 1);
    else if (keyword === 'options') {
      const digits = values.map((value) => /^ndots:(\d{1,2})$/.exec(value)?.[1]).findLast((each) => each !== undefined);
      if (digits !== undefined) ndots = Math.min(Number(digits), 15);
    }
  }
  return { domains: domains.map((domain) => domain.replace(/\.$/, '')).filter((domain) => domain !== ''), ndots };
}

/** Search list of this machine; empty without a resolv.conf. */
export function systemSearchList(): SearchList {
  try {
    return parseSearchList(readFileSync('/etc/resolv.conf', 'utf8'));
  } catch {
    return { domains: [], ndots: 1 };
  }
}

/** Complete names to try for a name, in order. A name that ends in a dot is complete. */
export function completeNames(name: string, { domains, ndots }: SearchList): readonly string[] {
  if (name.endsWith('.')) return [name];
  const completed = domains.map((domain) => `${name}.${domain}.`);
  const dots = name.split('.').length - 1;
  return dots >= ndots ? [`${name}.`, ...completed] : [...completed, `${name}.`];
}
