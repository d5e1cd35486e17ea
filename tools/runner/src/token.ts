/** `npm run token -- mobile ada | partner acme [--test] | web ada`: a credential for curl, and nothing else. */

import { developmentPassword, people } from '@frontage/seed';
import { readConfig, type RunnerConfig } from './config.ts';
import { addressesAt } from './house.ts';
import { LoginFailure, loginMobile, loginWeb } from './login-walk.ts';
import { parseArgs } from 'node:util';
import { partnerKeys } from './partner-keys.ts';
import { StartFailure } from './start-failure.ts';

async function token(args: readonly string[], config: RunnerConfig): Promise<string> {
  const keys = await partnerKeys();
  const help = [
    'Usage: npm run token -- mobile <person> | web <person> | partner <partner> [--test]',
    `  people: ${people.map(({ id }) => id).join(', ')}; partners: ${keys.map(({ partner }) => partner).join(', ')}`,
    '  --test: the key of test mode, whose orders are shipped to nobody and seen by no live key',
  ].join('\n');
  if (args.includes('--help')) return help;
  const usage = new StartFailure(help, 2);
  const { positionals, isTest } = parse(args, usage);
  const [kind, name, ...rest] = positionals;
  if (rest.length > 0 || (isTest && kind !== 'partner')) throw usage;
  if (kind === 'partner') {
    const found = keys.find(({ partner }) => partner === name);
    if (!found) throw usage;
    return isTest ? found.testKey : found.key;
  }
  const person = people.find(({ id, email }) => name === id || name === email);
  if (!person || (kind !== 'mobile' && kind !== 'web')) throw usage;
  const credentials = { login: person.email, password: developmentPassword };
  const at = addressesAt(config.portOffset);
  return kind === 'mobile'
    ? (await loginMobile({ ...credentials, issuer: config.env['OIDC_ISSUER'] || at.issuer })).accessToken
    : (await loginWeb({ ...credentials, webUrl: at.web })).cookie;
}

function parse(args: readonly string[], usage: StartFailure) {
  try {
    const options = { test: { type: 'boolean', default: false } } as const;
    const { positionals, values } = parseArgs({ args: [...args], options, allowPositionals: true });
    return { positionals, isTest: values.test };
  } catch {
    throw usage;
  }
}

/** The address that did not answer, when that is what went wrong. */
function refusedAddress(problem: unknown): string | undefined {
  for (let error = problem; error instanceof Error; error = error.cause) {
    const found = [error, ...(error instanceof AggregateError ? (error.errors as unknown[]) : [])].find(
      (each) => (each as NodeJS.ErrnoException).code === 'ECONNREFUSED',
    ) as (NodeJS.ErrnoException & { readonly port?: number }) | undefined;
    if (found) return found.port ? `port ${found.port}` : 'its port';
  }
  return undefined;
}

function explain(problem: unknown): { readonly line: string; readonly exitCode: number } {
  if (problem instanceof StartFailure) return { line: problem.message, exitCode: problem.exitCode };
  const refused = refusedAddress(problem);
  if (refused) return { line: `Nothing answers on ${refused}: \`npm start\` first, in another terminal.`, exitCode: 1 };
  if (problem instanceof LoginFailure) return { line: problem.message, exitCode: 1 };
  const { message, cause } = problem as Error;
  return {
    line: `No token: ${[message, cause instanceof Error && cause.message].filter(Boolean).join(': ')}`,
    exitCode: 1,
  };
}

try {
  process.stdout.write(`${await token(process.argv.slice(2), readConfig(process.env))}\n`);
} catch (problem) {
  const { line, exitCode } = explain(problem);
  process.stderr.write(`${line}\n`);
  process.exitCode = exitCode;
}
