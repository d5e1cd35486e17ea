/** The process. */

import { runService } from '@frontage/http-server';
import { compose } from './compose.ts';
import { readConfig } from './config.ts';

await runService({ name: 'message-log', config: readConfig, compose });
