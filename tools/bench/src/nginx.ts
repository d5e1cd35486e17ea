/** nginx passing one call through: what no BFF in front of the services can be cheaper than. Only where nginx is installed. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { Usage } from './child-messages.ts';
import { freePort } from './ground.ts';

export interface Nginx {
  readonly origin: string;
  readonly usage: () => Promise<Usage>;
  readonly stop: () => Promise<void>;
}

/** The configuration: one worker, connections kept on both sides, no log. As its documentation has it, for one upstream. */
export const configuration = (port: number, upstream: string): string => `daemon off;
master_process off;
worker_processes 1;
pid nginx.pid;
error_log stderr error;
events { worker_connections 1024; }
http {
  access_log off;
  client_body_temp_path body;
  proxy_temp_path proxy;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
  keepalive_requests 1000000;
  upstream service {
    server ${new URL(upstream).host};
    keepalive 64;
    keepalive_requests 1000000;
  }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://service;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
    }
  }
}
`;

/** Clock ticks a second in /proc: fixed at 100 for everything that Linux tells user space. */
const tickUs = 10_000;

/** Starts it in a folder. Gives the reason when there is none to start. */
export async function startNginx({ upstream, dir }: { upstream: string; dir: string }): Promise<Nginx | string> {
  const binary = find('nginx');
  if (binary === undefined) return 'nginx is not installed on this machine';
  if (!existsSync('/proc/self/stat')) return 'nginx cannot be measured here: there is no /proc';
  const port = await freePort();
  await writeFile(join(dir, 'nginx.conf'), configuration(port, upstream));
  const child = spawn(binary, ['-p', dir, '-c', 'nginx.conf', '-e', 'stderr'], { stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString('utf8')));
  const closed = once(child, 'close');
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await closed;
  };
  const origin = `http://127.0.0.1:${port}`;
  if (!(await answers(origin, () => child.exitCode !== null))) {
    await stop();
    throw new Error(`nginx does not answer.\n${complaint}`);
  }
  return { origin, usage: () => usageOf(child.pid!), stop };
}

const find = (name: string): string | undefined =>
  [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin']
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file));

const attempts = 50;
const pauseMs = 50;

/** Any answer will do, a refusal too. */
async function answers(origin: string, hasEnded: () => boolean): Promise<boolean> {
  for (let attempt = 0; attempt < attempts && !hasEnded(); attempt += 1) {
    const up = await fetch(origin).then(
      async (response) => (await response.arrayBuffer(), true),
      () => false,
    );
    if (up) return true;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  return false;
}

/** What `process.cpuUsage()` says of a process of Node, for one that is not. */
async function usageOf(pid: number): Promise<Usage> {
  const [stat, status] = await Promise.all([
    readFile(`/proc/${pid}/stat`, 'utf8'),
    readFile(`/proc/${pid}/status`, 'utf8'),
  ]);
  // The name may hold spaces and parentheses; what follows it does not.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [user, system] = [Number(fields[11]), Number(fields[12])];
  const rssKb = Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]);
  return { cpuUs: (user + system) * tickUs, rssBytes: rssKb * 1024 };
}
