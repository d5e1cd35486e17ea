/** What production refuses: values that are right for a start on one machine, and wrong where anybody can reach it. */

import { z } from 'zod';

type Present = Readonly<Record<string, string>>;

interface Setting {
  readonly name: string;
  /** As text: what the environment says, or else the default. */
  readonly text: string;
}

/**
 * Looks at the text of each variable rather than at what became of it: a default counts like a value, and a value that another rule
 * refuses is looked at all the same.
 */
export function unfitForProduction(schema: z.ZodType, present: Present, sharedStores: readonly string[]): string[] {
  const settings = settingsOf(schema, present);
  return [
    ...settings
      .filter(isDevelopmentSecret)
      .map(({ name }) => `${name}: holds a development default, which production refuses`),
    ...settings.filter(isWildcardOrigin).map(({ name }) => `${name}: must name origins in production, not a wildcard`),
    ...settings
      .filter((setting) => isPlainIssuer(setting, present))
      .map(({ name }) => `${name}: must be an https address in production`),
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
    return text === undefined ? [] : [{ name, text: String(text) }];
  });
}

/** Secrets that everybody knows: by convention their values say `development`. */
const isDevelopmentSecret = ({ name, text }: Setting): boolean =>
  /_(SECRETS?|PEPPERS?|KEYS?|TOKENS?)$/.test(name) && /development/.test(text);

const isWildcardOrigin = ({ name, text }: Setting): boolean =>
  /(_ORIGINS?|^PUBLIC_URL)$/.test(name) && text.includes('*');

/** Whoever can change what an issuer says over http is the issuer. */
const isPlainIssuer = ({ name, text }: Setting, present: Present): boolean =>
  /_ISSUER$/.test(name) && /^http:/i.test(text) && !(present['INSECURE_ISSUER'] === 'true' && isLoopback(text));

const isLoopback = (url: string): boolean => /^(127(\.\d+){3}|\[::1\]|localhost)$/.test(URL.parse(url)?.hostname ?? '');
