/** Pages of the documentation, rendered here: no page but the reference has a script. */

import { failureTable, type FailureCode } from '@frontage/errors';
import type { Endpoint } from '@frontage/http-server';
import { Html, markup } from '@frontage/look';
import { Marked, type Tokens } from 'marked';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { advice } from './advice.ts';
import { slugOf as anchorOf } from '../version.ts';
import { relations } from './relations.ts';

/** Version as the pages tell of it. */
export interface DocumentedVersion {
  /** `/v2` */
  readonly prefix: string;
  readonly endpoints: readonly Pick<Endpoint<never>, 'accepted' | 'view'>[];
  /** Address of the page about a representation, in versions whose answers lead there. */
  readonly profileOf?: (viewName: string) => string;
}

interface DocumentationPage {
  readonly path: string;
  readonly title: string;
  readonly content: Html;
  /** Page of Swagger UI, with its style sheet, as wide as the window. Default a text. */
  readonly isReference?: boolean;
}

const read = (file: URL): string => readFileSync(fileURLToPath(file), 'utf8');

const idOf = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');

/** Markdown of our own files. Code can be scrolled with the keyboard; headings can be linked to. */
const markdown = new Marked({
  renderer: {
    code: ({ text }: Tokens.Code) => markup`<pre tabindex="0"><code>${text}</code></pre>\n`.text,
    heading({ tokens, depth, text }: Tokens.Heading) {
      const content = new Html(this.parser.parseInline(tokens));
      return markup`<h${depth} id="${idOf(text)}">${content}</h${depth}>\n`.text;
    },
  },
});

const rendered = (text: string): Html => new Html(markdown.parse(text, { async: false }));
const inline = (text: string): Html => new Html(markdown.parseInline(text, { async: false }) as string);

const slugOf = (code: FailureCode): string => code.toLowerCase().replaceAll('_', '-');

const overview = (
  versions: readonly DocumentedVersion[],
  hasPortal: boolean,
): Html => markup`<h1>Frontage for partners</h1>
<p>Products, prices, stock and orders for third parties.</p>
<ul>
<li><a href="/docs/getting-started">Getting started</a>: a first order with curl, TypeScript or Python</li>
${versions.map(
  ({ prefix }) => markup`<li><a href="/docs${prefix}">Reference of ${prefix}</a>: every operation, answer and event;
for programs, <a href="${prefix}/openapi.json">as OpenAPI 3.1</a></li>
`,
)}<li><a href="/docs/resources">Resources</a>: what answers have, and <a href="/docs/relations">relations</a>: what their links lead to</li>
<li><a href="/docs/errors">Errors</a>: what each problem means, and what to do</li>
<li><a href="/docs/changelog">Changelog</a>, and what a version promises</li>
${
  hasPortal
    ? markup`<li><a href="/portal">Portal</a>: usage, keys, webhook endpoints and deliveries, with a key and a browser</li>
`
    : ''
}</ul>`;

const errors = (): Html => markup`<h1>Errors</h1>
<p>Every refusal is a problem document (RFC 9457), with the media type <code>application/problem+json</code>. Its <code>code</code> is one of
these, and stands still; <code>detail</code> is for people, and may change; <code>requestId</code> is what to tell whoever is asked for help.
Codes may come: what is not known, its status explains.</p>
<dl>
${(Object.keys(failureTable) as FailureCode[]).map(errorOf)}</dl>`;

function errorOf(code: FailureCode): Html {
  const { status, title, retryable } = failureTable[code];
  const repeat = retryable ? 'The same request may succeed later.' : 'The same request gives the same answer.';
  return markup`<dt id="${slugOf(code)}"><a href="/problems/${slugOf(code)}"><code>${code}</code></a>, ${status}</dt>
<dd class="title">${title}. ${repeat}</dd>
<dd>${inline(advice[code])}</dd>
`;
}

const relationsPage = (): Html => markup`<h1>Relations</h1>
<p>Every answer has <code>_links</code>: what it leads to, by relation. A link is there while this key may follow it; a relation that you do
not know can be ignored. Relations that IANA has not registered are ours, and have the address of their entry here as extension relation types
(RFC 8288): <code>/docs/relations#pay</code>.</p>
<dl>
${Object.entries(relations).map(
  ([
    name,
    { description, registered },
  ]) => markup`<dt id="${name}"><code>${name}</code>${registered === undefined ? '' : `, ${registered}`}</dt>
<dd>${inline(description)}</dd>
`,
)}</dl>`;

