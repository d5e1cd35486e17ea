/** The processes that the supervisor runs, as data. */

export interface PortOf {
  readonly port: number;
  /** The variable by which the process itself is told; none when it derives the port. */
  readonly passedAs?: 'PORT' | 'ADMIN_PORT';
}

export interface ProcessSpec {
  readonly name: string;
  /** The file that Node runs, absolute. */
  readonly entry: string;
  /** Every port that must be free before it starts. */
  readonly ports: readonly PortOf[];
  /** URLs that must answer 200 before the process counts as ready. */
  readonly readyUrls: readonly string[];
  /** Added to what every process inherits. */
  readonly env: Readonly<Record<string, string>>;
}

export type ProcessTable = readonly ProcessSpec[];
