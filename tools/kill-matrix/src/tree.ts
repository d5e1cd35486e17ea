/** Where things lie, and how apps are reached. */

import type { Composition, Runtime } from '@frontage/http-server';

/** What an app gives to be started in this process. */
export interface App {
  readonly compose: (config: unknown, runtime: Runtime) => Composition | Promise<Composition>;
  readonly loadConfig: (env: Readonly<Record<string, string>>) => unknown;
}

/** The root of the repository. */
export const root = new URL('../../../', import.meta.url);

/** Apps are nobody's dependency: their modules are loaded by path. Whoever asks knows what the module gives. */
export const loadFromApp = async <T>(app: string, module: string): Promise<T> =>
  (await import(new URL(`apps/${app}/src/${module}`, root).href)) as T;

/** What starts an app. */
export async function loadApp(name: string): Promise<App> {
  const { compose } = await loadFromApp<Pick<App, 'compose'>>(name, 'compose.ts');
  const { loadConfig } = await loadFromApp<Pick<App, 'loadConfig'>>(name, 'config.ts');
  return { compose, loadConfig };
}
