/** Sections of the house page, in their order. A further one is a function here, and a line in the list at the end. */

import { developmentApiKey, developmentPartners } from '@frontage/auth/development';
import { Html, markup } from '@frontage/look';
import { developmentPassword, people } from '@frontage/seed';
import { conditions } from './conditions.ts';

/** House, as its page is told of it. Addresses are origins; those of parts that are not configured are missing. */
export interface House {
  readonly web?: string | undefined;
  readonly mobile?: string | undefined;
  readonly partner?: string | undefined;
  readonly issuer: string;
  /** BFFs with an admin surface. */
  readonly bffs: readonly { readonly name: string; readonly url: string; readonly adminUrl: string }[];
  /** Names of the hosted services. */
  readonly services: readonly string[];
}

/** Section of the page. */
export interface Section {
  /** Id of the element, for links to it. */
  readonly id: string;
  readonly title: string;
  /** Content below the title. What changes is filled in by `assets/house.js`, by `data-` attributes. */
  readonly content: (house: House) => Html;
}

interface Place {
  readonly name: string;
  readonly href: string;
  readonly about: string;
}

const places = ({ web, mobile, partner, issuer }: House): readonly Place[] => [
  ...(web === undefined
    ? []
    : [
        { name: 'Shop', href: `${web}/`, about: 'What browsers get from web-bff. Log in as one of the people below.' },
        { name: 'GraphiQL', href: `${web}/graphiql`, about: 'The schema of web-bff, and queries against it.' },
      ]),
  ...(mobile === undefined
    ? []
    : [{ name: 'Phone', href: `${mobile}/home`, about: 'The home screen, in the few bytes that mobile-bff sends.' }]),
  ...(partner === undefined
    ? []
    : [
        {
          name: 'Partner API',
          href: `${partner}/docs`,
          about: 'Its guide and its reference; requests need a key below.',
        },
        {
          name: 'Partner portal',
          href: `${partner}/portal`,
          about: 'Usage, keys and webhooks of a partner. Log in with a key below.',
        },
      ]),
  {
    name: 'Identity provider',
    href: `${issuer}/.well-known/openid-configuration`,
    about: 'OpenID Connect, where people log in.',
  },
];

const addresses = (house: House): Html => markup`<ul class="grid plain">
${places(house).map(
  ({ name, href, about }) => markup`<li class="card"><h3><a href="${href}">${name}</a></h3>
<p>${about}</p>
<p class="hint"><code>${href}</code></p></li>
`,
)}</ul>`;

const answers = ({ bffs }: House): Html =>
  bffs.length === 0
    ? markup`<p class="notice">No BFF is configured here: <code>npm start</code> tells this process about them.</p>`
    : markup`<div class="scroll" role="region" aria-labelledby="answers-caption" tabindex="0">
<table>
<caption id="answers-caption">Answers of the last minute, by the metrics of each BFF. Refused are 4xx, errors 5xx.</caption>
<thead><tr><th scope="col">BFF</th><th scope="col">State</th><th scope="col" class="number">Requests</th><th scope="col" class="number">Refused</th>
<th scope="col" class="number">Errors</th><th scope="col" class="number">95 % within</th><th scope="col">Answers without</th><th scope="col">Stale</th></tr></thead>
<tbody>
${bffs.map(
  ({
    name,
  }) => markup`<tr data-bff="${name}"><th scope="row">${name}</th><td data-cell="state">–</td><td class="number" data-cell="requests">–</td>
<td class="number" data-cell="refusals">–</td><td class="number" data-cell="errors">–</td><td class="number" data-cell="p95Ms">–</td>
<td data-cell="degraded">–</td><td data-cell="stale">–</td></tr>
`,
)}</tbody>
</table>
</div>`;

const buttonOf =
  (service: string) =>
  ({ id, label, faults }: (typeof conditions)[number]): Html =>
    markup`<button type="button" class="quiet" aria-pressed="false" data-condition="${id}"${
      faults === undefined ? '' : new Html(markup` data-faults="${JSON.stringify(faults)}"`.text)
    }>${label}<span class="visually-hidden">: ${service}</span></button>
`;

const services = ({
  services: names,
}: House): Html => markup`<p>Make a service fail, and see what is left of the pages. <button type="button" class="quiet" id="clear-all">All well</button></p>
<ul class="grid plain">
${names.map(
  (
    name,
  ) => markup`<li class="card" data-service="${name}"><h3>${name} <span class="badge" data-cell="condition">–</span></h3>
