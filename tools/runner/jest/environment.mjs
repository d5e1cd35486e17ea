/**
 * Jest environment of specs: Node itself, without a context of its own for each spec file (ADR 0044). What a file may leave changed behind
 * is put back: timers, mocks, variables of the environment, `process.exit`.
 */

import { ModernFakeTimers } from '@jest/fake-timers';
import { ModuleMocker } from 'jest-mock';

export default class NodeItself {
  global = globalThis;
  moduleMocker = new ModuleMocker(globalThis);
  fakeTimers = null;
  #process = { exit: process.exit, getBuiltinModule: process.getBuiltinModule };
  #env = { ...process.env };

  constructor({ projectConfig }) {
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return null;
  }

  async setup() {
    // Jest translates positions by source maps, which Node's own stripping of types has no need of, and asks for a hundred frames of each
    // error. Where errors are answers, that was a tenth of all work.
    Error.prepareStackTrace = undefined;
    Error.stackTraceLimit = 25;
    // jest-runtime has put its own module loader there.
    process.getBuiltinModule = this.#process.getBuiltinModule;
  }

  async teardown() {
    this.fakeTimersModern.dispose();
    this.moduleMocker.restoreAllMocks();
    // Jest puts its own around it, for each file anew.
    process.exit = this.#process.exit;
    for (const name of Object.keys(process.env)) if (!(name in this.#env)) delete process.env[name];
    Object.assign(process.env, this.#env);
  }
}
