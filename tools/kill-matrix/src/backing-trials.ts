/**
 * Trials without a backing service. Servers outside of this process take part, so that they run in real time: one test bed for each fault
 * of each backing service, on which requests go side by side.
 */

import {
  backingFaults,
  openBackingService,
  openTestBed,
  type Answer,
  type BackingFault,
  type BackingService,
  type BackingServiceName,
  type BffProof,
  type Client,
  type Identity,
  type Operation,
  type Prepared,
  type TestBed,
} from '@frontage/proof';
import { isWell, outcomeOf, problemsAfter, problemsOf, until } from './judgement.ts';
import type { Outcome } from './outcome.ts';

/** Row of an operation and a backing service. */
export interface BackingRow {
  readonly operation: string;
  readonly required: boolean;
  /** Whether the caller's credentials were checked a moment ago. */
  readonly isKnown: boolean;
  /** Outcomes in the order of the faults. */
  readonly outcomes: readonly Outcome[];
}

/** Rows of one backing service. */
export interface BackingTable {
  readonly service: BackingServiceName;
  /** Undefined where the service cannot be opened on this machine. */
  readonly rows: readonly BackingRow[] | undefined;
  /** Broken rules, each with the trial that showed it. */
  readonly problems: readonly string[];
}

export interface BackingHarness {
  readonly bff: BffProof;
  readonly identity: Identity;
  /** PostgreSQL server, `DATABASE_URL`. */
  readonly databaseUrl: string | undefined;
}

/** Tolerance over a budget in real time, on a busy machine, in milliseconds. */
const graceMs = 1_500;
const recoveryLimitMs = 15_000;
/** Most times that an operation is asked for which can do without the service, and lacks something. */
const mostTries = 3;

/** Makes the trials of every backing service of a BFF. */
export async function makeBackingTables(harness: BackingHarness): Promise<readonly BackingTable[]> {
  const tables: BackingTable[] = [];
  for (const service of harness.bff.backingServices) tables.push(await makeTable(harness, service));
  return tables;
}

async function makeTable(harness: BackingHarness, service: BackingServiceName): Promise<BackingTable> {
  const findings = await Promise.all(backingFaults.map((fault) => tryFault(harness, service, fault)));
  const made = findings.filter((found) => found !== undefined);
  if (made.length < findings.length) return { service, rows: undefined, problems: [] };
  const rows = [true, false].flatMap((isKnown) =>
    harness.bff.operations.flatMap((operation): BackingRow[] => {
      const outcomes = made.flatMap(({ outcomes }) => outcomes.get(keyOf(operation, isKnown)) ?? []);
      const required = operation.requires.includes(service);
      return outcomes.length === 0 ? [] : [{ operation: operation.name, required, isKnown, outcomes }];
    }),
  );
  const superfluous = rows
    .filter(({ isKnown, required, outcomes }) => isKnown && required && outcomes.every(({ kind }) => kind !== 'failed'))
    .map(({ operation }) => `${operation} is said to require the ${service}, and does without`);
  return { service, rows, problems: [...made.flatMap(({ problems }) => problems), ...superfluous] };
}

const keyOf = ({ name }: Operation, isKnown: boolean): string => `${name} ${isKnown}`;

interface Findings {
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly problems: readonly string[];
}

async function tryFault(
  { bff, identity, databaseUrl }: BackingHarness,
  service: BackingServiceName,
  fault: BackingFault,
): Promise<Findings | undefined> {
  const backing = await openBackingService(service, databaseUrl);
  if (!backing) return undefined;
  const testBed = await openTestBed(bff, identity, backing.env);
  try {
    return await new Series({ bff, service, fault, backing, testBed }).make();
  } finally {
    await backing.heal();
    await testBed.close();
    await backing.close();
  }
}

interface SeriesOptions {
  readonly bff: BffProof;
  readonly service: BackingServiceName;
  readonly fault: BackingFault;
  readonly backing: BackingService;
  readonly testBed: TestBed;
}

interface Ready {
  readonly operation: Operation;
  readonly prepared: Prepared;
  readonly client: Client;
}

