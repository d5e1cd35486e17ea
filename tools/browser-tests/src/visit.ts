/** Visit of one person: a browser with nothing in it, everything that its pages complain of, and the evidence of a failure. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';

export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Complaints of all pages so far: of the console, of the policy, of scripts, of requests. */
  readonly complaints: readonly string[];
}

export interface VisitOptions extends BrowserContextOptions {
  /** Name of the evidence, as a file name may be. */
  readonly name: string;
  /** Complaints that the visit is about. Default none. */
  readonly expects?: RegExp;
}

/** Window on a desk, in CSS pixels: what a visit begins with. */
export const desk = { width: 1_280, height: 900 };

/** Most milliseconds until a page shows what it should; a busy machine has its time. */
export const patienceMs = 20_000;

const evidenceFolder = resolve(import.meta.dirname, '../../../.data/browser-tests');

/** The console tells of refusals by the policy in words of its own; an event tells all of them, those of a report-only policy too. */
const tellViolations = `addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile, lineNumber }) =>
  console.error('policy: ' + violatedDirective + ' refuses ' + blockedURI + ' in ' + sourceFile + ':' + lineNumber))`;

/** Goes somewhere with a new browser. Fails when the work does, or when a page complains; then the evidence is in `.data/browser-tests`. */
export async function visit(
  browser: Browser,
  { name, expects, ...options }: VisitOptions,
  work: (visit: Visit) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({
    viewport: desk,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    ...options,
  });
  context.setDefaultTimeout(patienceMs);
  await context.addInitScript(tellViolations);
  const complaints: string[] = [];
  listen(context, (complaint) => {
    if (!expects?.test(complaint)) complaints.push(complaint);
  });
  try {
    await work({ context, page: await context.newPage(), complaints });
    if (complaints.length > 0) throw new Error(`The pages complained.`);
  } catch (error) {
    throw new Error(await evidence(name, context, complaints, error), { cause: error });
  } finally {
    await context.close();
  }
}

/**
 * Brings a tab before the others of its browser. One that is behind is drawn about once a second, and whatever is pressed there waits until it has
 * been drawn twice.
 */
export async function bringToFront(page: Page): Promise<void> {
  if (page.context().pages().length > 1) await page.bringToFront();
}

function listen(context: BrowserContext, complain: (text: string) => void): void {
  context.on('console', (message) => {
    if (!['error', 'warning'].includes(message.type())) return;
    complain(`console: ${message.text()} (${message.location().url})`);
  });
  // Errors that nobody caught, and rejections that nobody handled.
  context.on('weberror', (each) => complain(`script: ${each.error().stack ?? each.error().message}`));
  context.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? '';
    // Pages that go away leave their requests and streams.
    if (why !== 'net::ERR_ABORTED') complain(`request: ${request.method()} ${request.url()}: ${why}`);
  });
}

/** Writes what each page of the visit looks like and says. Returns it as a message. */
async function evidence(
  name: string,
  context: BrowserContext,
  complaints: readonly string[],
  error: unknown,
): Promise<string> {
  mkdirSync(evidenceFolder, { recursive: true });
  const said: string[] = [error instanceof Error ? error.message : String(error), ...complaints];
  for (const [at, page] of context.pages().entries()) {
    const file = join(evidenceFolder, `${name}${at === 0 ? '' : `-${at + 1}`}`);
    // A page that hangs must not hide why.
    const text = await page
      .evaluate<string>('document.body.innerText')
      .catch((problem: unknown) => `no text: ${String(problem)}`);
    writeFileSync(`${file}.txt`, `${page.url()}\n\n${text}\n`);
    const shot = await page.screenshot({ path: `${file}.png`, timeout: 5_000 }).then(
      () => `${file}.png`,
      () => 'no screenshot',
    );
    said.push(`${page.url()} (${shot}) says:\n${text.slice(0, 1_500)}`);
  }
  return said.join('\n');
}
