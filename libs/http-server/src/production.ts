/** What production refuses: values that are right for a start on one machine, and wrong where anybody can reach it. */

import { isLoopback, isPlainHttp } from '@frontage/network-address';
import { z } from 'zod';

type Present = Readonly<Record<string, string>>;

interface Setting {
  readonly name: string;
  /** As text: what the environment says, or else the default. */
  readonly text: string;
  /** Whether the environment says it. */
  readonly isSaid: boolean;
}

export interface ProductionRules {
  /** Variables that name a store without which each instance keeps its own: needed when there are several. */
  readonly sharedStores?: readonly string[];
  /** Of each group one variable must be said, and why: their defaults are right on a developer's machine alone. */
  readonly eitherInProduction?: readonly { readonly names: readonly string[]; readonly because: string }[];
}

/**
 * Looks at the text of each variable rather than at what became of it: a default counts like a value, and a value that another rule
 * refuses is looked at all the same.
 */
export function unfitForProduction(schema: z.ZodType, present: Present, rules: ProductionRules): string[] {
  const { sharedStores = [], eitherInProduction = [] } = rules;
  const settings = settingsOf(schema, present);
  return [
    ...settings
      .filter(isDevelopmentSecret)
      .map(({ name }) => `${name}: holds a development default, which production refuses`),
    ...settings.filter(isWildcardOrigin).map(({ name }) => `${name}: must name origins in production, not a wildcard`),
    ...settings
      .filter((setting) => isPlainIssuer(setting, present))
      .map(({ name }) => `${name}: must be an https address in production`),
    ...settings
      .filter(isUnsaidNeighbour)
      .map(({ name, text }) => `${name}: is required in production: its default, ${text}, is for development`),
    ...eitherInProduction
      .filter(({ names }) => names.every((name) => present[name] === undefined))
      .map(({ names, because }) => `${names.join(' or ')}: is required in production: ${because}`),
    ...sharedStores
      .filter((name) => Number(present['REPLICAS'] ?? 1) > 1 && present[name] === undefined)
      .map((name) => `${name}: is required because REPLICAS is above 1, and each instance would keep its own`),
  ];
}

function settingsOf(schema: z.ZodType, present: Present): readonly Setting[] {
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as {
    readonly properties?: Readonly<Record<string, { readonly default?: unknown }>>;
  };
  return Object.entries(properties).flatMap(([name, { default: value }]) => {
    const text = present[name] ?? value;
    return text === undefined ? [] : [{ name, text: String(text), isSaid: name in present }];
  });
}

/** Secrets that everybody knows: by convention their values say `development`. */
const isDevelopmentSecret = ({ name, text }: Setting): boolean =>
  /_(SECRETS?|PEPPERS?|KEYS?|TOKENS?)$/.test(name) && /development/.test(text);

const isWildcardOrigin = ({ name, text }: Setting): boolean =>
  /(_ORIGINS?|^PUBLIC_URL)$/.test(name) && text.includes('*');

/**
 * Another process, where `npm start` runs it. In production nobody has said where it is, and what answers on this machine is somebody
 * else. One that is named may well be there: a sidecar is.
 */
const isUnsaidNeighbour = ({ text, isSaid }: Setting): boolean => !isSaid && isLoopback(text);

/** Whoever can change what an issuer says over http is the issuer. Off this machine it is refused everywhere (config.ts). */
const isPlainIssuer = ({ name, text, isSaid }: Setting, present: Present): boolean =>
  isSaid && /_ISSUER$/.test(name) && isPlainHttp(text) && isLoopback(text) && present['INSECURE_ISSUER'] !== 'true';
