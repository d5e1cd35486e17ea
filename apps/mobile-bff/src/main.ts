/** The mobile BFF: slim REST for the phone. */

import { runService } from '@frontage/http-server';
import { compose } from './compose.ts';
import { loadConfig } from './config.ts';

await runService({ name: 'mobile-bff', config: loadConfig, compose });
