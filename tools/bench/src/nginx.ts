/** nginx passing one call through: the least that a process in between costs. Only where nginx is installed. */

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './environment.ts';
import type { Usage } from './probe.ts';
import { stopProcess, tied } from './process.ts';

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

/** Clock ticks a second in /proc: 100 in everything that Linux tells user space. */
const tickUs = 10_000;
const [attempts, pauseMs] = [50, 50];

/** Starts it in a folder. Gives the reason when there is none to start. */
export async function startNginx({ upstream, dir }: { readonly upstream: string; readonly dir: string }) {
  const binary = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin']
    .map((folder) => join(folder, 'nginx'))
    .find((file) => existsSync(file));
  if (binary === undefined) return 'nginx is not installed on this machine';
  if (!existsSync('/proc/self/stat')) return 'nginx cannot be measured here: there is no /proc';
  const port = await freePort();
  await writeFile(join(dir, 'nginx.conf'), configuration(port, upstream));
  const child = tied(
    spawn(binary, ['-p', dir, '-c', 'nginx.conf', '-e', 'stderr'], {
      stdio: ['ignore', 'ignore', 'inherit'],
    }),
  );
  const origin = `http://127.0.0.1:${port}`;
  for (let attempt = 1; !(await answers(origin)); attempt += 1) {
    if (child.exitCode === null && attempt < attempts) await sleep(pauseMs);
    else {
      await stopProcess(child);
      throw new Error('nginx does not answer.');
    }
  }
  return { origin, usage: () => usageOf(child.pid!), stop: () => stopProcess(child) };
}

/** Any answer will do, a refusal too. */
const answers = (origin: string): Promise<boolean> =>
  fetch(origin).then(
    async (response) => (await response.arrayBuffer(), true),
    () => false,
  );

/** Usage of a process that has no probe, by /proc. */
export async function usageOf(pid: number): Promise<Usage> {
  const [stat, status] = await Promise.all([
    readFile(`/proc/${pid}/stat`, 'utf8'),
    readFile(`/proc/${pid}/status`, 'utf8'),
  ]);
  // The name may hold spaces and parentheses; what follows it does not.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const rssKb = Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]);
  return { cpuUs: (Number(fields[11]) + Number(fields[12])) * tickUs, rssBytes: rssKb * 1024 };
}
