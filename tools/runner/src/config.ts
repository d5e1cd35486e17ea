/** Every variable that the runner itself reads. What it does not know, it hands on to the processes it starts. */

import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { configExitCode, StartFailure } from './start-failure.ts';

export const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The variable that moves every port of the house. */
export const portOffsetVariable = 'FRONTAGE_PORT_OFFSET';

/** The highest port of the house, before any offset. */
const highestPort = 4408;

export interface RunnerConfig {
  /** Added to every port. Default 0. */
  readonly portOffset: number;
  /** The folder of state and logs, absolute. Default `.data` in the repository. */
  readonly dataDir: string;
  /** Default 60,000. */
  readonly readyTimeoutMs: number;
  /** The environment that the processes inherit. */
  readonly env: NodeJS.ProcessEnv;
}

/** Reads the environment. Everything wrong with it is reported at once. */
export function readConfig(env: NodeJS.ProcessEnv): RunnerConfig {
  const problems: string[] = [];
  const wholeNumber = (name: string, fallback: number, max: number): number => {
    const text = env[name];
    if (text === undefined || text === '') return fallback;
    const value = Number(text);
    if (/^\d+$/.test(text) && value <= max) return value;
    problems.push(`${name} must be a whole number from 0 to ${max}, not "${text}"`);
    return fallback;
  };
  const config: RunnerConfig = {
    portOffset: wholeNumber(portOffsetVariable, 0, 65_535 - highestPort),
    dataDir: resolve(root, env['FRONTAGE_DATA_DIR'] || '.data'),
    readyTimeoutMs: wholeNumber('FRONTAGE_READY_TIMEOUT_MS', 60_000, 3_600_000),
    env,
  };
  if (problems.length > 0) throw new StartFailure(`${problems.join('; ')}.`, configExitCode);
  return config;
}
