/** `npm start`: the whole house, in the foreground. */

import { readConfig } from './config.ts';
import { houseTable } from './house.ts';
import { partnerKeys } from './partner-keys.ts';
import { refreshCompileCache } from './refresh-compile-cache.ts';
import { run } from './run.ts';
import { StartFailure } from './start-failure.ts';
import { welcome } from './welcome.ts';

try {
  const config = readConfig(process.env);
  const keys = await partnerKeys();
  const greet = (tookMs: number): string => welcome(config, keys, tookMs);
  process.exit(await run({ table: houseTable(config), config, greet, afterwards: refreshCompileCache }));
} catch (problem) {
  if (!(problem instanceof StartFailure)) throw problem;
  process.stderr.write(`${problem.message}\n`);
  process.exit(problem.exitCode);
}
