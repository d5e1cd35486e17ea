/** `node apps/sample-phone/src/phone.main.ts walk`: a person's walk through the shop, each request with its status, bytes and time. */

import { run } from './command.ts';
import { loadConfig } from './config.ts';

process.exitCode = await run(process.argv.slice(2), loadConfig);
