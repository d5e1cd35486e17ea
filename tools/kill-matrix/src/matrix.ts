/** The kill matrix of one BFF: every operation under every fault of every service that it reaches, and of all that it does not. */

import { serviceNames, type ServiceName } from '@frontage/seed';
import { faults, type Fault } from './faults.ts';
import { formatOutcome, type Cell } from './outcome.ts';
import { reachedBy, type Recording } from './recording.ts';
import { makeTrials, type Finding, type Harness, type Trial } from './trial.ts';

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

interface Planned extends Trial {
  /** Whether the operation asks the broken services at all. */
  readonly isReached: boolean;
}

const [down] = faults as [Fault, ...Fault[]];

/** Makes the matrix, in virtual time: each trial once, and as good as any other, however busy the machine is. */
export async function makeMatrix(harness: Harness, recordings: readonly Recording[]): Promise<Matrix> {
  const pairs = recordings.flatMap((recording) =>
    [...reachedBy(recording)].map(([service, via]) => ({ operation: recording.operation, service, via })),
  );
  const trials = pairs.flatMap(({ operation, service }) =>
    faults.map((fault): Planned => ({ operation, services: [service], fault, isReached: true })),
  );
  const all = [...trials, ...recordings.map(unreached)];
  const findings = await harness.time.passing(makeTrials(harness, all));
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
  return { operation: recording.operation, services, fault: down, isReached: false };
}

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
