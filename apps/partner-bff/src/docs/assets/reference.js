/** Runs in the browser: Swagger UI on the document of one version, and what its markup lacks for assistive technology. */

const { document, MutationObserver, SwaggerUIBundle } = globalThis;
const root = document.getElementById('reference');

/** Servers are one: the origin of the page. */
const withoutServers = () => ({ wrapComponents: { ServersContainer: () => () => null } });

/** Gives an element a name for assistive technology, once. */
function name(element, label) {
  if (!element.hasAttribute('aria-label')) element.setAttribute('aria-label', label);
}

/** Names, focus and levels that Swagger UI leaves out. */
function complete() {
  for (const pre of root.querySelectorAll('pre:not([tabindex])')) pre.tabIndex = 0;
  for (const [selector, label] of [
    ['.information-container', 'About this API'],
    ['.schemes-server-container', 'Authorization'],
  ]) {
    for (const element of root.querySelectorAll(selector)) {
      element.setAttribute('role', 'region');
      name(element, label);
    }
  }
  for (const region of root.querySelectorAll('table[role="region"]')) name(region, `Responses: ${region.id}`);
  for (const input of root.querySelectorAll('select, input, textarea'))
    name(input, input.placeholder || input.closest('tr')?.dataset.paramName || 'Choice');
  // Levels without gaps below the heading of the page.
  let level = 1;
  for (const heading of root.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    level = Math.min(Math.max(Number(heading.tagName.slice(1)), 2), level + 1);
    heading.setAttribute('aria-level', String(level));
  }
}

SwaggerUIBundle({
  url: root.dataset.document,
  domNode: root,
  docExpansion: 'list',
  deepLinking: false,
  defaultModelsExpandDepth: -1,
  syntaxHighlight: false,
  persistAuthorization: false,
  validatorUrl: 'none',
  plugins: [withoutServers],
});
new MutationObserver(complete).observe(root, { childList: true, subtree: true });
