/** Chromium of this machine, driven over its own protocol. */

import { commandPath } from '@frontage/runner';
import { chromium, type Browser } from 'playwright-core';

/** Path of the browser: Debian's package `chromium`. Undefined where there is none. */
export const chromiumPath = commandPath('chromium');

/**
 * Path of its headless shell, which has the pages of the same Chromium without windows and menus around them: Debian's package
 * `chromium-headless-shell`. The browser where there is none.
 */
export const shellPath = commandPath('chromium-headless-shell') ?? chromiumPath;

/**
 * Features that are off. The menus of Chromium's own address bar are pages, which each new window loads on the same processor: half a second, and
 * a page of one heading has 87 points of Lighthouse beside them. The switch is one for all, so that the driver's own are here again: no address
 * is changed to https, nothing is asked of a search engine, and what a page has drawn is shown at once.
 *
 * RenderDocument gives each navigation a frame of its own. When the old frame goes, the driver's emulation of the focus ends with it, and Chromium
 * 156 follows a null pointer there, as far as its dumps can be read without symbols (ADR 0051): one reload in forty of a page behind
 * another tab ended with "Page crashed". Playwright had it off as well until Chromium 147 (its issue 37714).
 */
const disabledFeatures = [
  ...['WebUIOmniboxPopup', 'WebUIOmniboxFullPopup', 'WebUIOmniboxAimPopup', 'PreloadTopChromeWebUI'],
  ...['HttpsUpgrades', 'HttpsFirstBalancedModeAutoEnable', 'PaintHolding', 'DestroyProfileOnBrowserClose'],
  ...['AvoidUnnecessaryBeforeUnloadCheckSync', 'LensOverlay', 'MediaRouter', 'OptimizationHints', 'AimEnabled'],
  ...['NetworkTimeServiceQuerying', 'PreconnectToSearch', 'RenderDocument'],
];

/** Opens the browser. `args`: besides those that every use here needs. */
export const openChromium = (args: readonly string[] = []): Promise<Browser> => open(chromiumPath, args);

/** Opens its headless shell, for what does many things and is about pages alone. */
export const openShell = (): Promise<Browser> => open(shellPath);

function open(executablePath: string | undefined, args: readonly string[] = []): Promise<Browser> {
  if (executablePath === undefined) throw new Error('Chromium is not installed.');
  return chromium.launch({
    executablePath,
    // The sandbox is off: root cannot have one, and the pages are ours.
    args: ['--no-sandbox', '--disable-dev-shm-usage', `--disable-features=${disabledFeatures.join()}`, ...args],
  });
}
