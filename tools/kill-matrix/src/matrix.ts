/** The kill matrix of one BFF: every operation under every fault of every service that it reaches, and of all that it does not. */

import { serviceNames, type ServiceName } from '@frontage/seed';
import { faults, type Fault } from './faults.ts';
import { formatCell, formatOutcome, type Cell } from './outcome.ts';
import { reachedBy, type Recording } from './recording.ts';
import { makeTrials, type Finding, type Laboratory, type Trial } from './trial.ts';

/** One operation and one service that it reaches. */
export interface Row {
  readonly operation: string;
  readonly service: ServiceName;
  /** The service through which it is reached, if the BFF does not call it. */
  readonly via: string | undefined;
  readonly required: boolean;
  /** One for each fault, in their order. */
  readonly cells: readonly Cell[];
}

/** What the answer of an operation lacked while a service that it asks was down. */
export interface Loss {
  readonly operation: string;
  readonly service: ServiceName;
  /** JSON pointers into the answer. */
  readonly missing: readonly string[];
}

export interface Matrix {
  readonly rows: readonly Row[];
  readonly losses: readonly Loss[];
  /** What must never be, each with the trial that showed it. */
  readonly problems: readonly string[];
}

/** A cell as it is written down; undefined where none is. */
export type WrittenCell = (operation: string, service: ServiceName, fault: Fault) => string | undefined;

/** A trial and how it should come out, if anybody has said so. */
interface Planned extends Trial {
  readonly expected: string | undefined;
  /** Whether the operation asks the broken services at all. */
  readonly isReached: boolean;
}

/** Trials wait most of the time, for a slow service or for a channel to look again: at first, many are under way together. */
const poolSizes = [40, 6, 2, 1];
const [down] = faults as [Fault, ...Fault[]];

/**
 * Makes the matrix. On a busy machine a budget may run out for parts that are well; so a trial that does not come out as `written`,
 * or shows a problem, is made again with fewer others, and at last alone.
 */
export async function makeMatrix(
  lab: Laboratory,
  recordings: readonly Recording[],
  written: WrittenCell = () => undefined,
): Promise<Matrix> {
  const pairs = recordings.flatMap((recording) =>
    [...reachedBy(recording)].map(([service, via]) => ({ operation: recording.operation, service, via })),
  );
  const trials = pairs.flatMap(({ operation, service }) =>
    faults.map((fault): Planned => {
      const expected = written(operation.name, service, fault);
      return { operation, services: [service], fault, expected, isReached: true };
    }),
  );
  const all = [...trials, ...recordings.map(unreached)];
  const findings = await settle(lab, all);
  const rows = pairs.map(({ operation, service, via }, index): Row => {
    const cells = findings.slice(index * faults.length, (index + 1) * faults.length).map(({ cell }) => cell);
    return { operation: operation.name, service, via, required: operation.requires.includes(service), cells };
  });
  const problems = findings.flatMap((finding, index) => sentences(finding, all[index]!));
  const losses = trials.flatMap(({ operation, services, fault }, index): Loss[] =>
    fault === down ? [{ operation: operation.name, service: services[0]!, missing: findings[index]!.missing }] : [],
  );
  return { rows, losses, problems: [...problems, ...superfluous(recordings, rows)] };
}

/** With every service down that an operation does not reach, all at once, it answers as if nothing had happened. */
function unreached(recording: Recording): Planned {
  const reached = reachedBy(recording);
  const services = serviceNames.filter((service) => !reached.has(service));
  return { operation: recording.operation, services, fault: down, expected: 'full', isReached: false };
}

const longestFirst = (a: Trial, b: Trial): number => durationOf(b) - durationOf(a);
/** Slow services are waited for; all else is over at once. */
const durationOf = ({ operation, fault }: Trial): number => (fault.faults.latencyMs ? operation.budgetMs : 0);

async function settle(lab: Laboratory, trials: readonly Planned[]): Promise<readonly Finding[]> {
  const findings = new Map<Trial, Finding>();
  let open = trials.toSorted(longestFirst);
  for (const poolSize of poolSizes) {
    if (open.length === 0) break;
    const made = await makeTrials(lab, open, poolSize);
    for (const [index, trial] of open.entries()) findings.set(trial, made[index]!);
    open = open.filter((trial) => !isExpected(findings.get(trial)!, trial));
  }
  return trials.map((trial) => findings.get(trial)!);
}

const isExpected = ({ cell, problems }: Finding, { expected }: Planned): boolean =>
  problems.length === 0 && (expected === undefined || formatCell(cell) === expected);

function sentences({ cell, problems }: Finding, { operation, services, fault, isReached }: Planned): readonly string[] {
  const also =
    isReached || cell.first.kind === 'full' ? [] : [`it is ${formatOutcome(cell.first)}, and asks none of them`];
  return [...problems, ...also].map((problem) => `${operation.name}, ${services.join(', ')} ${fault.name}: ${problem}`);
}

/** What an operation is said to need and yet does without. */
function superfluous(recordings: readonly Recording[], rows: readonly Row[]): readonly string[] {
  const needs = (operation: string, service: ServiceName): boolean =>
    rows.some((row) => row.operation === operation && row.service === service && row.cells[0]?.first.kind === 'failed');
  return recordings.flatMap(({ operation: { name, requires } }) =>
    requires
      .filter((service) => !needs(name, service))
      .map((service) => `${name} is said to require ${service}, and does without`),
  );
}
