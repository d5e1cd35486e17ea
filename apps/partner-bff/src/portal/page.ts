/** Page of the portal: what it is without a script, and the data that its script starts from. */

import { markup } from '@frontage/look';
import { eventFilters } from '@frontage/webhooks';
import { moduleNames } from './assets.ts';

/** HTML of the page. Modules are named, so that a browser asks for all at once. */
export const pageOf = (entry: string): string =>
  markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Portal · Frontage for partners</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/portal/assets/look.css">
<link rel="stylesheet" href="/portal/assets/portal.css">
${moduleNames.map((name) => markup`<link rel="modulepreload" href="/portal/assets/${name}">\n`)}<script type="module" src="/portal/assets/main.js"></script>
</head>
<body data-entry="${entry}" data-events="${eventFilters.join(' ')}">
<a class="skip visually-hidden" href="#content">Skip to the content</a>
<header class="site">
<p class="name"><strong>Frontage for partners</strong></p>
<p><a href="/docs" target="_blank" rel="noopener">Documentation<span class="visually-hidden"> (in a new tab)</span></a></p>
<div id="account"></div>
<nav id="places" aria-label="Portal" hidden></nav>
</header>
<p id="status" role="status"></p>
<main id="content" tabindex="-1">
<h1>Portal</h1>
<p>If nothing else appears here, reload the page in a minute.</p>
<noscript><p class="notice">The portal needs JavaScript. All that it does can be done with <a href="/docs">the API</a>, too.</p></noscript>
</main>
</body>
</html>
`.text;