<p class="hint" data-cell="words">–</p>
<div class="row" role="group" aria-label="Condition of ${name}">
${conditions.map(buttonOf(name))}</div></li>
`,
)}</ul>`;

const calls = ({ services: names, bffs }: House): Html =>
  bffs.length === 0
    ? markup`<p>Nothing is known without a BFF.</p>`
    : markup`<div class="scroll" role="region" aria-labelledby="calls-caption" tabindex="0">
<table>
<caption id="calls-caption">Calls of the last minute, and how many of them failed. An open circuit spares a service that keeps failing: an operation of it is
not called until it is well.</caption>
<thead><tr><th scope="col">Service</th>${bffs.map(({ name }) => markup`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>
${names.map(
  (service) => markup`<tr><th scope="row">${service}</th>${bffs.map(
    ({ name }) => markup`<td data-calls="${service}" data-by="${name}">–</td>`,
  )}</tr>
`,
)}</tbody>
</table>
</div>`;

const copyable = (text: string): Html =>
  markup`<code>${text}</code> <button type="button" class="quiet copy" data-copy="${text}">Copy<span class="visually-hidden"> ${text}</span></button>`;

const whoIsWho = (): Html => markup`<div class="scroll" role="region" aria-labelledby="people-caption" tabindex="0">
<table>
<caption id="people-caption">People, who all have the password <code>${developmentPassword}</code></caption>
<thead><tr><th scope="col">Login</th><th scope="col">Name</th><th scope="col">Role</th></tr></thead>
<tbody>
${people.map(
  ({ email, name, role, tier }) =>
    markup`<tr><th scope="row"><code>${email}</code></th><td>${name}</td><td>${role === 'customer' ? `${role}, ${tier}` : role}</td></tr>
`,
)}</tbody>
</table>
</div>
<div class="scroll" role="region" aria-labelledby="keys-caption" tabindex="0">
<table>
<caption id="keys-caption">Development keys of partners, the same on every machine</caption>
<thead><tr><th scope="col">Partner</th><th scope="col">Mode</th><th scope="col">Key</th></tr></thead>
<tbody>
${developmentPartners.flatMap(({ id, tier, status }) =>
  (['live', 'test'] as const).map(
    (mode) =>
      markup`<tr><th scope="row">${id}, ${status === 'active' ? tier : `${tier}, ${status}`}</th><td>${mode}</td><td>${copyable(developmentApiKey(id, mode))}</td></tr>
`,
  ),
)}</tbody>
</table>
</div>
<p>On the command line: <code>npm run token -- mobile ada</code>, <code>npm run token -- web ada</code> and <code>npm run token -- partner acme</code>.</p>`;

const link = (href: string): Html => markup`<a href="${href}">${href}</a>`;

const documents = ({ partner, issuer, bffs }: House): Html => {
  const rows: readonly (readonly [about: string, href: string])[] = [
    ...(partner === undefined
      ? []
      : [
          ['Guide of the partner API', `${partner}/docs`] as const,
          ['OpenAPI document of the partner API', `${partner}/v2/openapi.json`] as const,
          ['Meaning of every problem', `${partner}/docs/errors`] as const,
        ]),
    ['Metadata of the identity provider', `${issuer}/.well-known/openid-configuration`],
    ...bffs.flatMap(({ name, url, adminUrl }) => [
      [`Metrics of ${name}`, `${adminUrl}/metrics`] as const,
      [`Dependencies of ${name}`, `${url}/readyz`] as const,
    ]),
    ['Faults of every service', '/faults'],
    ['What this page shows, for programs', '/house/status'],
  ];
  return markup`<dl class="documents">
${rows.map(([about, href]) => markup`<div><dt>${about}</dt><dd>${link(href)}</dd></div>\n`)}</dl>`;
};

/** The sections. */
export const sections: readonly Section[] = [
  { id: 'open', title: 'Open', content: addresses },
  { id: 'answers', title: 'What the BFFs answer', content: answers },
  { id: 'services', title: 'Services', content: services },
  { id: 'calls', title: 'Calls to services', content: calls },
  { id: 'people', title: 'People and keys', content: whoIsWho },
  { id: 'documents', title: 'Documents', content: documents },
];
