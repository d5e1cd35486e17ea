/** Commands of operators: arguments, usage, exit codes, columns. */

import { isFailure } from '@frontage/errors';
import { parseArgs } from 'node:util';

export interface Terminal {
  /** Standard output: what was asked for, alone. */
  readonly out: (text: string) => void;
  /** Messages to the operator, apart from the output. */
  readonly say: (text: string) => void;
}

/** Wrong usage: an unknown command or option, or a malformed value. */
export class UsageError extends Error {}

/** Commands by name, with the options that each takes. Each is given at most one name of a thing. */
export type Commands<Values, Context> = Readonly<
  Record<
    string,
    {
      readonly takes: readonly (keyof Values & string)[];
      readonly run: (name: string | undefined, values: Values, context: Context) => Promise<void>;
    }
  >
>;

type OptionKinds = Readonly<
  Record<string, { readonly type: 'string'; readonly default?: string } | { readonly type: 'boolean' }>
>;

export interface OperatorCommandOptions<Values, Context extends Terminal> {
  readonly args: readonly string[];
  readonly usage: string;
  readonly options: OptionKinds;
  readonly commands: Commands<Values, Context>;
  readonly context: Context;
}

/** Runs one command. Returns the exit code: 0 for success and for `--help`, 1 for a refusal, 2 for wrong usage. */
export async function runOperatorCommand<Values, Context extends Terminal>({
  args,
  usage,
  options,
  commands,
  context,
}: OperatorCommandOptions<Values, Context>): Promise<number> {
  if (args.includes('--help') || args[0] === 'help') {
    context.out(usage);
    return 0;
  }
  try {
    const { positionals, values } = parse(args, options);
    const [name = '', ...rest] = positionals;
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!command || rest.length > 1) throw new UsageError(usage);
    const odd = args.find(
      (arg) => arg.startsWith('--') && !(command.takes as readonly string[]).includes(arg.slice(2).split('=')[0]!),
    );
    if (odd !== undefined) throw new UsageError(`${name} takes no ${odd.split('=')[0]}.\n`);
    await command.run(rest[0], values as Values, context);
    return 0;
  } catch (error) {
    if (error instanceof UsageError) {
      context.say(error.message);
      return 2;
    }
    if (!isFailure(error)) throw error;
    context.say(`${error.message}\n`);
    return 1;
  }
}

function parse(args: readonly string[], options: OptionKinds) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n`);
  }
}

/**
 * Runs a command as the process: over the standard streams, with its exit code. A configuration that is refused (ConfigError) is 78, as
 * everywhere; any other error 1, with its message alone.
 */
export async function runAsProcess(name: string, run: (terminal: Terminal) => Promise<number>): Promise<void> {
  const out = (text: string): void => void process.stdout.write(text);
  const say = (text: string): void => void process.stderr.write(text);
  try {
    process.exitCode = await run({ out, say });
  } catch (error) {
    const { name: kind, message } = error instanceof Error ? error : { name: '', message: String(error) };
    say(`${name}: ${message}\n`);
    process.exitCode = kind === 'ConfigError' ? 78 : 1;
  }
}

/** Value of an option that is one of some words. */
export function oneOf<T extends string>(option: string, text: string, known: readonly T[]): T {
  const found = known.find((each) => each === text);
  if (found === undefined) throw new UsageError(`--${option}: there is no '${text}'; use ${known.join(', ')}.\n`);
  return found;
}

/** Values of an option, separated by commas. */
export const oneOfEach = <T extends string>(option: string, text: string, known: readonly T[]): T[] =>
  text.split(',').map((each) => oneOf(option, each.trim(), known));

const unitsMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Duration in milliseconds, of `90d`, `24h`, `30m` or `0s`. */
export function duration(option: string, text: string): number {
  const [, amount = '', unit = ''] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  if (unit === '') throw new UsageError(`--${option}: '${text}' is no time; use 90d, 24h, 30m or 0s.\n`);
  return Number(amount) * unitsMs[unit]!;
}

/** Table with a head, its columns as wide as they must be. */
export function columns(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at]!.length)));
  return [head, ...rows]
    .map(
      (row) =>
        `${row
          .map((cell, at) => cell.padEnd(widths[at]!))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}
