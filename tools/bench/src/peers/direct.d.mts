import type { LoadClient } from '../load/load-client.ts';

/**
 * Creates a client that shows a scenario. `env` holds the services' addresses; `onCall` is told of each call to a service, and how long
 * its answer took. An iteration's bytes are those of all answers over HTTP, weighed once.
 */
export function createDirectClient(
  scenario: string,
  headers: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>>,
  onCall?: (name: string, ms: number) => void,
): Promise<LoadClient>;
