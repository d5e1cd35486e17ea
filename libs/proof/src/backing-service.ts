/** Backing services of a BFF beside the domain: message broker and database. Each test bed has its own, behind a proxy that breaks it. */

import { startSpecLog } from '@frontage/messaging/fake';
import { startProxy } from '@frontage/network-address/fake';
import { isServer } from '@frontage/sql/config';
import { openPostgresSchema } from '@frontage/sql/fake';
import type { Environment } from './test-bed.ts';

export type BackingServiceName = 'broker' | 'database';

/** Faults: connections are refused, or they stay open and nothing passes. */
export const backingFaults = ['down', 'silent'] as const;
export type BackingFault = (typeof backingFaults)[number];

export interface BackingService {
  /** Environment variables that lead a BFF to it. */
  readonly env: Environment;
  strike(fault: BackingFault): Promise<void>;
  heal(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens an empty backing service. The broker is an embedded log; the database is a schema of the PostgreSQL server at `databaseUrl`, and
 * undefined without one, as a SQLite file has no connection to break.
 */
export async function openBackingService(
  name: BackingServiceName,
  databaseUrl: string | undefined,
): Promise<BackingService | undefined> {
  if (name === 'broker') {
    const { url, stop } = await startSpecLog();
    return behindProxy('MESSAGE_LOG_URL', url, stop);
  }
  if (databaseUrl === undefined || !isServer(databaseUrl)) return undefined;
  const { url, close } = await openPostgresSchema(databaseUrl);
  return behindProxy('DATABASE_URL', url, close);
}

async function behindProxy(variable: string, address: string, close: () => Promise<void>): Promise<BackingService> {
  const url = new URL(address);
  const proxy = await startProxy(Number(url.port));
  url.port = String(proxy.port);
  return {
    env: { [variable]: url.href },
    strike: async (fault) => (fault === 'down' ? proxy.cut() : proxy.hold()),
    heal: () => proxy.restore(),
    close: async () => {
      await proxy.cut();
      await close();
    },
  };
}
