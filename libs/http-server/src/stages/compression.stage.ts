/** brotli or gzip for bodies worth it. Answers reflect no user input beside secrets, so BREACH has nothing to measure. */

import compression from 'compression';
import { constants } from 'node:zlib';
import { stage, type Stage } from '../stack.ts';

export const compressed = (): Stage =>
  stage('compression', compression({ threshold: 1024, brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } } }));
