/** The welcome of `npm start`: addresses, people, keys, and that it is ready. */

import { relative } from 'node:path';
import { developmentPassword, people } from '@frontage/seed';
import type { RunnerConfig } from './config.ts';
import { addressesAt, isEmbedded } from './house.ts';
import type { PartnerKey } from './partner-keys.ts';

/** The last line starts with `Frontage is ready`. */
export function welcome(config: RunnerConfig, keys: readonly PartnerKey[], tookMs: number): string {
  const at = addressesAt(config.portOffset);
  const logs = relative(process.cwd(), `${config.dataDir}/logs`);
  return [
    '',
    `  Open ${at.faults}/ first: what runs, who is who, what the BFFs answer, and a switch for every fault.`,
    '',
    ...columns([
      ['storefront', at.web, 'the shop'],
      ['web-bff', `${at.web}/graphiql`, 'GraphiQL; the endpoint is /graphql, login at /auth/login?returnTo=/'],
      ['mobile-bff', `${at.mobile}/home`, 'REST for the phone'],
      ['partner-bff', `${at.partner}/v2`, `REST for partners; read about it at ${at.partner}/docs`],
      ['identity-provider', at.issuer, 'OpenID Connect'],
      ['domain-services', `${at.faults}/faults`, 'the fault switchboard'],
      ...(isEmbedded(config) ? [['message-log', at.log, 'events between them all']] : []),
    ]),
    '',
    `  People (password: ${developmentPassword})`,
    ...columns(people.map(({ email, role, tier }) => [email, role === 'customer' ? `${role}, ${tier}` : role])),
    '',
    '  Partner keys',
    ...columns(
      keys.flatMap(({ partner, key, testKey, tier, status }) => [
        [partner, key, status === 'active' ? tier : `${tier}, ${status}`],
        ['', testKey, 'test mode'],
      ]),
    ),
    '',
    `Frontage is ready (${(tookMs / 1000).toFixed(1)} s). Ctrl-C stops it; logs are in ${logs}.`,
  ].join('\n');
}

function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows.reduce<number[]>(
    (known, row) => row.map((cell, at) => Math.max(cell.length, known[at] ?? 0)),
    [],
  );
  return rows.map((row) => `    ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd());
}
