/** Administration of messages, over the embedded log or RabbitMQ: `npm run messages -- groups | dead | replay`. */

import type { Messaging } from '@frontage/messaging';
import { columns, runOperatorCommand, UsageError, type Commands, type Terminal } from '@frontage/operator-command';

export interface MessagesCommandOptions extends Terminal {
  readonly messaging: Pick<Messaging, 'groups' | 'deadLetters' | 'replay'>;
}

const usage = `Usage: npm run messages -- <command>

  groups                    lists consumer groups with what waits (RabbitMQ cannot list them: its own tools do)
  dead <group> [--limit 20] [--bodies yes]
                            lists dead letters, oldest first, with the reason of each
  replay <group> [--ids a,b]
                            hands dead letters to their group once more, all or some

AMQP_URL or MESSAGE_LOG_URL says where, as for every process; default the log that npm start runs.
`;

const options = { limit: { type: 'string' }, bodies: { type: 'string' }, ids: { type: 'string' } } as const;
type Values = Partial<Record<keyof typeof options, string>>;

const commands: Commands<Values, MessagesCommandOptions> = {
  groups: { takes: [], run: groups },
  dead: { takes: ['limit', 'bodies'], run: dead },
  replay: { takes: ['ids'], run: replay },
};

/** Runs one command. Returns the exit code. */
export const runMessagesCommand = (args: readonly string[], context: MessagesCommandOptions): Promise<number> =>
  runOperatorCommand({ args, usage, options, commands, context });

async function groups(name: string | undefined, _: Values, { messaging, out, say }: MessagesCommandOptions) {
  if (name !== undefined) throw new UsageError(usage);
  const all = await messaging.groups();
  const rows = all.map(({ group, depth, oldestAt, dead }) => [group, String(depth), oldestAt ?? '-', String(dead)]);
  out(columns(['GROUP', 'WAITING', 'OLDEST', 'DEAD'], rows));
  if (all.length === 0) say('No groups are known.\n');
}

async function dead(
  group: string | undefined,
  { limit = '20', bodies }: Values,
  { messaging, out, say }: MessagesCommandOptions,
): Promise<void> {
  if (!/^[1-9]\d{0,3}$/.test(limit)) throw new UsageError('--limit: a whole number from 1 to 9999.\n');
  if (bodies !== undefined && bodies !== 'yes') throw new UsageError('--bodies: say yes; bodies may be personal.\n');
  const letters = await messaging.deadLetters(named(group), Number(limit));
  const rows = letters.map(({ message, attempts, deadAt, reason }) => [
    message.id,
    message.topic,
    message.key,
    String(attempts),
    deadAt,
    // One line for each letter, whatever an error says.
    reason.replace(/\s+/g, ' '),
    ...(bodies === 'yes' ? [JSON.stringify(message.data)] : []),
  ]);
  const head = ['MESSAGE', 'TOPIC', 'KEY', 'ATTEMPTS', 'DEAD SINCE', 'REASON', ...(bodies === 'yes' ? ['BODY'] : [])];
  out(columns(head, rows));
  if (letters.length === 0) say('There are no dead letters.\n');
}

async function replay(group: string | undefined, { ids }: Values, { messaging, say }: MessagesCommandOptions) {
  const count = await messaging.replay(named(group), ids?.split(','));
  say(`${count} messages are handed to ${group} again.\n`);
}

function named(group: string | undefined): string {
  if (group === undefined) throw new UsageError(usage);
  if (!/^[a-z0-9_.-]{1,100}$/.test(group)) throw new UsageError(`'${group}' is no name of a group.\n`);
  return group;
}
