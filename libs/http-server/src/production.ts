/** Values that production refuses: right on one developer's machine, unsafe on a public one. */

import { isLoopback, isPlainHttp } from '@frontage/network-address';
import { z } from 'zod';

type Present = Readonly<Record<string, string>>;

interface Setting {
  readonly name: string;
  /** Text from the environment, else the default. */
  readonly text: string;
  /** True if the environment has it. */
  readonly isSaid: boolean;
}

export interface ProductionRules {
  /** Variables of shared stores, required for several instances. Without them each instance keeps its own data. */
  readonly sharedStores?: readonly string[];
  /** Groups of variables of which production requires one, each with its reason. Their defaults suit a developer's machine alone. */
  readonly eitherInProduction?: readonly { readonly names: readonly string[]; readonly because: string }[];
}

/**
 * Problems of a configuration in production. Checks texts, not parsed values: a default counts like a value, and a value that another rule
 * refuses is checked too.
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

/** Well-known secrets: by convention their values contain `development`. */
const isDevelopmentSecret = ({ name, text }: Setting): boolean =>
  /_(SECRETS?|PEPPERS?|KEYS?|TOKENS?)$/.test(name) && /development/.test(text);

const isWildcardOrigin = ({ name, text }: Setting): boolean =>
  /(_ORIGINS?|^PUBLIC_URL)$/.test(name) && text.includes('*');

/**
 * Another process at its default address, where `npm start` runs it. In production another program may answer there. A loopback address
 * that is set may be right: a sidecar is there.
 */
const isUnsaidNeighbour = ({ text, isSaid }: Setting): boolean => !isSaid && isLoopback(text);

/**
 * An http issuer on loopback, unless INSECURE_ISSUER allows it. Anybody who can change its answers is the issuer; off loopback http is
 * refused everywhere (config.ts).
 */
const isPlainIssuer = ({ name, text, isSaid }: Setting, present: Present): boolean =>
  isSaid && /_ISSUER$/.test(name) && isPlainHttp(text) && isLoopback(text) && present['INSECURE_ISSUER'] !== 'true';
