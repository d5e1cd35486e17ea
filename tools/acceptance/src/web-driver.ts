/** Real browsers, driven over WebDriver (W3C): whichever of them this machine has. */

import { freePort } from '@frontage/network-address/fake';
import { commandPath } from '@frontage/runner';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Builder, Capabilities, type WebDriver } from 'selenium-webdriver';

export interface RealBrowser {
  readonly name: 'Chromium' | 'WebKit';
  /** The commands that it takes, from Debian's packages chromium-driver, webkit2gtk-driver and xvfb. */
  readonly commands: readonly string[];
  /** The browser's driver, on this port. */
  readonly driver: (port: number) => readonly string[];
  readonly capabilities: object;
}

export const realBrowsers: readonly RealBrowser[] = [
  {
    name: 'Chromium',
    commands: ['chromium', 'chromedriver'],
    driver: (port) => ['chromedriver', `--port=${port}`],
    capabilities: {
      browserName: 'chrome',
      // Messages of the console: refusals by a page's policy are among them.
      'goog:loggingPrefs': { browser: 'ALL' },
      // The sandbox is off: root cannot have one, and the pages are ours.
      'goog:chromeOptions': { args: ['--headless=new', '--no-sandbox', '--disable-dev-shm-usage'] },
    },
  },
  {
    name: 'WebKit',
    commands: ['WebKitWebDriver', 'Xvfb'],
    driver: (port) => ['WebKitWebDriver', `--port=${port}`],
    capabilities: { browserName: 'MiniBrowser' },
  },
];

/** Whether this machine has a browser. */
export const isInstalled = ({ commands }: RealBrowser): boolean =>
  commands.every((command) => commandPath(command) !== undefined);

export interface OpenBrowser {
  readonly driver: WebDriver;
  /** Ends the browser and all that was started for it. */
  close(): Promise<void>;
}

/** Opens a browser with nothing in it. */
export async function openBrowser({ driver: command, capabilities }: RealBrowser): Promise<OpenBrowser> {
  const display = await startDisplay();
  const port = await freePort();
  const [program, ...args] = command(port) as [string, ...string[]];
  const service = spawn(program, args, { stdio: 'ignore', env: { ...process.env, ...display?.env } });
  try {
    await answering(`http://127.0.0.1:${port}/status`);
    const driver = await new Builder()
      .usingServer(`http://127.0.0.1:${port}`)
      .disableEnvironmentOverrides()
      .withCapabilities(new Capabilities(capabilities))
      .build();
    return {
      driver,
      close: async () => {
        await driver.quit().catch(() => undefined);
        await end(service);
        await display?.close();
      },
    };
  } catch (error) {
    await end(service);
    await display?.close();
    throw error;
  }
}

/** A display for browsers that draw, whatever they are told. */
async function startDisplay() {
  if (commandPath('Xvfb') === undefined) return undefined;
  // Xvfb chooses a free display number and writes it to descriptor 3.
  const server = spawn('Xvfb', ['-displayfd', '3', '-nolisten', 'tcp', '-screen', '0', '1280x1024x24'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const [number] = (await once(server.stdio[3]!, 'data')) as [Buffer];
  return { env: { DISPLAY: `:${number.toString().trim()}` }, close: () => end(server) };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill();
  await ended;
}

const patienceMs = 20_000;

async function answering(url: string): Promise<void> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    if (Date.now() > until) throw new Error(`${url} does not answer`);
    await sleep(50);
  }
}
