/** Documents of authorization: the table of the policy, and the access to each BFF's operations. */

import { currencies } from '@frontage/dto-mapping/money';
import { actions, grantsOf, regions, tiers, type Action, type Grant } from '@frontage/policy';
import { formatLimit, liveKeyRequired, regionOf } from '@frontage/policy/document';
import type { BffProof } from '@frontage/proof';

const kinds = ['customer', 'support', 'partner'] as const;

/** Renders the document of the policy: docs/authorization.md. */
export function policyDocument(bffs: readonly BffProof[]): string {
  return [
    '# Who may do what',
    '',
    'Written by `npm run documents` from the table that decides ([libs/policy/src/grants.ts](../libs/policy/src/grants.ts)); a test fails',
    'when it is stale, and another asks every BFF and finds the verdict of this table everywhere',
    '([tools/authorization](../tools/authorization)). What is not granted is denied. What each operation demands of its caller stands in the',
    'folder of its BFF:',
    '',
    ...bffs.map(({ name }) => `* [${name}](../apps/${name}/docs/authorization.md)`),
    '',
    'Who is what, the provider says: `OIDC_SUPPORT_ROLES` and `OIDC_CUSTOMER_ROLES` name the roles that make somebody an agent or a',
    'customer. Of whom it says neither, `OIDC_DEFAULT_ROLE` decides: `customer`, as in a shop where everybody may have an account, or',
    '`none`, so that a role that is taken away at the provider is gone here with the next renewal or access token: a visitor in the',
    'browser, 403 `NO_ROLE` for a bearer token.',
    '',
    '| the caller | is told |',
    '| --- | --- |',
    '| is nobody, and must be somebody | 401 |',
    '| may not do this, or not with this key | 403 |',
    "| asks for something that is not theirs, or of another mode | 404: other people's things do not exist |",
    '| changes with a test key what all partners share | 403 `LIVE_KEY_REQUIRED` |',
    '| asks for something of theirs beyond a limit | 403 with the reason |',
    '',
    '## Actions',
    '',
    '`–` means never. A visitor without credentials may do what is public, and none of these.',
    '',
    ...table(['action', ...kinds], actions.map(actionRow)),
    '',
    '### Limits',
    '',
    'A partner orders in its regions; the region is that of the price list, and so of the currency:',
    '',
    ...table(
      ['region', 'currencies'],
      regions.map((region) => [region, currencies.filter((currency) => regionOf(currency) === region).join(', ')]),
    ),
    '',
    'Most that an order may be worth which a partner pays by key (`ABOVE_TIER_LIMIT`), by tier:',
    '',
    ...table(
      ['tier', ...currencies],
      tiers.map((tier) => [tier, ...currencies.map((currency) => formatLimit(tier, currency) ?? 'any')]),
    ),
    '',
    '## Without a row',
    '',
    'Health (`/livez`, `/readyz`), `/problems/<code>`, the document of a REST API, the pages of a browser and its session (`/auth/…`) are',
    'public, and show nothing of anybody but the session check, which shows a browser its own session.',
    '',
  ].join('\n');
}

/** Renders the document of a BFF: apps/<bff>/docs/authorization.md. */
export function accessDocument({ name, authorization }: BffProof): string {
  const { rows, fields, callers } = authorization;
  const whoMay = (action: Action): string => {
    const granted = new Set(grantsOf(action).map(({ who }) => who));
    return callers.filter((kind) => kind !== 'anonymous' && granted.has(kind)).join(', ');
  };
  return [
    `# Who may do what at ${name}`,
    '',
    'What each operation demands of its caller. Written by `npm run documents`; [docs/authorization.md](../../../docs/authorization.md) says',
    'what the actions allow.',
    '',
    ...table(
      ['operation', 'action', 'who, of those who come here'],
      rows.map(({ operation, access }) =>
        access.kind === 'public'
          ? [code(operation), 'public', 'anybody']
          : [code(operation), code(access.action), whoMay(access.action)],
      ),
    ),
    ...(fields.length === 0
      ? []
      : [
          '',
          'Fields that not everybody sees who sees the rest:',
          '',
          ...table(
            ['field', 'action', 'who, of those who come here'],
            fields.map(({ field, action }) => [code(field), code(action), whoMay(action)]),
          ),
        ]),
    '',
  ].join('\n');
}

const code = (text: string): string => `\`${text}\``;

const actionRow = (action: Action): string[] => [
  code(action),
  ...kinds.map((kind) => {
    const granted = grantsOf(action).filter(({ who }) => who === kind);
    return granted.length === 0 ? '–' : granted.map(terms).join(' or ');
  }),
];

/** Terms of a grant: `their own, with orders:write, up to …`. */
const terms = ({ scope, mode, which, limits = [] }: Grant): string =>
  [
    which?.text ?? 'yes',
    ...(scope === undefined ? [] : [`with ${code(scope)}`]),
    ...(mode === undefined ? [] : [`in ${mode} mode (else ${code(liveKeyRequired.reason)})`]),
    ...limits.map(({ text, reason }) => `${text} (else ${code(reason)})`),
  ].join(', ');

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
