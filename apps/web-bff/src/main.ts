/** The web BFF: GraphQL for the browser. */

import { runService } from '@frontage/http-server';
import { compose } from './compose.ts';
import { loadConfig } from './config.ts';

await runService({ name: 'web-bff', config: loadConfig, compose });
