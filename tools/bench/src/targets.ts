/** The targets: our BFFs, and what one would pick instead. */

import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { KeyDatabase } from './api-keys.ts';
import { claims, credentialsFor, type Headers } from './credentials.ts';
import { clientSecretVariable, newSecret, type Environment } from './environment.ts';
import { startNginx } from './nginx.ts';
import type { Usage } from './probe.ts';
import { root, startProcess, type BenchProcess } from './process.ts';
import { titles, type TargetName } from './target-names.ts';
import type { Client, Role, Scenario } from './scenarios/scenario.ts';

/** A target that is up. */
export interface Target {
  readonly name: TargetName;
  /** Address; undefined for the client that calls the services itself. */
  readonly origin?: string;
  /** Headers that say who asks. */
  readonly headersFor: (role: Role) => Promise<Headers>;
  /** Answers the scenario's floor instead of its requests. */
  readonly isFloor?: boolean;
  /** Undefined where no process stands between client and services. */
  readonly usage?: () => Promise<Usage>;
  /** Undefined where there is nothing that could be profiled. */
  readonly process?: BenchProcess;
  /** The API keys of ours. */
  readonly keys?: KeyDatabase;
  stop(): Promise<void>;
}

/** Targets of a scenario, ours first. Answers to partners are not cached. */
export const targetsOf = ({ client, peers }: Pick<Scenario, 'client' | 'peers'>): readonly TargetName[] =>
  client === 'partner' ? ['frontage', ...peers] : ['frontage', 'cached', ...peers];

export const isOurs = (name: TargetName): name is 'frontage' | 'cached' => name === 'frontage' || name === 'cached';

/** Starts a target for a scenario. Gives the reason, in words, when this machine cannot have it. */
export async function startTarget(
  name: TargetName,
  scenario: Pick<Scenario, 'client' | 'floor'>,
  environment: Environment,
): Promise<Target | string> {
  const claim = (role: Role): Promise<Headers> => Promise.resolve(claims[role]);
  if (name === 'direct') return { name, headersFor: claim, stop: () => Promise.resolve() };
  if (name === 'nginx') return startFloor(scenario, environment);
  const { client } = scenario;
  const keys = newKeyDatabase(environment);
  const process = startProcess(
    isOurs(name) ? ourProcess(name, client, environment, keys) : peerProcess(name, environment),
  );
  try {
    const origin = `http://127.0.0.1:${await process.port()}`;
    let credentials: Promise<Headers> | undefined;
    return {
      ...{ name, origin, process, keys },
      headersFor: isOurs(name)
        ? async (role) =>
            role === 'visitor' ? {} : (credentials ??= credentialsFor(client, origin, environment, keys))
        : claim,
      usage: () => process.functions.usage(),
      stop: () => process.stop(),
    };
  } catch (error) {
    await process.stop();
    throw error;
  }
}

/** A database without keys, under a pepper of its own. */
const newKeyDatabase = ({ dir }: Environment): KeyDatabase => ({
  pepper: newSecret(),
  databaseUrl: `sqlite:${join(dir, `${randomUUID()}.sqlite`)}`,
});

/** The variables of ours. Everything is on, as in production: set are secrets, addresses, and whether answers are cached. */
export function ourVariables(
  name: 'frontage' | 'cached',
  client: Client,
  environment: Environment,
  { pepper, databaseUrl } = newKeyDatabase(environment),
): Headers {
  const { services, issuer, clientSecrets, publicOrigin, dir } = environment;
  const secret = clientSecretVariable(`${client}-bff`);
  const own: Record<Client, Headers> = {
    // 200 products in one operation, which growth is about, are more than visitors may ask.
    web: { PUBLIC_URL: publicOrigin, SESSION_KEYS: newSecret(), FRONTAGE_DATA_DIR: dir, GRAPHQL_MAX_COST: '10000' },
    mobile: {},
    partner: { API_KEY_PEPPERS: pepper, WEBHOOK_KEYS: newSecret(), DATABASE_URL: databaseUrl },
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
    [secret]: clientSecrets[secret]!,
    ...own[client],
  };
}

function ourProcess(name: 'frontage' | 'cached', client: Client, environment: Environment, keys: KeyDatabase) {
  const app = `${client}-bff`;
  return {
    name: `${app} (${name})`,
    entry: resolve(root, 'apps', app, 'src/main.ts'),
    logFile: join(environment.dir, `${app}-${name}.log`),
    env: ourVariables(name, client, environment, keys),
  };
}

function peerProcess(name: TargetName, { services }: Environment) {
  const file = name === 'tutorial' ? 'apollo' : name;
  return {
    name: titles[name],
    entry: fileURLToPath(new URL(`peers/${file}.mjs`, import.meta.url)),
    args: name === 'tutorial' ? ['--without-batching'] : [],
    env: services,
  };
}

async function startFloor(
  { floor }: Pick<Scenario, 'floor'>,
  { services, dir }: Environment,
): Promise<Target | string> {
  if (!floor) return 'there is no one call to pass through';
  const nginx = await startNginx({ upstream: services[`${floor.service.toUpperCase()}_URL`] ?? '', dir });
  if (typeof nginx === 'string') return nginx;
  const authorization = `Bearer test-token-for-${floor.service}`;
  return {
    ...{ name: 'nginx', isFloor: true, ...nginx },
    headersFor: (role) => Promise.resolve({ ...claims[role], authorization }),
  };
}
