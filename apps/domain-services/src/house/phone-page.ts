/** HTML of `/phone`: a screen of the phone, drawn from an answer of mobile-bff, and its cost beside it. */

import { Html, markup } from '@frontage/look';
import type { PhoneScreens, Screen, Tile } from './phone-screens.ts';

type HomeScreen = Awaited<ReturnType<PhoneScreens['home']>>;
type ProductScreen = Awaited<ReturnType<PhoneScreens['product']>>;

const nothing = new Html('');

const priceOf = ({ price, was }: Pick<Tile, 'price' | 'was'>): Html =>
  price
    ? markup`<span class="price">${money(price)}</span>${was ? markup` <s>${money(was)}</s>` : nothing}`
    : markup`<span class="hint">no price now</span>`;

function money({ amount, currency }: { readonly amount: number; readonly currency: string }): string {
  try {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency });
    return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
  } catch {
    return `${amount} ${currency}`;
  }
}

const stockWords: Readonly<Record<string, string>> = { LOW: 'Few left', OUT_OF_STOCK: 'Sold out' };

const badgeOf = (stock: string | undefined): Html => {
  const words = stockWords[stock ?? ''];
  return words === undefined ? nothing : markup` <span class="badge">${words}</span>`;
};

const picture = ({ image }: Pick<Tile, 'image'>): Html =>
  image === undefined ? nothing : markup`<img src="${image}" alt="" loading="lazy">`;

const tiles = (title: string, list: readonly Tile[]): Html =>
  list.length === 0
    ? nothing
    : markup`<h3>${title}</h3>
<ul class="plain tiles">
${list.map(
  (tile) => markup`<li><a href="/phone?product=${encodeURIComponent(tile.id)}">${picture(tile)}
<span class="tile-name">${tile.name}</span></a>
<span>${priceOf(tile)}${badgeOf(tile.stock)}</span>${
    tile.rating === undefined ? nothing : markup`<span class="hint">Rated ${tile.rating} of 5</span>`
  }</li>
`,
)}</ul>
`;

const unanswered = markup`<p class="notice bad">mobile-bff has no such screen now.</p>`;

/** Renders the first screen. */
export const renderHome = (screen: HomeScreen): string =>
  page(
    screen,
    screen.content
      ? markup`${tiles('Featured', screen.content.featured)}${tiles('For you', screen.content.picks)}${
          screen.content.categories.length === 0
            ? nothing
            : markup`<h3>Categories</h3>
<ul class="row plain">${screen.content.categories.map(({ name }) => markup`<li class="badge">${name}</li>\n`)}</ul>`
        }`
      : unanswered,
    'Home',
  );

/** Renders the screen of a product. */
export function renderProduct(screen: ProductScreen): string {
  const { content } = screen;
  const drawn = content
    ? markup`${picture(content)}
<h3>${content.name}</h3>
<p class="hint">${content.brand}</p>
<p>${priceOf(content)}${badgeOf(content.stock)}</p>
${content.rating ? markup`<p>Rated ${content.rating.average} of 5, ${content.rating.count} times</p>` : nothing}
<p>${content.summary}</p>`
    : unanswered;
  return page(screen, markup`<p><a href="/phone">Back</a></p>\n${drawn}`, 'Product');
}

const cost = ({ path, cost: spent, content }: Screen<{ readonly degraded: readonly string[] }>): Html => {
  if (!spent) return markup`<p class="notice bad">mobile-bff does not answer.</p>`;
  const facts: readonly (readonly [string, string | number])[] = [
    ['Status', spent.status],
    ['Bytes, compressed', spent.bytes],
    ['Calls to services', spent.calls],
    ['Waves of calls', spent.waves],
    ['Milliseconds', spent.ms],
    ['Missing parts', content && content.degraded.length > 0 ? content.degraded.join(', ') : 'none'],
  ];
  return markup`<p><code>GET ${path}</code></p>
<dl class="documents" id="cost">
${facts.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>\n`)}</dl>
<p class="hint">No calls: the cache of mobile-bff had all of it. <a href="/#services">Make a service fail</a>, and load this page again.</p>`;
};

const page = (screen: Screen<{ readonly degraded: readonly string[] }>, drawn: Html, title: string): string =>
  markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} on the phone – Frontage, in development</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/house/look.css">
<link rel="stylesheet" href="/house/house.css">
</head>
<body>
<a class="visually-hidden" href="#content">Skip to the content</a>
<header>
<p class="name"><a href="/">Frontage</a> <span class="badge">development</span></p>
</header>
<main id="content">
<h1>What the phone draws</h1>
<div class="beside">
<section class="phone" aria-labelledby="screen-title" tabindex="0">
<h2 id="screen-title">${title}</h2>
${drawn}
</section>
<section aria-labelledby="cost-title">
<h2 id="cost-title">What it costs</h2>
${cost(screen)}
</section>
</div>
</main>
</body>
</html>
`.text;
