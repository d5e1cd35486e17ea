/**
 * `node tools/runner/src/browser.main.ts ada <address>`: a browser without a screen, with a person in front of it. Logs in where a login page
 * comes, and follows the redirect back to a loopback address. For programs that open the system's browser: `BROWSER` names it.
 */

import { developmentPassword, people } from '@frontage/seed';
import { walkLogin } from './login-walk.ts';

const isLoopbackCallback = (url: URL): boolean => url.hostname === '127.0.0.1' && url.pathname === '/callback';

const [name, address = ''] = process.argv.slice(2);
const person = people.find(({ id, email }) => name === id || name === email);
const startUrl = URL.parse(address);
if (!person || !startUrl) {
  process.stderr.write(
    `Usage: node tools/runner/src/browser.main.ts <person> <address>\n  people: ${people.map(({ id }) => id).join(', ')}\n`,
  );
  process.exitCode = 2;
} else {
  const credentials = { login: person.email, password: developmentPassword };
  try {
    const { url } = await walkLogin({ ...credentials, startUrl, isDestination: isLoopbackCallback });
    const answer = await fetch(url);
    await answer.body?.cancel();
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}
