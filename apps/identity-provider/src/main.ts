/** The process. */

import { runService } from '@frontage/http-server';
import { readConfig } from './config.ts';
import { createIdentityProvider } from './provider.ts';

await runService({ name: 'identity-provider', config: readConfig, compose: createIdentityProvider });
