/** Plugin of Vite: draws the shell of the page into it, so that a first visit sees the shop before its code is there. */

import { createServer } from 'vite';

const place = '<div id="shell"></div>';

/** Draws what `drawShell` of `source` gives. The dev server leaves it out: its styles come with scripts. */
export function staticShell(source) {
  let root;
  return {
    name: 'frontage:static-shell',
    apply: 'build',
    configResolved: (config) => void ({ root } = config),
    transformIndexHtml: {
      order: 'post',
      async handler(html) {
        if (!html.includes(place)) throw new Error(`index.html has no ${place}.`);
        const shell = await draw(root, source);
        return html.replace(place, () => `<div id="shell">${shell}</div>`);
      },
    },
  };
}

/** Names of classes are made of their files: those of the shell are those of the build. */
async function draw(root, source) {
  const vite = await createServer({
    root,
    configFile: false,
    appType: 'custom',
    logLevel: 'warn',
    server: { middlewareMode: true, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  });
  try {
    const { drawShell } = await vite.ssrLoadModule(source);
    return drawShell();
  } finally {
    await vite.close();
  }
}
