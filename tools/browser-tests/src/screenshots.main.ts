/** `npm run screenshots`: writes the screenshots of all pages, or of the named ones. */

import { Argument, Command } from 'commander';
import { pictured, takeScreenshots } from './screenshots.ts';

await new Command('npm run screenshots --')
  .description(
    'Takes screenshots of each page in Chromium, light, dark and on a phone, and writes them into docs/screenshots.',
  )
  .addArgument(new Argument('[page...]', 'pages; default all of them').choices(pictured))
  .action(async (pages: readonly string[]) => {
    await takeScreenshots(pages.length === 0 ? pictured : pages, (file, bytes) =>
      console.log(`${file} ${Math.round(bytes / 1_000)} kB`),
    );
  })
  .parseAsync();
