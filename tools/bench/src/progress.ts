/** Progress of a long run, for its terminal. */

/** Parts and steps as they begin. */
export interface Progress {
  begin(part: string, steps: number): void;
  step(what: string): void;
}
