/** Plugin of Vite: a first script of the page, beside its main one, which it does not wait for. Vite itself joins all scripts of a page. */

/** Builds `source` (`src/early.ts`) and loads it first. The dev server leaves it out: it saves time alone. */
export function earlyScript(source) {
  return {
    name: 'frontage:early-script',
    apply: 'build',
    buildStart() {
      this.emitFile({ type: 'chunk', id: source, name: 'early' });
    },
    transformIndexHtml: {
      order: 'post',
      handler: (_, { bundle }) => {
        const chunk = Object.values(bundle).find(({ name, isEntry }) => isEntry && name === 'early');
        const src = (file) => `/${file}`;
        return [
          ...chunk.imports.map((file) => ({
            tag: 'link',
            attrs: { rel: 'modulepreload', href: src(file), crossorigin: true },
            injectTo: 'head-prepend',
          })),
          {
            tag: 'script',
            attrs: { type: 'module', src: src(chunk.fileName), crossorigin: true },
            injectTo: 'head-prepend',
          },
        ];
      },
    },
  };
}
