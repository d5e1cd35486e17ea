/** The partner BFF: versioned REST for third parties. */

import { runService } from '@frontage/http-server';
import { compose } from './compose.ts';
import { loadConfig } from './config.ts';

await runService({ name: 'partner-bff', config: loadConfig, compose });
