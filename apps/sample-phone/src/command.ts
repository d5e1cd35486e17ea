/** Command line: one scripted walk, or help. */

import { parseArgs } from 'node:util';
import { createMemoryTokenStore } from './auth/token-store.ts';
import type { Config } from './config.ts';
import { AppTooOld, LoginNeeded, NoAnswer, Refused } from './failures.ts';
import { openPhone } from './phone.ts';
import { openInBrowser } from './system-browser.ts';
import { walk } from './walk.ts';
import type { Exchange } from './wire/wire.ts';

const help = `Usage: npm run sample-phone -- walk [options]

Walks through the shop of a running \`npm start\` as the phone does: home, a product, a login in the browser, cart, checkout, payment,
orders, sync. Prints each request with its status, the bytes of its answer as they were sent, and its time.

  --app-version <platform/version>   default ios/3.2.0
  --language <languages>             default en
  --currency <currency>              default EUR
  --dpr <pixels>                     device pixels per CSS pixel, default 2
  --save-data                        smaller pictures, shorter pages
  --help
`;

const options = {
  'app-version': { type: 'string', default: 'ios/3.2.0' },
  language: { type: 'string', default: 'en' },
  currency: { type: 'string', default: 'EUR' },
  dpr: { type: 'string', default: '2' },
  'save-data': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** Runs the command, and resolves with its exit code: 0, 1 for a walk that did not arrive, 2 for wrong arguments. */
export async function run(args: readonly string[], loadConfig: () => Config): Promise<number> {
  const parsed = parse(args);
  if (parsed?.values.help) return print(help, 0);
  if (!parsed || parsed.positionals.length !== 1 || parsed.positionals[0] !== 'walk') return complain(help, 2);
  const { browser, ...config } = loadConfig();
  const { values } = parsed;
  const phone = await openPhone({
    ...config,
    store: createMemoryTokenStore(),
    openBrowser: (url) => openInBrowser(url, browser),
    traits: {
      appVersion: values['app-version'],
      language: values.language,
      currency: values.currency,
      dpr: Number(values.dpr),
      saveData: values['save-data'],
    },
    onExchange: (exchange) => print(line(exchange), 0),
  });
  try {
    const notices = await walk(phone, (text) => print(`# ${text}\n`, 0));
    for (const { write, text } of notices) complain(`${write.kind}: ${text}\n`, 1);
    return notices.length === 0 ? 0 : 1;
  } catch (error) {
    return complain(`${explanation(error)}\n`, 1);
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch {
    return undefined;
  }
}

const print = (text: string, code: number): number => (process.stdout.write(text), code);
const complain = (text: string, code: number): number => (process.stderr.write(text), code);

function line({ method, path, status, bytes, ms }: Exchange): string {
  // A token of sync or of a rest link is long, and says nothing.
  const place = path.replace(/[\w-]{40,}/, '<token>');
  const figures = [String(status || 'none').padStart(4), `${bytes} B`.padStart(8), `${Math.round(ms)} ms`.padStart(8)];
  return `${method.padEnd(6)} ${place.padEnd(48)} ${figures.join(' ')}\n`;
}

/** Sentence for a person. What is no failure of the house is thrown: it is a mistake of this program. */
function explanation(error: unknown): string {
  if (error instanceof NoAnswer) return 'Nothing answers: `npm start` first, in another terminal.';
  if (error instanceof AppTooOld) return `${error.message}${error.store ? ` A new one is at ${error.store}` : ''}`;
  if (error instanceof LoginNeeded)
    return `${error.message}${error.cause instanceof Error ? ` ${error.cause.message}` : ''}`;
  if (error instanceof Refused) return `${error.status} ${error.problem.code}: ${error.message}`;
  throw error;
}
