/** What the bench and its children say to each other over IPC. */

/** What a process has used since it started, by the operating system's accounting. */
export interface Usage {
  /** User and system time of all threads, in microseconds. */
  readonly cpuUs: number;
  readonly rssBytes: number;
}

/** Where time goes, or where memory is taken that the collector has to find again. */
export type Profiled = 'cpu' | 'allocations';

export type ToChild =
  | { readonly kind: 'usage' }
  | { readonly kind: 'profile-start'; readonly what: Profiled }
  /** Writes the profile to this file. */
  | { readonly kind: 'profile-stop'; readonly file: string }
  | { readonly kind: 'work'; readonly order: unknown };

export type FromChild =
  /** A server of this process listens. */
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'usage'; readonly usage: Usage }
  | { readonly kind: 'profile'; readonly file: string }
  /** The outcome of `work`, or of what the process is there for. */
  | { readonly kind: 'done'; readonly outcome: unknown }
  | { readonly kind: 'failed'; readonly message: string };
