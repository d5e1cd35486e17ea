/** HTML of the house page. */

import { markup } from '@frontage/look';
import { sections, type House } from './sections.ts';

/** Renders the page. */
export const renderHousePage = (house: House): string =>
  markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Frontage, in development</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/house/look.css">
<link rel="stylesheet" href="/house/house.css">
<script type="module" src="/house/house.js"></script>
</head>
<body>
<a class="visually-hidden" href="#content">Skip to the content</a>
<header>
<p class="name">Frontage <span class="badge">development</span></p>
<nav aria-label="Sections"><ul class="row plain">
${sections.map(({ id, title }) => markup`<li><a href="#${id}">${title}</a></li>\n`)}</ul></nav>
</header>
<main id="content">
<h1>The house</h1>
<p>Everything that <code>npm start</code> runs. <span class="hint" id="as-of">State shows here, with JavaScript.</span></p>
<p class="visually-hidden" role="status" id="news"></p>
<p class="notice bad" id="trouble" role="alert" hidden></p>
${sections.map(
  (section) => markup`<section id="${section.id}" aria-labelledby="${section.id}-title">
<h2 id="${section.id}-title">${section.title}</h2>
${section.content(house)}
</section>
`,
)}</main>
</body>
</html>
`.text;
