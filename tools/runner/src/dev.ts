/** `npm run dev -- web-bff`: one process in watch mode, in its own place in the running house. */

import { spawn } from 'node:child_process';
import { childEnv } from './child.ts';
import { readConfig } from './config.ts';
import { takePlace } from './handover.ts';
import { houseTable } from './house.ts';
import { pinnedNode } from './pinned-node.ts';
import { StartFailure } from './start-failure.ts';

async function dev(name: string | undefined): Promise<number> {
  const config = readConfig({ LOG_LEVEL: 'info', ...process.env });
  const table = houseTable(config);
  const spec = table.find((each) => each.name === name);
  if (!spec) throw new StartFailure(`Usage: npm run dev -- <${table.map((each) => each.name).join(' | ')}>`, 2);
  const place = await takePlace(config, spec.name);
  if (!place) throw new StartFailure('Nothing is running to develop against: `npm start` first, in another terminal.');

  const child = spawn(pinnedNode(), ['--watch', '--watch-preserve-output', spec.entry], {
    env: childEnv(spec, config.env, config.dataDir),
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  // Ctrl-C reaches the watcher by itself; what is sent to this process alone has to be passed on.
  process.on('SIGINT', () => undefined);
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((done) => {
    child.once('error', () => done(1));
    child.once('close', (code, signal) => {
      place.giveBack();
      done(signal || code === null ? 0 : code);
    });
  });
}

try {
  process.exitCode = await dev(process.argv[2]);
} catch (problem) {
  if (!(problem instanceof StartFailure)) throw problem;
  process.stderr.write(`${problem.message}\n`);
  process.exitCode = problem.exitCode;
}
