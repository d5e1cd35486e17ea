/** Kill matrix of one BFF. Each operation is tried under each fault of each service that it reaches, and with all others down. */

import { serviceNames, type ServiceName } from '@frontage/seed';
import { faults, type Fault } from './faults.ts';
import { formatOutcome, type Cell } from './outcome.ts';
import { reachedBy, type Recording } from './recording.ts';
import { makeTrials, type Finding, type Harness, type Trial } from './trial.ts';

/** Row of an operation and a service that it reaches. */
export interface Row {
  readonly operation: string;
  readonly service: ServiceName;
  /** Service that makes the call; undefined when the BFF makes it itself. */
  readonly via: string | undefined;
  readonly required: boolean;
  /** Cells in the order of the faults. */
  readonly cells: readonly Cell[];
}

/** Parts that an answer lacked while a service was down. */
export interface Loss {
  readonly operation: string;
  readonly service: ServiceName;
  /** JSON pointers into the full answer. */
  readonly missing: readonly string[];
}

export interface Matrix {
  readonly rows: readonly Row[];
  readonly losses: readonly Loss[];
  /** Broken rules, each with the trial that showed it. */
  readonly problems: readonly string[];
}

/** Looks up the checked-in text of a cell; undefined for a missing one. */
export type WrittenCell = (operation: string, service: ServiceName, fault: Fault) => string | undefined;

interface Planned extends Trial {
  /** Whether the operation reaches the broken services. */
  readonly isReached: boolean;
}

const [down] = faults as [Fault, ...Fault[]];

/** Makes the matrix in virtual time. Each trial is made once, as a busy machine does not change its outcome. */
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

/** Trial with every service down that the operation does not reach. The answer must be full. */
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

/** Services that a scenario says are required and that its operation does without. */
function superfluous(recordings: readonly Recording[], rows: readonly Row[]): readonly string[] {
  const needs = (operation: string, service: ServiceName): boolean =>
    rows.some((row) => row.operation === operation && row.service === service && row.cells[0]?.first.kind === 'failed');
  return recordings.flatMap(({ operation: { name, requires } }) =>
    serviceNames
      .filter((service) => requires.includes(service) && !needs(name, service))
      .map((service) => `${name} is said to require ${service}, and does without`),
  );
}
