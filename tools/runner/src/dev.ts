/** `npm run dev -- web-bff`: a process of the running house, restarted when its sources change. */

import { dirname } from 'node:path';
import { readConfig } from './config.ts';
import { takePlace } from './handover.ts';
import { houseTable } from './house.ts';
import { pinnedNode } from './pinned-node.ts';
import { StartFailure } from './start-failure.ts';
import { onStopSignals } from './stop-signals.ts';
import { startWatched } from './watched-process.ts';
import { foldersBehind } from './workspace.ts';

async function dev(name: string | undefined): Promise<number> {
  const config = readConfig({ LOG_LEVEL: 'info', ...process.env });
  const table = houseTable(config);
  const spec = table.find((each) => each.name === name);
  if (!spec) throw new StartFailure(`Usage: npm run dev -- <${table.map((each) => each.name).join(' | ')}>`, 2);
  const place = await takePlace(config, spec.name);
  if (!place) throw new StartFailure('Nothing is running to develop against: `npm start` first, in another terminal.');

  const watched = startWatched({
    spec,
    folders: foldersBehind(dirname(dirname(spec.entry))),
    node: pinnedNode(),
    dataDir: config.dataDir,
    env: config.env,
    say: (line) => void process.stdout.write(`${line}\n`),
  });
  await new Promise<void>((done) => {
    onStopSignals({ stop: () => watched.stop().then(done), kill: watched.kill, env: config.env });
  });
  place.giveBack();
  return 0;
}

try {
  process.exit(await dev(process.argv[2]));
} catch (problem) {
  if (!(problem instanceof StartFailure)) throw problem;
  process.stderr.write(`${problem.message}\n`);
  process.exit(problem.exitCode);
}