/** Resources of the versions whose answers lead to this page: the current one. */
const resourcesPage = (versions: readonly DocumentedVersion[]): Html => {
  const views = versions
    .filter(({ profileOf }) => profileOf !== undefined)
    .flatMap(({ endpoints }) => endpoints.flatMap(({ view, accepted }) => [view, ...(accepted ? [accepted] : [])]));
  const byName = new Map(views.map(({ name, schema }) => [name, schema] as const));
  return markup`<h1>Resources</h1>
<p>The members of each answer. The link <code>profile</code> of an answer leads to its section.
<a href="/docs/relations">Relations</a> tell of its links.</p>
${[...byName].toSorted(([one], [other]) => one.localeCompare(other)).map(resourceOf)}`;
};

const resourceOf = ([name, schema]: readonly [
  string,
  z.ZodType,
]): Html => markup`<h2 id="${anchorOf(name)}">${name}</h2>
<p>${inline(schema.description ?? '')}</p>
<dl>
${membersOf(schema).map(
  ([path, about]) => markup`<dt><code>${path}</code></dt>
<dd>${inline(about)}</dd>
`,
)}</dl>
`;

/** Members of a schema by path, each with its description. */
function membersOf(schema: z.ZodType): (readonly [path: string, description: string])[] {
  const of = schema instanceof z.ZodArray ? (schema.element as z.ZodType) : schema;
  if (of instanceof z.ZodOptional || of instanceof z.ZodNullable) return membersOf(of.unwrap() as z.ZodType);
  if (of !== schema) return membersOf(of);
  if (!(of instanceof z.ZodObject)) return [];
  return Object.entries(of.shape as Readonly<Record<string, z.ZodType>>).flatMap(([name, member]) => [
    [name, member.description ?? ''] as const,
    ...membersOf(member).map(([path, about]) => [`${name}.${path}`, about] as const),
  ]);
}

const reference = ({
  prefix,
}: DocumentedVersion): Html => markup`<section aria-label="Title" id="content"><h1>Reference of ${prefix}</h1></section>
<noscript><p>The reference needs JavaScript. <a href="${prefix}/openapi.json">The document itself</a> does not.</p></noscript>
<div id="reference" data-document="${prefix}/openapi.json"></div>
<script src="/docs/assets/swagger-ui-bundle.js"></script>
<script type="module" src="/docs/assets/reference.js"></script>`;

/** Text of each page, by path. */
export function pagesOf(
  versions: readonly DocumentedVersion[],
  { hasPortal }: { readonly hasPortal: boolean },
): ReadonlyMap<string, string> {
  const pages: readonly DocumentationPage[] = [
    { path: '/docs', title: 'Overview', content: overview(versions, hasPortal) },
    {
      path: '/docs/getting-started',
      title: 'Getting started',
      content: rendered(read(new URL('pages/getting-started.md', import.meta.url))),
    },
    ...versions.map((version) => ({
      path: `/docs${version.prefix}`,
      title: `Reference of ${version.prefix}`,
      content: reference(version),
      isReference: true,
    })),
    { path: '/docs/resources', title: 'Resources', content: resourcesPage(versions) },
    { path: '/docs/relations', title: 'Relations', content: relationsPage() },
    { path: '/docs/errors', title: 'Errors', content: errors() },
    {
      path: '/docs/changelog',
      title: 'Changelog',
      content: rendered(read(new URL('pages/changelog.md', import.meta.url))),
    },
  ];
  return new Map(pages.map((page) => [page.path, layout(page, pages, hasPortal).text]));
}

const layout = (
  { path: here, title, content, isReference = false }: DocumentationPage,
  pages: readonly DocumentationPage[],
  hasPortal: boolean,
): Html => markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Frontage for partners</title>
<link rel="icon" href="data:,">
${isReference ? markup`<link rel="stylesheet" href="/docs/assets/swagger-ui.css">\n` : ''}<link rel="stylesheet" href="/docs/assets/look.css">
<link rel="stylesheet" href="/docs/assets/docs.css">
</head>
<body>
<a class="visually-hidden" href="#content">Skip to the content</a>
<header class="site">
<nav aria-label="Documentation">
<ul>
${pages.map(({ path, title: text }) =>
  path === here
    ? markup`<li><a href="${path}" aria-current="page">${text}</a></li>\n`
    : markup`<li><a href="${path}">${text}</a></li>\n`,
)}${
  hasPortal
    ? markup`<li><a href="/portal">Portal</a></li>
`
    : ''
}</ul>
</nav>
</header>
${isReference ? content : markup`<main id="content">\n${content}\n</main>`}
</body>
</html>
`;
