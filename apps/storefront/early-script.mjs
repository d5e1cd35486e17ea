/** Plugin of Vite: a first script of the page, beside its main one, which it does not wait for. Vite itself joins all scripts of a page. */

/** Builds `source` (`src/early.ts`) and loads it first; what else there is comes after the styles. The dev server leaves it out: it saves time alone. */
export function earlyScript(source) {
  return {
    name: 'frontage:early-script',
    apply: 'build',
    buildStart() {
      this.emitFile({ type: 'chunk', id: source, name: 'early' });
    },
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle }) => {
        const chunk = Object.values(bundle).find(({ name, isEntry }) => isEntry && name === 'early');
        const src = (file) => `/${file}`;
        const isOfIts = (tag) => chunk.imports.some((file) => tag.includes(src(file)));
        const first = [
          ...chunk.imports.map((file) => `<link rel="modulepreload" crossorigin href="${src(file)}">`),
          `<script type="module" crossorigin src="${src(chunk.fileName)}"></script>`,
        ];
        // The shell is painted with the styles: most of the code would only be in their way.
        return html
          .replaceAll(/^ *<link rel="modulepreload"[^>]*>\n/gm, (tag) => (isOfIts(tag) ? '' : tag))
          .replaceAll(/<(script type="module"|link rel="modulepreload") /g, '<$1 fetchpriority="low" ')
          .replace(/^ *<script type="module"/m, (main) => `${first.map((tag) => `    ${tag}\n`).join('')}${main}`);
      },
    },
  };
}
