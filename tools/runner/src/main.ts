/** `npm start`: the whole house, in the foreground. */

import { fillInBackground } from './compile-cache.ts';
import { readConfig } from './config.ts';
import { houseTable } from './house.ts';
import { buildStorefront } from './pages.ts';
import { partnerKeys } from './partner-keys.ts';
import { run } from './run.ts';
import { StartFailure } from './start-failure.ts';
import { welcome } from './welcome.ts';

try {
  const config = readConfig(process.env);
  const keys = await partnerKeys();
  const code = await run({
    table: houseTable(config),
    config,
    greet: (tookMs) => welcome(config, keys, tookMs),
    beside: () => buildStorefront(config.env),
    meanwhile: () => fillInBackground(config.env),
  });
  process.exit(code);
} catch (problem) {
  if (!(problem instanceof StartFailure)) throw problem;
  process.stderr.write(`${problem.message}\n`);
  process.exit(problem.exitCode);
}
