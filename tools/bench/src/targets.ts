/** Targets: our BFFs, and what one would pick instead. */

import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { KeyDatabase } from './api-keys.ts';
import { claims, credentialsFor, type Headers } from './credentials.ts';
import { newSecret, publicOrigin, type Environment } from './environment.ts';
import type { LoadTarget } from './load/load-client.ts';
import { hasNginx, startNginx } from './nginx.ts';
import type { ProbeFunctions, Usage } from './probe.ts';
import { root, startProcess } from './process.ts';
import type { Client, Role, Scenario } from './scenarios/scenario.ts';
import { titles, type TargetName } from './target-names.ts';

/** Target that is up. */
export interface Target extends Omit<LoadTarget, 'headers'> {
  readonly name: TargetName;
  /** Headers that say who asks. */
  readonly headersFor: (role: Role) => Promise<Headers>;
  /** Undefined where no process stands between client and services. */
  readonly usage?: () => Promise<Usage>;
  /** Undefined where there is nothing that could be profiled. */
  readonly inspect?: ProbeFunctions['inspect'];
  /** The API keys of ours. */
  readonly keys?: KeyDatabase;
}

/** Targets of a scenario, ours first. Answers to partners are not cached. */
export const targetsOf = ({ client, peers }: Pick<Scenario, 'client' | 'peers'>): readonly TargetName[] =>
  client === 'partner' ? ['frontage', ...peers] : ['frontage', 'cached', ...peers];

export const isOurs = (name: TargetName): name is 'frontage' | 'cached' => name === 'frontage' || name === 'cached';

/** Reason, in words, why this machine cannot have a target. Undefined if it can. */
export function reasonAgainst(name: TargetName, { floor }: Pick<Scenario, 'floor'>): string | undefined {
  if (name !== 'nginx') return undefined;
  if (!hasNginx) return 'nginx is not installed on this machine, or there is no /proc';
  return floor ? undefined : 'there is no one call to pass through';
}

/** Starts a target for a scenario. It ends with its environment. */
export async function startTarget(
  name: TargetName,
  { client, floor }: Pick<Scenario, 'client' | 'floor'>,
  environment: Environment,
): Promise<Target> {
  const claim = (role: Role): Promise<Headers> => Promise.resolve(claims[role]);
  if (name === 'direct') return { name, headersFor: claim };
  if (name === 'nginx') {
    const { service } = floor!;
    const authorization = `Bearer test-token-for-${service}`;
    const headersFor = async (role: Role) => ({ ...(await claim(role)), authorization });
    const upstream = environment.services[`${service.toUpperCase()}_URL`]!;
    return { name, isFloor: true, headersFor, ...(await startNginx(upstream, environment.dir)) };
  }
  const keys = newKeyDatabase(environment);
  const { port, usage, functions } = startProcess(
    isOurs(name) ? ourProcess(name, client, environment, keys) : peerProcess(name, environment),
  );
  const origin = `http://127.0.0.1:${await port()}`;
  const proof = (role: Role) => (role === 'visitor' ? claim(role) : credentialsFor(client, origin, environment, keys));
  return { name, origin, usage, inspect: functions.inspect, keys, headersFor: isOurs(name) ? proof : claim };
}

/** A database without keys, under a pepper of its own. */
const newKeyDatabase = ({ dir }: Environment): KeyDatabase => ({
  pepper: newSecret(),
  databaseUrl: `sqlite:${join(dir, `${randomUUID()}.sqlite`)}`,
});

/** The variables of ours. Everything is on, as in production: set are secrets, addresses, and whether answers are cached. */
export const ourVariables = (
  name: 'frontage' | 'cached',
  environment: Environment,
  { pepper, databaseUrl } = newKeyDatabase(environment),
): Headers => ({
  ...environment.services,
  ...environment.clientSecrets,
  ...(name === 'frontage' && { CACHE_MAX_BYTES: '0' }),
  PORT: '0',
  ADMIN_PORT: '0',
  OIDC_ISSUER: environment.issuer,
  // The issuer is a process beside this one, and the load comes from one caller: limits are counted and never reached.
  INSECURE_ISSUER: 'true',
  LIMITS_FACTOR: '1000000',
  // 200 products in one operation, which growth is about, are more than visitors may ask.
  GRAPHQL_MAX_COST: '10000',
  // On, like everything else, but not so low that a neighbour on the machine makes it shed, or leave parts out: what is not there
  // costs nothing.
  MAX_LAG_MS: '5000',
  BUDGET_FACTOR: '5',
  FRONTAGE_DATA_DIR: environment.dir,
  PUBLIC_URL: publicOrigin,
  SESSION_KEYS: newSecret(),
  TOKEN_KEYS: newSecret(),
  API_KEY_PEPPERS: pepper,
  WEBHOOK_KEYS: newSecret(),
  DATABASE_URL: databaseUrl,
});

function ourProcess(name: 'frontage' | 'cached', client: Client, environment: Environment, keys: KeyDatabase) {
  const app = `${client}-bff`;
  return {
    name: `${app} (${name})`,
    entry: resolve(root, 'apps', app, 'src/main.ts'),
    logFile: join(environment.dir, `${app}-${name}.log`),
    env: ourVariables(name, environment, keys),
  };
}

function peerProcess(name: TargetName, { services }: Environment) {
  const file = name === 'tutorial' ? 'apollo' : name;
  const entry = fileURLToPath(new URL(`peers/${file}.mjs`, import.meta.url));
  return { name: titles[name], entry, args: [name], env: services };
}
