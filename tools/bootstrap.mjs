/**
 * Bootstrap: lets `npm start`, `npm test` and `npm run check` work on a fresh clone. Runs before them, on whatever Node the
 * machine has, and installs only when package-lock.json changed since the last install. What it installs brings the Node that
 * everything else runs on.
 */
import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import { hostname } from 'node:os';
import { basename, delimiter, dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const lockFile = join(root, 'package-lock.json');
const modules = join(root, 'node_modules');
const stampFile = join(modules, '.frontage-install');
/** Outside node_modules, which `npm ci` removes. */
const guardDir = join(root, '.data', 'bootstrap.lock');
const heartbeatMs = 2_000;
const silenceMs = 60_000;
const pollMs = 100;

const say = (line) => process.stderr.write(`${line}\n`);
const fail = (line, code = 1) => {
  say(line);
  return code;
};

async function main() {
  if (Number.parseInt(process.versions.node, 10) < 20)
    return fail(`Frontage needs Node 20 or newer to install itself; this is Node ${process.versions.node}.`);
  if (!fs.existsSync(lockFile)) return fail('package-lock.json is missing: restore it from the repository.');
  if (!isInstalled()) {
    const release = await acquireGuard(isInstalled);
    const code = release ? await install().finally(release) : 0;
    if (code !== 0) return code;
  }
  // Follows the link: npm may have made it while the install script that fetches the binary was forbidden.
  if (!fs.existsSync(join(modules, '.bin', 'node')))
    return fail(
      'node_modules/.bin/node is missing (is npm told to ignore install scripts?): run `npm rebuild node --ignore-scripts=false`.',
    );
  return 0;
}

// --- what is installed ---

const lockHash = () => createHash('sha256').update(fs.readFileSync(lockFile)).digest('hex');

function isInstalled() {
  const wanted = lockHash();
  if (readText(stampFile) === wanted) return true;
  if (!isInstalledByHand()) return false;
  fs.writeFileSync(stampFile, wanted);
  return true;
}

/** Whether somebody's own `npm ci` or `npm install` left exactly what the lock file names; npm keeps a record of what it did. */
function isInstalledByHand() {
  const wanted = readPackages(lockFile);
  const found = readPackages(join(modules, '.package-lock.json'));
  if (!wanted || !found) return false;
  const same = (a, b) => a.version === b.version && a.integrity === b.integrity && a.link === b.link;
  return (
    Object.keys(found).every((path) => path in wanted) &&
    // What is missing may only be what belongs to another platform.
    Object.entries(wanted).every(([path, entry]) =>
      path === '' ? true : found[path] ? same(entry, found[path]) : entry.optional === true,
    )
  );
}

function readPackages(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function readText(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

// --- installing ---

async function install() {
  const wanted = lockHash();
  const npm = npmCommand();
  const progress = startProgress();
  // Development packages are wanted whatever NODE_ENV or a user's settings say: the runtime is one of them.
  const child = spawn(npm.file, [...npm.args, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=warn'], {
    cwd: root,
    env: { ...process.env, PATH: cleanPath() },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = [];
  child.stdout.on('data', (chunk) => output.push(chunk));
  child.stderr.on('data', (chunk) => output.push(chunk));

  let stoppedBy;
  const stop = (signal) => {
    stoppedBy = signal;
    child.kill(signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  signals.forEach((signal) => process.on(signal, stop));
  const { code, error } = await new Promise((done) => {
    child.on('error', (problem) => done({ code: 1, error: problem }));
    child.on('close', (exitCode) => done({ code: exitCode ?? 1 }));
  });
  signals.forEach((signal) => process.off(signal, stop));

  if (stoppedBy) {
    progress.end('stopped');
    return { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }[stoppedBy];
  }
  if (error) {
    progress.end('failed');
    return fail(`npm could not be started (${error.message}).`);
  }
  if (code !== 0) {
    progress.end('failed');
    process.stderr.write(Buffer.concat(output));
    return fail(`Installing failed: \`npm ci\` ended with exit code ${code}. Its output is above.`, code);
  }
  fs.mkdirSync(modules, { recursive: true });
  fs.writeFileSync(stampFile, wanted);
  progress.end('done');
  return 0;
}

/** Whether a path lies in what `npm ci` is about to remove. */
function isDoomed(path) {
  try {
    return fs.realpathSync(path).startsWith(modules + sep);
  } catch {
    return false;
  }
}

const cleanPath = () =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !isDoomed(folder))
    .join(delimiter);

/**
 * The machine's own npm on the machine's own Node. Once installed, `node` means the one in node_modules, which cannot run the
 * command that removes it.
 */
function npmCommand() {
  const isUsable = (path) => path && fs.existsSync(path) && !isDoomed(path);
  const script = process.env.npm_execpath;
  const node = [process.execPath, process.env.npm_node_execpath].find(isUsable);
  // Not yarn or pnpm, which set the same variable.
  const isNpm = isUsable(script) && /^npm-cli\.[cm]?js$/.test(basename(script));
  return isNpm && node ? { file: node, args: [script] } : { file: 'npm', args: [] };
}

function startProgress() {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const text = 'Installing dependencies (npm ci)';
  if (!process.stderr.isTTY) {
    say(`${text} …`);
    return { end: (how) => say(`${text}: ${how} after ${seconds()} s`) };
  }
  const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
  let turn = 0;
  const draw = (line) => process.stderr.write(`\r\u001b[K${line}`);
  const timer = setInterval(() => draw(`${frames[turn++ % frames.length]} ${text} … ${seconds()} s`), 100);
  return {
    end: (how) => {
      clearInterval(timer);
      draw(`${text}: ${how} after ${seconds()} s\n`);
    },
  };
}

// --- one at a time ---

/**
 * Waits until nobody else installs here; undefined when `isDone` by then. The guard is a folder that holds its owner's name: a
 * folder moved onto one that is not empty is refused, so taking it is atomic, and so is burying a dead owner's.
 */
async function acquireGuard(isDone) {
  const token = randomUUID();
  const watch = watchOwner();
  let told = false;
  for (;;) {
    if (isDone()) return undefined;
    if (takeGuard(token)) break;
    const owner = readOwner();
    if (owner && watch(owner)) bury(owner);
    else {
      if (owner && !told) say(`Another install is running here (process ${owner.pid}); waiting for it.`);
      told ||= owner !== undefined;
      await new Promise((done) => setTimeout(done, pollMs));
    }
  }
  const beat = setInterval(touchGuard, heartbeatMs);
  return () => {
    clearInterval(beat);
    releaseGuard(token);
  };
}

const ownerFile = join(guardDir, 'owner.json');

function takeGuard(token) {
  if (readOwner()) return false;
  fs.mkdirSync(dirname(guardDir), { recursive: true });
  const mine = `${guardDir}-${token}`;
  fs.mkdirSync(mine);
  fs.writeFileSync(join(mine, 'owner.json'), JSON.stringify({ token, pid: process.pid, host: hostname() }));
  try {
    fs.renameSync(mine, guardDir);
    return true;
  } catch (problem) {
    fs.rmSync(mine, { recursive: true, force: true });
    if (fs.existsSync(guardDir)) return false;
    throw problem;
  }
}

function readOwner() {
  try {
    return { ...JSON.parse(fs.readFileSync(ownerFile, 'utf8')), beat: fs.statSync(ownerFile).mtimeMs };
  } catch {
    return undefined;
  }
}

/**
 * Says whether an owner is gone: its process ended, or (in a container, or after a restart that gave the number away) no sign of
 * life for a minute. Counted on the monotonic clock, so that a laptop's sleep is not taken for a death.
 */
function watchOwner() {
  let last = '';
  let since = 0;
  return (owner) => {
    const sign = `${owner.token} ${owner.beat}`;
    if (sign !== last) {
      last = sign;
      since = performance.now();
    }
    return (owner.host === hostname() && !isAlive(owner.pid)) || performance.now() - since > silenceMs;
  };
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (problem) {
    return problem.code !== 'ESRCH';
  }
}

/** Named after the dead: a second mourner with the same news cannot carry away the next owner's guard. */
function bury(owner) {
  try {
    fs.renameSync(guardDir, `${guardDir}-dead-${owner.token}`);
  } catch {
    // Somebody else was first.
  }
}

function touchGuard() {
  try {
    fs.utimesSync(ownerFile, new Date(), new Date());
  } catch {
    // .data was deleted meanwhile, which is always allowed.
  }
}

function releaseGuard(token) {
  if (readOwner()?.token !== token) return;
  const gone = `${guardDir}-${token}`;
  fs.renameSync(guardDir, gone);
  for (const entry of fs.readdirSync(dirname(guardDir)))
    if (entry.startsWith(`${basename(guardDir)}-`) && (entry.includes('-dead-') || entry === basename(gone)))
      fs.rmSync(join(dirname(guardDir), entry), { recursive: true, force: true });
}

process.exitCode = await main();
