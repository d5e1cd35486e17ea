/** docs/authorization.md: the table of the policy, and what every operation of every BFF demands of its caller. */

import { currencies } from '@frontage/dto-mapping';
import { actions, formatLimit, grantsOf, regionOf, regions, tiers, type Action, type Grant } from '@frontage/policy';
import { bffNames, comers, declaredBy, type BffName } from './rows.ts';

const kinds = ['customer', 'support', 'partner'] as const;

/** Writes the document. */
export async function authorizationDocument(): Promise<string> {
  const sections = await Promise.all(bffNames.map(sectionOf));
  return [
    '# Who may do what',
    '',
    'Written by `npm run documents` from the table that decides ([libs/policy/src/grants.ts](../libs/policy/src/grants.ts)) and from what',
    'each BFF declares of its operations; a test fails when it is stale, and another asks all three BFFs and finds the verdict of this',
    'table everywhere ([tools/authorization](../tools/authorization)). What is not granted is denied.',
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
    "| asks for something that is not theirs | 404: other people's things do not exist |",
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
    ...sections.flat(),
    '',
    '## Without a row',
    '',
    'Health (`/livez`, `/readyz`), `/problems/<code>`, `/v2/openapi.json`, the pages and `/auth/…` of web-bff are public, and show nothing',
    'of anybody but the session check, which shows a browser its own session.',
    '',
  ].join('\n');
}

async function sectionOf(name: BffName): Promise<string[]> {
  const { rows, fields } = await declaredBy[name]();
  const operations = rows.map(({ operation, access }) =>
    access.kind === 'public'
      ? [code(operation), 'public', 'anybody']
      : [code(operation), code(access.action), whoMay(access.action, name)],
  );
  return [
    '',
    `## ${name}`,
    '',
    ...table(['operation', 'action', 'who, of those who come here'], operations),
    ...(fields.length === 0
      ? []
      : [
          '',
          'Fields that not everybody sees who sees the rest:',
          '',
          ...table(
            ['field', 'action', 'who, of those who come here'],
            fields.map(({ field, action }) => [code(field), code(action), whoMay(action, name)]),
          ),
        ]),
  ];
}

const code = (text: string): string => `\`${text}\``;

const whoMay = (action: Action, bff: BffName): string => {
  const granted = new Set(grantsOf(action).map(({ who }) => who));
  return comers[bff].filter((kind) => kind !== 'anonymous' && granted.has(kind)).join(', ');
};

const actionRow = (action: Action): string[] => [
  code(action),
  ...kinds.map((kind) => {
    const granted = grantsOf(action).filter(({ who }) => who === kind);
    return granted.length === 0 ? '–' : granted.map(terms).join(' or ');
  }),
];

/** `their own, with orders:write, up to …` */
const terms = ({ scope, which, limits = [] }: Grant): string =>
  [
    which?.text ?? 'yes',
    ...(scope === undefined ? [] : [`with ${code(scope)}`]),
    ...limits.map(({ text, reason }) => `${text} (else ${code(reason)})`),
  ].join(', ');

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
