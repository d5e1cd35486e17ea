/** helmet, tuned for APIs: nothing here is a page, so a browser may do nothing with it. */

import helmet, { type HelmetOptions } from 'helmet';
import { stage, type Stage } from '../stack.ts';

/** A BFF that serves pages (GraphiQL, docs) loosens the policy on those routes alone. */
export const securityHeaders = (options: HelmetOptions = {}): Stage =>
  stage(
    'security-headers',
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"] },
      },
      referrerPolicy: { policy: 'no-referrer' },
      // Answers may be fetched by our own origins only; images come from the catalog service, not from here.
      crossOriginResourcePolicy: { policy: 'same-origin' },
      ...options,
    }),
  );