/** Trials under one fault of one backing service, on one test bed. */
class Series {
  readonly #options: SeriesOptions;
  readonly #outcomes = new Map<string, Outcome>();
  readonly #problems: string[] = [];

  constructor(options: SeriesOptions) {
    this.#options = options;
  }

  /** All that leave nothing behind go at once, then one write after the other, as its effect is counted. */
  async make(): Promise<Findings> {
    const { operations } = this.#options.bff;
    // On a fresh test bed no credentials have been checked. That comes before any operation, so that one for each principal tells of all.
    const principals = new Set(operations.flatMap(({ who }) => who ?? []));
    await this.#round(
      [...principals].flatMap((who) => this.#harmlessFor(who) ?? []),
      false,
    );
    const free: Operation[] = [];
    const counted: Operation[] = [];
    for (const operation of operations) ((await this.#isCounted(operation)) ? counted : free).push(operation);
    await this.#round(free, true);
    for (const operation of counted) await this.#round([operation], true);
    return { outcomes: this.#outcomes, problems: this.#problems };
  }

  #harmlessFor(who: string | undefined): Operation | undefined {
    return this.#options.bff.operations.find((each) => each.who === who && /^(?:GET|query) /.test(each.name));
  }

  async #isCounted({ prepare }: Operation): Promise<boolean> {
    return (await prepare(this.#options.testBed.fixtures)).effect !== undefined;
  }

  async #round(operations: readonly Operation[], isKnown: boolean): Promise<void> {
    const { backing, testBed, fault } = this.#options;
    const ready: Ready[] = [];
    for (const operation of operations) {
      const client = await testBed.enter(operation.who);
      ready.push({ operation, client, prepared: await operation.prepare(testBed.fixtures) });
    }
    if (isKnown) await this.#makeKnown(ready);
    await backing.strike(fault);
    const answers = await Promise.all(ready.map(({ client, prepared }) => client(prepared.ask)));
    await backing.heal();
    for (const [index, each] of ready.entries()) {
      const first = answers[index]!;
      this.#outcomes.set(keyOf(each.operation, isKnown), outcomeOf(await this.#withoutHaste(each, first)));
      await this.#judge(each, first, isKnown);
    }
  }

  /**
   * Answer of an operation that can do without the service. One that lacks something is asked for again, alone and under the same fault, as
   * budgets of real time run out on a busy machine too: what the fault takes away stays away.
   */
  async #withoutHaste({ operation, client, prepared }: Ready, answer: Answer): Promise<Answer> {
    const { service, fault, backing } = this.#options;
    if (prepared.effect || operation.requires.includes(service)) return answer;
    for (let asked = 1; answer.degraded.length > 0 && asked < mostTries; asked += 1) {
      // Circuits that the haste has opened.
      await until(isWell, () => client(prepared.ask), recoveryLimitMs);
      await backing.strike(fault);
      answer = await client(prepared.ask);
      await backing.heal();
    }
    return answer;
  }

  /** Asks for something harmless as each principal. */
  async #makeKnown(ready: readonly Ready[]): Promise<void> {
    const { testBed } = this.#options;
    for (const who of new Set(ready.map(({ operation }) => operation.who))) {
      const harmless = this.#harmlessFor(who);
      if (!harmless) continue;
      const { ask } = await harmless.prepare(testBed.fixtures);
      const client = await testBed.enter(who);
      await until(isWell, () => client(ask), recoveryLimitMs);
    }
  }

  async #judge({ operation, client, prepared }: Ready, answer: Answer, isKnown: boolean): Promise<void> {
    const { service, fault } = this.#options;
    const well = await until(isWell, () => client(prepared.ask), recoveryLimitMs);
    // Unknown callers need their credentials checked, whatever they ask for, and that has a time limit of its own.
    const asked = isKnown ? operation : { ...operation, requires: [service], budgetMs: operation.budgetMs + 1_000 };
    const problems = [
      ...problemsOf(answer, { operation: asked, broken: [service], graceMs }),
      ...(await problemsAfter(well, prepared, recoveryLimitMs)),
    ];
    const caller = isKnown ? 'known' : 'unknown';
    for (const problem of problems)
      this.#problems.push(`${operation.name}, ${service} ${fault}, caller ${caller}: ${problem}`);
  }
}
