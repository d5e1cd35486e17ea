/** Security headers by helmet, tuned for APIs: no answer is a page. */

import helmet, { type HelmetOptions } from 'helmet';
import { stage, type Stage } from '../stack.ts';

/** Creates the stage. A BFF with pages (GraphiQL, docs) loosens the policy on those routes alone. */
export const securityHeaders = (options: HelmetOptions = {}): Stage =>
  stage(
    'security-headers',
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"] },
      },
      referrerPolicy: { policy: 'no-referrer' },
      // Only our own origins may fetch answers. Images come from the catalog service.
      crossOriginResourcePolicy: { policy: 'same-origin' },
      ...options,
    }),
  );
