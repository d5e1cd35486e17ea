import { bareEnv } from '@frontage/http-server/fake';
import { startSpecLog } from '@frontage/messaging/fake';
import { UnprocessableMessage } from '@frontage/messaging';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { runMessagesCommand } from '../src/messages-command.ts';

const { url, connect, stop } = await startSpecLog();
afterAll(() => stop());

const message = (id: string) => ({
  id,
  topic: 'order.paid',
  key: 'order-1',
  at: '2026-11-29T00:00:00.000Z',
  data: { secret: `body of ${id}` },
});

async function run(line: string) {
  const [said, given]: [string[], string[]] = [[], []];
  const code = await runMessagesCommand(line.split(' '), {
    messaging: connect(),
    out: (text) => given.push(text),
    say: (text) => said.push(text),
  });
  return { code, out: given.join(''), said: said.join('') };
}

it('lists groups, shows dead letters without their bodies, and replays them', async () => {
  const messaging = connect();
  const group = { group: 'spec-group', topics: ['order.*'] };
  await messaging.declare(group);
  await messaging.publish([message('m-1'), message('m-2')]);
  let works = false;
  const handled: string[] = [];
  messaging.subscribe(group, async ({ id }) => {
    if (!works) throw new UnprocessableMessage('cannot be\nread');
    handled.push(id);
  });
  for (;;) if ((await messaging.groups()).some(({ dead }) => dead === 2)) break;
  expect((await run('groups')).out).toMatch(/^spec-group +0 +- +2$/m);
  const listed = await run('dead spec-group --limit 1');
  expect(listed.out).toMatch(/m-1 +order\.paid +order-1 +1 +\S+ +UnprocessableMessage: cannot be read/);
  expect(listed.out).not.toContain('m-2');
  expect(listed.out).not.toContain('body of');
  expect((await run('dead spec-group --bodies yes')).out).toContain('body of m-2');
  works = true;
  expect((await run('replay spec-group --ids m-2')).said).toBe('1 messages are handed to spec-group again.\n');
  expect((await run('replay spec-group')).said).toBe('1 messages are handed to spec-group again.\n');
  for (;;) if ((await messaging.groups()).every(({ depth, dead }) => depth + dead === 0)) break;
  expect(handled).toEqual(['m-2', 'm-1']);
  expect((await run('dead spec-group')).said).toBe('There are no dead letters.\n');
});

it('says that there is no such group', async () => {
  for (const line of ['dead spec-grop', 'replay spec-grop']) {
    expect(await run(line)).toEqual({ code: 1, out: '', said: "There is no group 'spec-grop'.\n" });
  }
});

it('says how it is used', async () => {
  expect(await run('--help')).toMatchObject({ code: 0, out: expect.stringContaining('npm run messages -- <command>') });
  for (const line of [
    '',
    'dance',
    'dead',
    'replay',
    'groups x',
    'dead g --limit 0',
    'dead g --bodies no',
    'dead A/B',
  ]) {
    expect(await run(line)).toMatchObject({ code: 2, out: '' });
  }
});

/** Runs the command as an operator does. */
async function spawned(args: readonly string[], more: Readonly<Record<string, string>>) {
  const entry = resolve(import.meta.dirname, '../src/messages.main.ts');
  const child = spawn(process.execPath, [entry, ...args], { env: { ...bareEnv(process.env), ...more } });
  const [out, said]: [string[], string[]] = [[], []];
  child.stdout.setEncoding('utf8').on('data', (text: string) => out.push(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text));
  const [code] = (await once(child, 'close')) as [number];
  return { code, out: out.join(''), said: said.join('') };
}

it('finds the log by its environment, and says when it cannot be reached', async () => {
  expect(await spawned(['groups'], { MESSAGE_LOG_URL: url })).toMatchObject({
    code: 0,
    out: expect.stringContaining('GROUP'),
  });
  const away = await spawned(['groups'], { MESSAGE_LOG_URL: 'log://127.0.0.1:1' });
  expect(away).toMatchObject({ code: 1, out: '' });
  expect(away.said).not.toContain('    at ');
  expect(await spawned(['groups'], { AMQP_URL: 'nonsense' })).toMatchObject({ code: 78 });
}, 30_000);
