/** Who is measured: ourselves, and what one would pick instead. */

import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root, startChild, type Child } from './child.ts';
import type { Usage } from './child-messages.ts';
import { clientSecretVariable, newSecret, type Ground } from './ground.ts';
import { browserCookie, customer, phoneToken } from './log-in.ts';
import { issuePartnerKey, partner, type KeySecrets } from './partner-key.ts';
import { startNginx } from './nginx.ts';
import type { Client, Role, Scene } from './scenes/scene.ts';
import type { TargetName } from './target-name.ts';

export type { TargetName };

/** What each is, for tables. */
export const titles: Readonly<Record<TargetName, string>> = {
  frontage: 'Frontage, everything on, caches off',
  cached: 'Frontage, everything on, default caches',
  tutorial: 'Apollo + Express + axios, as tutorials write it',
  apollo: 'Apollo + Express + axios with DataLoader',
  yoga: 'GraphQL Yoga + undici',
  mercurius: 'Mercurius JIT + undici',
  fastify: 'Fastify + undici by hand',
  express: 'Express + axios',
  nginx: 'nginx, one call passed through',
  direct: 'no BFF: the client calls the services',
};

type Headers = Readonly<Record<string, string>>;

/** A target that is up. */
export interface Running {
  readonly name: TargetName;
  /** Where it answers; undefined for the client that calls the services itself. */
  readonly origin: string | undefined;
  /** How a request says who sends it. */
  readonly headersFor: (role: Role) => Promise<Headers>;
  /** Asks for the scene's floor instead of its requests. */
  readonly isFloor: boolean;
  /** Undefined where no process of ours or a peer's stands between client and services. */
  readonly usage: (() => Promise<Usage>) | undefined;
  /** Undefined where there is nothing that could be profiled. */
  readonly child: Child | undefined;
  /** Where ours keeps the keys of partners; undefined for everybody else. */
  readonly keys: KeySecrets | undefined;
  stop(): Promise<void>;
}

/** Starts one for a scene. Gives the reason, in words, when it cannot be had on this machine. */
export async function startTarget(name: TargetName, scene: Scene, ground: Ground): Promise<Running | string> {
  if (name === 'direct') return withoutProcess;
  if (name === 'nginx') return passThrough(scene, ground);
  const { child, headersFor, keys } = isOurs(name) ? startOurs(name, scene.client, ground) : startPeer(name, ground);
  try {
    const origin = `http://127.0.0.1:${await child.port()}`;
    return {
      name,
      origin,
      headersFor: (role) => headersFor(role, origin),
      isFloor: false,
      usage: () => child.usage(),
      child,
      keys,
      stop: () => child.stop(),
    };
  } catch (error) {
    await child.stop();
    throw error;
  }
}

interface Started extends Pick<Running, 'keys'> {
  readonly child: Child;
  readonly headersFor: (role: Role, origin: string) => Promise<Headers>;
}

/** Ourselves, in one of two ways. */
export const isOurs = (name: TargetName): name is 'frontage' | 'cached' => name === 'frontage' || name === 'cached';

/** The environment of ours. Everything is on, as in production: little is set here but secrets and addresses, and whether answers are cached. */
export function envOfOurs(
  name: 'frontage' | 'cached',
  client: Client,
  { services, issuer, secretOf, publicOrigin, dir }: Ground,
  { pepper, databaseUrl }: KeySecrets = newSecrets(dir),
): Headers {
  const app = `${client}-bff`;
  const own: Record<Client, Headers> = {
    // 200 products in one operation, which growth is about, are more than visitors may ask.
    web: { PUBLIC_URL: publicOrigin, SESSION_KEYS: newSecret(), FRONTAGE_DATA_DIR: dir, GRAPHQL_MAX_COST: '10000' },
    mobile: {},
    partner: { API_KEY_PEPPERS: pepper, DATABASE_URL: databaseUrl },
  };
  return {
    ...services,
    ...(name === 'frontage' && { CACHE_MAX_BYTES: '0' }),
    PORT: '0',
    ADMIN_PORT: '0',
    // The issuer is a process beside this one, and the load comes from one caller: limits are counted and never reached.
    INSECURE_ISSUER: 'true',
    LIMITS_FACTOR: '1000000',
    // On, like everything else, but not so low that a neighbour on the machine makes it shed, or leave parts out: what is not there
    // costs nothing.
    MAX_LAG_MS: '5000',
    BUDGET_FACTOR: '5',
    OIDC_ISSUER: issuer,
    [clientSecretVariable(app)]: secretOf(app),
    ...own[client],
  };
}

/** A database into which nobody has issued keys, under another pepper. */
const newSecrets = (dir: string): KeySecrets => ({
  pepper: newSecret(),
  databaseUrl: `sqlite:${join(dir, `${randomUUID()}.sqlite`)}`,
});

function startOurs(name: 'frontage' | 'cached', client: Client, ground: Ground): Started {
  const { issuer, publicOrigin, dir } = ground;
  const app = `${client}-bff`;
  const secrets = newSecrets(dir);
  let partnerKey: Promise<string> | undefined;
  const credentials: Record<Client, (origin: string) => Promise<Headers>> = {
    web: async (origin) => ({ cookie: await browserCookie(origin, publicOrigin) }),
    mobile: async () => ({ authorization: `Bearer ${await phoneToken(issuer)}` }),
    partner: async () => ({
      authorization: `Bearer ${await (partnerKey ??= issuePartnerKey(secrets))}`,
    }),
  };
  return {
    child: startChild({
      name: `${app} (${name})`,
      entry: resolve(root, 'apps', app, 'src/main.ts'),
      logFile: join(dir, `${app}-${name}.log`),
      env: envOfOurs(name, client, ground, secrets),
    }),
    headersFor: (role, origin) => (role === 'visitor' ? Promise.resolve({}) : credentials[client](origin)),
    keys: secrets,
  };
}

function startPeer(name: TargetName, ground: Ground): Started {
  return {
    child: startChild({
      name: titles[name],
      entry: fileURLToPath(new URL(`peers/${name}.${name === 'yoga' ? 'mjs' : 'ts'}`, import.meta.url)),
      env: ground.services,
    }),
    headersFor: (role) => Promise.resolve(identities[role]),
    keys: undefined,
  };
}

/** What peers are told about who asks. They believe it: nothing is on. */
const identities: Readonly<Record<Role, Headers>> = {
  visitor: {},
  customer: { 'frontage-caller': customer.caller, 'x-price-tier': customer.tier },
  partner: { 'frontage-caller': `partner:${partner.id}`, 'x-price-tier': partner.tier },
};

const withoutProcess: Running = {
  name: 'direct',
  origin: undefined,
  headersFor: (role) => Promise.resolve(identities[role]),
  isFloor: false,
  usage: undefined,
  child: undefined,
  keys: undefined,
  stop: () => Promise.resolve(),
};

async function passThrough({ floor }: Scene, { services, dir }: Ground): Promise<Running | string> {
  if (!floor) return 'there is no one call to pass through';
  const nginx = await startNginx({ upstream: services[`${floor.service.toUpperCase()}_URL`] ?? '', dir });
  if (typeof nginx === 'string') return nginx;
  const authorization = `Bearer test-token-for-${floor.service}`;
  return {
    name: 'nginx',
    origin: nginx.origin,
    headersFor: (role) => Promise.resolve({ ...identities[role], authorization }),
    isFloor: true,
    usage: nginx.usage,
    child: undefined,
    keys: undefined,
    stop: nginx.stop,
  };
}
