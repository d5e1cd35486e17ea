/**
 * V8's compile cache of everything that `npm start` runs. Processes of the house read it and never write it: Node writes when a
 * process ends, thousands of small files, just when somebody waits for that end. It is filled here instead: once after an install, and
 * in the background after a start whose sources have changed since. Runs on whatever Node installs the house.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** Beside what npm installed: `npm ci` removes it, and deleting `.data` does not. */
export const compileCacheDir = join(root, 'node_modules', '.cache', 'frontage', 'compile-cache');
const stampFile = join(compileCacheDir, 'filled-for');

/** Says what has been compiled: the packages, and each source file by its time and size. */
function currentState() {
  const hash = createHash('sha256').update(fs.readFileSync(join(root, 'package-lock.json')));
  for (const folder of ['apps', 'libs'].filter((name) => fs.existsSync(join(root, name)))) {
    const files = fs.readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
    for (const file of files.filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts')).sort()) {
      const { mtimeMs, size } = fs.statSync(join(root, folder, file));
      hash.update(`${folder}/${file} ${mtimeMs} ${size}\n`);
    }
  }
  return hash.digest('hex');
}

const filledFor = () => {
  try {
    return fs.readFileSync(stampFile, 'utf8');
  } catch {
    return undefined;
  }
};

/**
 * Fills the cache unless it is up to date. Each app is started with a port that is none: it loads all that it consists of, refuses its
 * configuration, and ends. What fails costs nothing but a slower start. Resolves when all is written.
 */
export async function fillCompileCache() {
  const state = currentState();
  if (filledFor() === state) return;
  const apps = fs.existsSync(join(root, 'apps')) ? fs.readdirSync(join(root, 'apps')) : [];
  const waiting = apps
    .map((name) => join(root, 'apps', name, 'src', 'main.ts'))
    .filter((entry) => fs.existsSync(entry));
  const work = async () => {
    for (let entry = waiting.shift(); entry; entry = waiting.shift()) await load(entry);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  fs.mkdirSync(compileCacheDir, { recursive: true });
  fs.writeFileSync(stampFile, state);
}

const loading = new Set();

const load = (entry) =>
  new Promise((done) => {
    const env = { ...process.env, NODE_COMPILE_CACHE: compileCacheDir, PORT: 'none' };
    const child = spawn(join(root, 'node_modules', '.bin', 'node'), [entry], { cwd: root, env, stdio: 'ignore' });
    loading.add(child);
    const end = () => {
      loading.delete(child);
      done();
    };
    child.once('error', end);
    child.once('exit', end);
  });

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  // Whoever started this has it done behind their own work, and leaves nothing behind.
  const stop = () => {
    for (const child of loading) child.kill('SIGKILL');
    process.exit(1);
  };
  for (const event of ['disconnect', 'SIGTERM', 'SIGINT', 'SIGHUP']) process.on(event, stop);
  await fillCompileCache();
  process.exit(0);
}
