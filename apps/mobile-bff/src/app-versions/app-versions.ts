/** Versions of the app: how they are written and compared, and APP_VERSIONS_FILE, which says what holds for them. */

import { createLiveDocument, parseJson, type LiveDocument } from '@frontage/http-server/config';
import type { Logger } from '@frontage/observability';
import { z } from 'zod';

/** Variable of the file: spread it into the schema of the process. */
export const appVersionsConfig = {
  APP_VERSIONS_FILE: z
    .string()
    .optional()
    .describe(
      'JSON file of the app’s versions: minimum, recommended, switches, read again when it changes (README.md)',
    ),
};

const platforms = ['ios', 'android'] as const;
type Platform = (typeof platforms)[number];

/** Numbers of a version, the most significant first. */
type Version = readonly number[];

/** Version of the app that sent a request. */
export interface AppVersion {
  readonly platform: Platform;
  readonly version: Version;
}

const digits = '[0-9]{1,6}(\\.[0-9]{1,6}){0,3}';
/**
 * Form of `X-App-Version`: `ios/3.2.0`. Behind `-` or `+` may stand a build, which is not compared: who tests the next version has it
 * already.
 */
export const appVersionPattern = `^(ios|android)/${digits}([+\\-][0-9A-Za-z.+\\-]{1,64})?$`;
const readable = new RegExp(appVersionPattern);

/** Reads `X-App-Version`; undefined when it is malformed. */
export function readAppVersion(field: string): AppVersion | undefined {
  if (field.length > 128 || !readable.test(field)) return undefined;
  const [platform, version] = field.split('/') as [Platform, string];
  return { platform, version: numbersOf(version.split(/[-+]/)[0]!) };
}

const numbersOf = (text: string): Version => text.split('.').map(Number);

/** Asks whether a version comes before another. `3.2` is `3.2.0`. */
export function isBefore(version: Version, other: Version): boolean {
  for (let index = 0; index < Math.max(version.length, other.length); index += 1) {
    const difference = (version[index] ?? 0) - (other[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

const version = z.string().regex(new RegExp(`^${digits}$`), 'must be a version: 3.2.0');

const platformSchema = z
  .strictObject({
    store: z
      .string()
      .max(500)
      .regex(/^https:\/\/[!#-[\]-~]+$/, 'must be an https URL'),
    minimum: version.optional(),
    recommended: version.optional(),
    switches: z
      .record(
        z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be small letters, digits and hyphens'),
        z.strictObject({ from: version.optional(), before: version.optional() }),
      )
      .refine((all) => Object.keys(all).length <= 50, 'has more than 50, which are too many for a header')
      .default({}),
  })
  .refine(
    ({ minimum, recommended }) =>
      minimum === undefined || recommended === undefined || !isBefore(numbersOf(recommended), numbersOf(minimum)),
    { path: ['recommended'], message: 'is below minimum' },
  );

const fileSchema = z.strictObject({ ios: platformSchema.optional(), android: platformSchema.optional() });

type PlatformTerms = z.output<typeof platformSchema>;

/** Verdict on one version of the app, as its file has it. */
export interface Verdict {
  /** Address in the store. */
  readonly store: string;
  /** Lowest version that is answered, where this one is lower. */
  readonly required: string | undefined;
  readonly updateRecommended: boolean;
  /** State of every switch of the platform, by name. */
  readonly switches: Readonly<Record<string, boolean>>;
}

/** Verdict on a version; undefined for a platform that the file does not name. */
export type AppVersions = (app: AppVersion) => Verdict | undefined;

function verdictOn({ store, minimum, recommended, switches }: PlatformTerms, version: Version): Verdict {
  const isBelow = (bound: string | undefined): boolean => bound !== undefined && isBefore(version, numbersOf(bound));
  return {
    store,
    required: isBelow(minimum) ? minimum : undefined,
    updateRecommended: isBelow(recommended),
    switches: Object.fromEntries(
      Object.entries(switches).map(([name, { from, before }]) => [
        name,
        !isBelow(from) && (before === undefined || isBelow(before)),
      ]),
    ),
  };
}

/** Opens APP_VERSIONS_FILE. Throws a ConfigError for a file that cannot be read; later, such a file changes nothing but a line in the log. */
export const openAppVersions = (file: string | undefined, log: Logger): LiveDocument<AppVersions> =>
  createLiveDocument<AppVersions>({
    variable: 'APP_VERSIONS_FILE',
    file,
    empty: () => undefined,
    parse: (text) => {
      const terms = parseJson(fileSchema, text);
      return ({ platform, version }) => terms[platform] && verdictOn(terms[platform], version);
    },
    log,
  });
