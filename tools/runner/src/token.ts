/** `npm run token -- mobile ada | partner acme | web ada`: a credential for curl, and nothing else. */

import { developmentPassword, people } from '@frontage/seed';
import { readConfig, type RunnerConfig } from './config.ts';
import { addressesAt } from './house.ts';
import { LoginFailure, loginMobile, loginWeb } from './login-walk.ts';
import { partnerKeys } from './partner-keys.ts';
import { StartFailure } from './start-failure.ts';

async function token(kind: string | undefined, name: string | undefined, config: RunnerConfig): Promise<string> {
  const keys = await partnerKeys();
  const usage = new StartFailure(
    [
      'Usage: npm run token -- mobile <person> | web <person> | partner <partner>',
      `  people: ${people.map(({ id }) => id).join(', ')}; partners: ${keys.map(({ partner }) => partner).join(', ')}`,
    ].join('\n'),
    2,
  );
  if (kind === 'partner') {
    const key = keys.find(({ partner }) => partner === name)?.key;
    if (!key) throw usage;
    return key;
  }
  const person = people.find(({ id, email }) => name === id || name === email);
  if (!person || (kind !== 'mobile' && kind !== 'web')) throw usage;
  const credentials = { login: person.email, password: developmentPassword };
  const at = addressesAt(config.portOffset);
  return kind === 'mobile'
    ? (await loginMobile({ ...credentials, issuer: config.env['OIDC_ISSUER'] || at.issuer })).accessToken
    : (await loginWeb({ ...credentials, webUrl: at.web })).cookie;
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
  const [kind, name] = process.argv.slice(2);
  process.stdout.write(`${await token(kind, name, readConfig(process.env))}\n`);
} catch (problem) {
  const { line, exitCode } = explain(problem);
  process.stderr.write(`${line}\n`);
  process.exitCode = exitCode;
}
