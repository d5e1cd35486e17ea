/** `npm start`, ended in every possible way, leaves no process, port or file behind. */

import { addressesAt, freePortOffset, startHouse } from '@frontage/runner';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

interface Started {
  readonly npm: ChildProcess;
  readonly dataDir: string;
  readonly portOffset: number;
}

async function npmStart(): Promise<Started> {
  const portOffset = await freePortOffset();
  const dataDir = mkdtempSync(join(tmpdir(), 'frontage-stop-'));
  // A process group, as a terminal gives: Ctrl-C is SIGINT to all of it.
  const npm = spawn('npm', ['start'], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, FRONTAGE_PORT_OFFSET: String(portOffset), FRONTAGE_DATA_DIR: dataDir },
  });
  let output = '';
  for await (const chunk of npm.stdout!) {
    output += String(chunk);
    if (/^Frontage is ready/m.test(output)) {
      npm.stdout!.resume();
      return { npm, dataDir, portOffset };
    }
  }
  throw new Error(`npm start ended:\n${output}`);
}

/** Every process that was told of this folder; Linux only, where the test for leftovers can look. */
function processesOf(dataDir: string): { readonly pid: number; readonly command: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const environment = readFileSync(`/proc/${pid}/environ`, 'utf8');
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return environment.includes(`FRONTAGE_DATA_DIR=${dataDir}`) ? [{ pid: Number(pid), command }] : [];
      } catch {
        return []; // The process has ended meanwhile, or is not ours.
      }
    });
}

const isListening = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => (socket.destroy(), resolve(true)));
    socket.once('error', () => resolve(false));
  });

async function untilNothingIsLeft({ dataDir, portOffset }: Started): Promise<void> {
  const at = addressesAt(portOffset);
  const ports = [at.web, at.mobile, at.partner, at.issuer, at.faults, ...Object.values(at.services)].map((url) =>
    Number(new URL(url.replace('grpc:', 'http:')).port),
  );
  const until = Date.now() + 15_000;
  for (;;) {
    const running = processesOf(dataDir);
    const taken = (await Promise.all(ports.map(isListening))).filter(Boolean).length;
    if (running.length === 0 && taken === 0) return;
    if (Date.now() > until) expect({ running, taken }).toEqual({ running: [], taken: 0 });
  }
}

const describeOnLinux = process.platform === 'linux' ? describe : describe.skip;
if (process.platform !== 'linux') console.log('SKIPPED: what npm start leaves behind is looked up in /proc');

describeOnLinux('npm start leaves nothing behind', () => {
  const supervisorOf = ({ dataDir }: Started): number =>
    processesOf(dataDir).find(({ command }) => command.includes('tools/runner/src/main.ts'))!.pid;

  it.each<[string, (started: Started) => void]>([
    ['SIGTERM to npm', ({ npm }) => process.kill(npm.pid!, 'SIGTERM')],
    ['Ctrl-C in the terminal', ({ npm }) => process.kill(-npm.pid!, 'SIGINT')],
    ['kill -9 of the supervisor', (started) => process.kill(supervisorOf(started), 'SIGKILL')],
  ])(
    'after %s',
    async (_, end) => {
      const started = await npmStart();
      expect(processesOf(started.dataDir).length).toBeGreaterThanOrEqual(6);
      const ended = started.npm.exitCode === null ? once(started.npm, 'exit') : undefined;
      end(started);
      await ended;
      await untilNothingIsLeft(started);
      rmSync(started.dataDir, { recursive: true, force: true });
    },
    60_000,
  );
});

it('a house that has compiled everything itself keeps none of it: a slow disk does not hold up a stop', async () => {
  const cache = mkdtempSync(join(tmpdir(), 'frontage-compile-'));
  const house = await startHouse({ env: { FRONTAGE_COMPILE_CACHE: cache } });
  await house.stop();
  const written = readdirSync(cache, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(written).toEqual([]);
  rmSync(cache, { recursive: true, force: true });
}, 60_000);
