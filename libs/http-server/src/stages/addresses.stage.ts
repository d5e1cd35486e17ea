/** Allow and deny lists, checked before anything is spent on a request. Lists of single API keys belong to the authenticator. */

import { Failure } from '@frontage/errors';
import type { Logger } from '@frontage/observability';
import type { RequestHandler } from 'express';
import { allowEverybody, parseAddressRules, type AddressRules } from '../address-rules.ts';
import { createLiveDocument, type LiveDocument } from '../live-document.ts';
import { contextOf } from '../request-context.ts';
import { stage, type Stage } from '../stack.ts';
import { sendProblem } from './failures.stage.ts';

// Created once: the stack trace of each failure would cost more than the refusal.
const refusal = new Failure('FORBIDDEN', 'Requests from this address are not answered.', {
  reason: 'ADDRESS_NOT_ALLOWED',
});

/** Reads the lists of ADDRESSES_FILE, and reloads them when they change. Throws a ConfigError when that fails at the start. */
export const openAddressRules = (file: string | undefined, log: Logger): LiveDocument<AddressRules> =>
  createLiveDocument({ variable: 'ADDRESSES_FILE', file, empty: allowEverybody, parse: parseAddressRules, log });

export function addresses(rules: { readonly current: AddressRules }): Stage {
  const handle: RequestHandler = (req, res, next) => {
    const context = contextOf(res);
    if (rules.current(context.address, req.method, req.path)) return next();
    context.error = refusal;
    sendProblem(res, refusal, req.path);
  };
  return stage('addresses', handle);
}
